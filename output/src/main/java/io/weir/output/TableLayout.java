// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The widths and lines of one table on the screen. */
final class TableLayout {
  /** Text is cut no shorter than this; numbers are not cut at all. */
  private static final int NARROWEST = 20;

  private static final String DIM_NULL = "\u001b[2mNULL\u001b[0m";
  private static final String SPACES = " ".repeat(64);

  private final String[] names;
  private final int[] widths;
  private final boolean[] right;
  private final TerminalStyle style;

  private TableLayout(String[] names, int[] widths, boolean[] right, TerminalStyle style) {
    this.names = names;
    this.widths = widths;
    this.right = right;
    this.style = style;
  }

  /**
   * Lays out a table whose first rows are known. Where the terminal is too narrow, wide columns are
   * cut first, then the last columns are left out.
   */
  static TableLayout of(
      String[] names, List<@Nullable String[]> rows, boolean[] right, TerminalStyle style) {
    int[] widths = new int[names.length];
    int nullWidth = style.color() == TerminalStyle.Color.ANSI ? 4 : 0;
    for (int i = 0; i < names.length; i++) {
      widths[i] = DisplayWidth.of(names[i]);
      for (@Nullable String[] row : rows) {
        String cell = row[i];
        widths[i] = Math.max(widths[i], cell == null ? nullWidth : DisplayWidth.of(cell));
      }
    }
    boolean[] numbers = rows.isEmpty() ? new boolean[names.length] : right;
    return new TableLayout(names, fitted(widths, numbers, style.width()), numbers, style);
  }

  /** The widths of the columns that fit, cut where they must be. */
  private static int[] fitted(int[] natural, boolean[] numbers, int terminal) {
    if (terminal <= 0 || total(natural, numbers, Integer.MAX_VALUE) <= terminal) {
      return natural;
    }
    int[] widths = natural;
    while (widths.length > 1 && total(widths, numbers, NARROWEST) > terminal) {
      widths = Arrays.copyOf(widths, widths.length - 1);
    }
    int longest = NARROWEST;
    while (longest < terminal && total(widths, numbers, longest + 1) <= terminal) {
      longest++;
    }
    int[] cut = widths.clone();
    for (int i = 0; i < cut.length; i++) {
      cut[i] = cut(widths[i], numbers[i], longest);
    }
    return cut;
  }

  private static int total(int[] widths, boolean[] numbers, int longest) {
    int total = 1;
    for (int i = 0; i < widths.length; i++) {
      total += cut(widths[i], numbers[i], longest) + 3;
    }
    return total;
  }

  private static int cut(int width, boolean isNumber, int longest) {
    return isNumber ? width : Math.min(width, longest);
  }

  void header(Utf8Output out) throws IOException {
    rule(out, "┌┬┐");
    row(out, names);
    rule(out, "├┼┤");
  }

  void footer(Utf8Output out, long rows) throws IOException {
    rule(out, "└┴┘");
    out.text(rows == 1 ? "1 row" : rows + " rows");
    if (widths.length < names.length) {
      out.text(
          ", %d of %d columns shown; name the columns you want, or use -f csv"
              .formatted(widths.length, names.length));
    }
    out.ascii('\n');
  }

  void row(Utf8Output out, @Nullable String[] cells) throws IOException {
    boolean unicode = style.charset() == TerminalStyle.Charset.UNICODE;
    String bar = unicode ? "│" : "|";
    for (int i = 0; i < widths.length; i++) {
      out.text(bar);
      out.ascii(' ');
      cell(out, cells[i], i);
      out.ascii(' ');
    }
    out.text(bar);
    out.ascii('\n');
  }

  private void cell(Utf8Output out, @Nullable String text, int column) throws IOException {
    int room = widths[column];
    if (text == null) {
      boolean shown = style.color() == TerminalStyle.Color.ANSI && room >= 4;
      aligned(out, shown ? DIM_NULL : "", shown ? room - 4 : room, right[column]);
      return;
    }
    int width = DisplayWidth.of(text);
    if (width > room && style.width() > 0) {
      String cut = cut(text, room);
      aligned(out, cut, room - DisplayWidth.of(cut), right[column]);
    } else {
      aligned(out, text, room - width, right[column]);
    }
  }

  private String cut(String text, int room) {
    boolean unicode = style.charset() == TerminalStyle.Charset.UNICODE;
    String mark = unicode ? "…" : "..";
    return DisplayWidth.cut(text, room - mark.length()) + mark;
  }

  private static void aligned(Utf8Output out, String text, int blanks, boolean right)
      throws IOException {
    if (!right) {
      out.text(text);
    }
    for (int left = blanks; left > 0; left -= SPACES.length()) {
      out.text(SPACES.substring(0, Math.min(left, SPACES.length())));
    }
    if (right) {
      out.text(text);
    }
  }

  private void rule(Utf8Output out, String corners) throws IOException {
    boolean unicode = style.charset() == TerminalStyle.Charset.UNICODE;
    for (int i = 0; i < widths.length; i++) {
      out.text(unicode ? corners.substring(i == 0 ? 0 : 1, i == 0 ? 1 : 2) : "+");
      out.text((unicode ? "─" : "-").repeat(widths[i] + 2));
    }
    out.text(unicode ? corners.substring(2) : "+");
    out.ascii('\n');
  }
}
