// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays texts out in columns, the last one as wide as the screen lets it. Not thread-safe. */
public final class TextColumns {
  private static final int WIDEST = 100;
  private static final int NARROWEST_LAST = 30;

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row. */
  public TextColumns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The rows as lines.
   *
   * @param screen columns of the screen; 0 when not known
   */
  public String text(int screen) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int indent = 0;
    for (int i = 0; i < columns - 1; i++) {
      indent += widths[i] + 2;
    }
    int last = Math.max(NARROWEST_LAST, (screen == 0 ? WIDEST : screen) - indent);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size() - 1; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] + 2 - row.get(i).length()));
      }
      wrap(line, row.get(row.size() - 1), indent, last);
      text.append(line.toString().replaceAll(" +(?=\n|$)", "")).append('\n');
    }
    return text.toString();
  }

  private static void wrap(StringBuilder out, String text, int indent, int width) {
    int used = 0;
    for (String word : text.split(" ", -1)) {
      if (used > 0 && used + 1 + word.length() > width) {
        out.append('\n').append(" ".repeat(indent));
        used = 0;
      }
      if (used > 0) {
        out.append(' ');
        used++;
      }
      out.append(word);
      used += word.length();
    }
  }
}
