// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.output.ValueText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of rows as charts need them. */
final class Values {
  private static final int LONGEST_LABEL = 44;

  private Values() {}

  /** A number; NaN for what is none. */
  static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  static double[] numbers(List<@Nullable Object> values) {
    return values.stream().mapToDouble(Values::number).toArray();
  }

  /** A time in milliseconds since 1970; NaN for what is none. */
  static double millis(@Nullable Object value) {
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    if (value instanceof LocalDate day) {
      return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    return Double.NaN;
  }

  /** The text of a value on one line, without what could not be seen; NULL is a dash. */
  static String label(@Nullable Object value) {
    if (value == null) {
      return "–";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "(all)"
          : label(String.join(", ", list.stream().map(Values::label).toList()));
    }
    String text = ValueText.of(value).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    if (text.isEmpty()) {
      return "(empty)";
    }
    if (text.codePointCount(0, text.length()) <= LONGEST_LABEL) {
      return text;
    }
    int head = text.offsetByCodePoints(0, LONGEST_LABEL - 16);
    int tail = text.offsetByCodePoints(text.length(), -14);
    return text.substring(0, head) + "…" + text.substring(tail);
  }

  /** A label in a column of names, or of numbers, which say nothing without the column's name. */
  static String label(String column, @Nullable Object value) {
    return (value instanceof Number ? column.replace('_', ' ') + " " : "") + label(value);
  }

  /** The labels of rows, each of the values of some columns. */
  static List<String> labels(Frame rows, List<String> columns) {
    List<List<@Nullable Object>> parts = columns.stream().map(rows::values).toList();
    List<String> labels = new ArrayList<>();
    int size = parts.stream().mapToInt(List::size).min().orElse(0);
    for (int i = 0; i < size; i++) {
      List<String> words = new ArrayList<>();
      for (int p = 0; p < parts.size(); p++) {
        words.add(label(columns.get(p), parts.get(p).get(i)));
      }
      labels.add(String.join("  ", words));
    }
    return labels;
  }
}
