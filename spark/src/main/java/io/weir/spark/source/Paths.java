// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The paths among the options of a read, as Spark hands them over. */
final class Paths {
  private static final String ONE = "path";

  /** A JSON array: how Spark writes the arguments of {@code load(path, path…)}. */
  private static final String SEVERAL = "paths";

  private Paths() {}

  /** Takes the paths out of the options. */
  static List<String> take(Map<String, String> options) {
    List<String> paths = new ArrayList<>();
    String one = options.remove(ONE);
    if (one != null) {
      paths.add(one);
    }
    String several = options.remove(SEVERAL);
    if (several != null) {
      try {
        paths.addAll(List.of(new ObjectMapper().readValue(several, String[].class)));
      } catch (JsonProcessingException e) {
        throw WeirException.of(
            WeirException.Kind.USAGE,
            "Cannot read the option paths: it is not a JSON array (" + several + ").",
            e);
      }
    }
    if (paths.isEmpty()) {
      throw WeirException.usage("Cannot load: no path is given. Write .load(\"logs/\").");
    }
    return paths;
  }
}
