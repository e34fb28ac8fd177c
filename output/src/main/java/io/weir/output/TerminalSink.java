// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for a person to read: numbers to the right, cells cut to fit a terminal, the number of
 * rows below. The first rows decide how wide the columns are; memory does not grow with the result.
 *
 * <p>Control and direction characters are shown as their numbers: text from a network may not steer
 * a terminal.
 */
final class TerminalSink implements TableSink {
  /** Rows that decide the widths. */
  private static final int LOOKED_AT = 2000;

  private final TerminalStyle style;

  TerminalSink(TerminalStyle style) {
    this.style = style;
  }

  @Override
  public long write(Result result, OutputStream target) throws IOException {
    List<@Nullable String[]> head = new ArrayList<>();
    boolean[] right = new boolean[result.columns().size()];
    Arrays.fill(right, true);
    while (head.size() < LOOKED_AT && result.next()) {
      head.add(cells(result, right));
    }
    TableLayout layout = TableLayout.of(names(result), head, right, style);
    Utf8Output out = new Utf8Output(target);
    layout.header(out);
    for (@Nullable String[] row : head) {
      layout.row(out, row);
    }
    long rows = head.size();
    if (rows == LOOKED_AT) {
      while (result.next()) {
        layout.row(out, cells(result, right.clone()));
        rows++;
      }
    }
    layout.footer(out, rows);
    out.flush();
    return rows;
  }

  private static String[] names(Result result) {
    return result.columns().stream().map(c -> visible(c.name())).toArray(String[]::new);
  }

  /** The texts of a row; a column stays {@code right} while all its values are numbers. */
  private static @Nullable String[] cells(Result result, boolean[] right) {
    @Nullable String[] cells = new @Nullable String[right.length];
    for (int i = 0; i < cells.length; i++) {
      Object value = result.value(i);
      if (value != null) {
        right[i] &= value instanceof Number;
        cells[i] = visible(ValueText.of(value));
      }
    }
    return cells;
  }

  /** A text with what a terminal would obey, or not show, written as a number. */
  static String visible(String text) {
    int i = 0;
    while (i < text.length() && !isHidden(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isHidden(c)) {
        out.append(c);
      } else if (c < 0x100) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean isHidden(char c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff;
  }
}
