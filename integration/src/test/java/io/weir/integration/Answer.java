// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.model.Column;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.testkit.RowText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All columns and rows of a result, in a form that can be compared between engines. */
record Answer(List<Column> columns, List<List<@Nullable Object>> rows) {
  /** Relative difference up to which doubles are the same. */
  private static final double TOLERANCE = 1e-9;

  /** Digits of a double in text. */
  private static final MathContext DIGITS = new MathContext(8);

  static Answer of(Engine engine, String sql, @Nullable Object... values) {
    try (Result result = engine.query(sql, Arrays.asList(values))) {
      return of(result);
    }
  }

  static Answer of(Result result) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < result.columns().size(); i++) {
        row.add(plain(result.value(i)));
      }
      rows.add(row);
    }
    return new Answer(result.columns(), rows);
  }

  /** A value as tests write and compare it. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    } else if (value instanceof BigDecimal number) {
      return number.doubleValue();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put(String.valueOf(name), plain(field)));
      return fields;
    }
    return value;
  }

  /** Name and type of each column. */
  List<String> header() {
    return columns.stream().map(column -> column.name() + " " + column.type()).toList();
  }

  /** One row a line, in the order they came; doubles are rounded. */
  String text() {
    return RowText.of(columns, rows.stream().map(Answer::rounded).toList());
  }

  /** One row a line, in alphabetical order. */
  String sortedText() {
    return text().lines().sorted().collect(Collectors.joining("\n", "", "\n"));
  }

  /** The same rows in an order that depends on nothing but them. */
  Answer sorted() {
    List<List<@Nullable Object>> ordered = new ArrayList<>(rows);
    ordered.sort(Comparator.comparing(row -> rounded(row).toString()));
    return new Answer(columns, ordered);
  }

  /** True when the rows are the same in the same order, doubles within the tolerance. */
  boolean hasRowsOf(Answer other) {
    return same(rows, other.rows);
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return left.size() == right.size()
          && IntStream.range(0, left.size()).allMatch(i -> same(left.get(i), right.get(i)));
    } else if (a instanceof Double left && b instanceof Double right) {
      double larger = Math.max(Math.abs(left), Math.abs(right));
      return left.equals(right) || Math.abs(left - right) <= TOLERANCE * larger;
    }
    return Objects.equals(a, b);
  }

  private static List<@Nullable Object> rounded(List<?> values) {
    List<@Nullable Object> rounded = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Double number && Double.isFinite(number)) {
        // Adding 0 makes -0 a 0.
        rounded.add(new BigDecimal(number).round(DIGITS).doubleValue() + 0.0);
      } else {
        rounded.add(value instanceof List<?> list ? rounded(list) : value);
      }
    }
    return rounded;
  }
}
