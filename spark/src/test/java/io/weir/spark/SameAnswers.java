// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two engines answer: integers, texts and times are equal, doubles within 1e-9 of
 * each other; the order counts where the query gives one.
 */
final class SameAnswers {
  private static final double TOLERANCE = 1e-9;

  /** Whether a query orders its rows. */
  enum Order {
    GIVEN,
    ANY
  }

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  private SameAnswers(List<String> columns) {
    this.columns = columns;
  }

  static SameAnswers read(Result result) {
    try (result) {
      SameAnswers answers = new SameAnswers(result.columns().stream().map(Column::name).toList());
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
          row.add(plain(result.value(i)));
        }
        answers.rows.add(row);
      }
      return answers;
    }
  }

  int size() {
    return rows.size();
  }

  void assertSameAs(SameAnswers expected, Order order) {
    assertThat(columns).isEqualTo(expected.columns);
    List<List<@Nullable Object>> mine = new ArrayList<>(rows);
    List<List<@Nullable Object>> theirs = new ArrayList<>(expected.rows);
    if (order == Order.ANY) {
      mine.sort(Comparator.comparing(SameAnswers::sortKey));
      theirs.sort(Comparator.comparing(SameAnswers::sortKey));
    }
    assertThat(mine).as("number of rows").hasSameSizeAs(theirs);
    for (int row = 0; row < mine.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        assertSame(
            columns.get(column) + " of row " + row + " " + theirs.get(row),
            mine.get(row).get(column),
            theirs.get(row).get(column));
      }
    }
  }

  private static void assertSame(String what, @Nullable Object mine, @Nullable Object theirs) {
    if (mine instanceof Double a && theirs instanceof Double b && !a.isNaN() && !b.isInfinite()) {
      assertThat(a).as(what).isCloseTo(b, within(TOLERANCE * Math.max(1e-300, Math.abs(b))));
    } else {
      assertThat(mine).as(what).isEqualTo(theirs);
    }
  }

  private static String sortKey(List<@Nullable Object> row) {
    StringBuilder key = new StringBuilder();
    for (Object value : row) {
      key.append(
          value instanceof Double number
              ? String.format(Locale.ROOT, "%.6g", number)
              : String.valueOf(value));
      key.append('\0');
    }
    return key.toString();
  }

  /**
   * Integers as longs where they fit, fractions as doubles, structs as the list of their values.
   */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    } else if (value instanceof BigInteger number && number.bitLength() < Long.SIZE) {
      return number.longValue();
    } else if (value instanceof BigDecimal number) {
      return number.doubleValue();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof Map<?, ?> struct) {
      return plainAll(struct.values());
    } else if (value instanceof List<?> list) {
      return plainAll(list);
    }
    return value;
  }

  private static List<@Nullable Object> plainAll(Iterable<?> values) {
    List<@Nullable Object> list = new ArrayList<>();
    values.forEach(value -> list.add(plain(value)));
    return list;
  }
}
