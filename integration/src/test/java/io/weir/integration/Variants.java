// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.job.Parameters;
import io.weir.model.analysis.Analysis;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of an analysis that make different SQL: every constant, present and absent. */
final class Variants {
  private Variants() {}

  /** More combinations than these are not tried. */
  private static final double MOST = 20_000;

  /** The defaults, and each parameter alone with another value. */
  static List<Map<String, String>> single(Analysis<?> analysis) {
    return combinations(analysis, 1);
  }

  /**
   * All combinations; of an analysis with very many parameters those of two. The first is the
   * defaults.
   */
  static List<Map<String, String>> all(Analysis<?> analysis) {
    double count = 1;
    for (RecordComponent component : Parameters.components(analysis.spec().parameters())) {
      count *= 1 + values(component.getGenericType()).size();
    }
    return combinations(analysis, count > MOST ? 2 : Integer.MAX_VALUE);
  }

  private static List<Map<String, String>> combinations(Analysis<?> analysis, int most) {
    Class<? extends Record> type = analysis.spec().parameters();
    List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
    List<RecordComponent> components = Parameters.components(type);
    for (int i = 0; i < components.size(); i++) {
      String name = Parameters.options(type).get(i).name();
      List<Map<String, String>> more = new ArrayList<>();
      for (String value : values(components.get(i).getGenericType())) {
        for (Map<String, String> settings : all) {
          if (settings.size() < most) {
            Map<String, String> with = new LinkedHashMap<>(settings);
            with.put(name, value);
            more.add(with);
          }
        }
      }
      all.addAll(more);
    }
    return all;
  }

  /** Values besides the default. */
  private static List<String> values(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      Type inner = generic.getActualTypeArguments()[0];
      return inner == Duration.class
          ? List.of("1h", "90s", "0.5s", "7d")
          : inner == String.class ? List.of("x") : values(inner);
    } else if (type == boolean.class) {
      return List.of("true", "false");
    } else if (type instanceof Class<?> constants && constants.isEnum()) {
      return Stream.of(constants.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .toList();
    } else if (type == int.class || type == long.class) {
      return List.of("3");
    }
    return List.of();
  }
}
