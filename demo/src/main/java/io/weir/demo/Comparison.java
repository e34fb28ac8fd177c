// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What the stream answered beside what the file did.
 *
 * @param live the stream's rows as text, sorted
 * @param file the file's rows as text, sorted
 */
record Comparison(String analysis, List<String> live, List<String> file) {
  private static final int MOST_SHOWN = 20;

  Comparison {
    live = List.copyOf(live);
    file = List.copyOf(file);
  }

  boolean isSame() {
    return live.equals(file);
  }

  /** For a person: that they are the same, or the rows that only one of the two has. */
  List<String> lines() {
    if (isSame()) {
      return List.of(
          "%s: the %d rows of the stream and of the file are identical"
              .formatted(analysis, live.size()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: the %d rows of the stream and the %d of the file differ"
            .formatted(analysis, live.size(), file.size()));
    add(lines, "the stream", without(live, file));
    add(lines, "the file", without(file, live));
    return lines;
  }

  private static void add(List<String> lines, String where, List<String> rows) {
    lines.add("  only in %s: %d".formatted(where, rows.size()));
    rows.stream().limit(MOST_SHOWN).forEach(row -> lines.add("    " + row));
  }

  /** The rows that others do not have; a row that is there twice counts twice. */
  private static List<String> without(List<String> rows, List<String> others) {
    List<String> rest = new ArrayList<>(rows);
    others.forEach(rest::remove);
    return rest;
  }
}
