// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as text that a person can compare. */
public final class RowText {
  private RowText() {}

  /**
   * One row a line: {@code column=value} for every value that is not NULL, divided by blanks;
   * strings in quotes.
   */
  public static String of(
      List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<? extends @Nullable Object> row : rows) {
      String gap = "";
      for (int i = 0; i < columns.size(); i++) {
        Object value = row.get(i);
        if (value != null) {
          text.append(gap).append(columns.get(i).name()).append('=');
          append(text, value);
          gap = " ";
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value instanceof String string) {
      text.append('"');
      string.chars().forEach(c -> append(text, (char) c));
      text.append('"');
    } else if (value instanceof List<?> list) {
      String gap = "";
      text.append('[');
      for (Object element : list) {
        text.append(gap);
        append(text, element);
        gap = ", ";
      }
      text.append(']');
    } else {
      text.append(value);
    }
  }

  private static void append(StringBuilder text, char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ' || c == 0x7f) {
      text.append("\\x%02x".formatted((int) c));
    } else {
      text.append(c);
    }
  }
}
