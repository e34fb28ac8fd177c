// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.Comparator;

/**
 * One cell that is not as expected. Column {@code row} tells of whole rows: either side may have
 * one that the other has not.
 *
 * @param file of the expected answer or its capture
 * @param row what tells the row from the others of the file
 */
record Difference(
    String source, String file, String row, String column, String expected, String ours)
    implements Comparable<Difference> {
  private static final int LONGEST = 120;

  private static final Comparator<Difference> ORDER =
      Comparator.comparing(Difference::source)
          .thenComparing(Difference::file)
          .thenComparing(Difference::row)
          .thenComparing(Difference::column)
          .thenComparing(Difference::expected)
          .thenComparing(Difference::ours);

  Difference {
    row = cell(row);
    expected = cell(expected);
    ours = cell(ours);
  }

  /** Tabs and what is no ASCII are made visible, long values are cut. */
  private static String cell(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(LONGEST)
        .forEach(
            each -> {
              if (each >= 0x20 && each < 0x7f) {
                shown.append((char) each);
              } else {
                shown.append("\\u{").append(Integer.toHexString(each)).append('}');
              }
            });
    return shown.toString();
  }

  @Override
  public int compareTo(Difference other) {
    return ORDER.compare(this, other);
  }

  /** A line of the list, without the reason. */
  String line() {
    return String.join("\t", source, file, row, column, expected, ours);
  }

  /** The difference that {@link #line} wrote, and what follows it. */
  static Difference of(String[] cells) {
    return new Difference(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
  }
}
