// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Counts what is equal and keeps what differs, for one source. A row is a map from column to text.
 * An expected row is compared in the columns it has; an empty value expects that there is none.
 */
final class Comparison {
  /** What is said of a row that only one side has, in the column {@code row}. */
  static final String ROW = "row";

  /** A value of ours that cannot be compared, because the other tool writes it another way. */
  static final String ANY = "*any*";

  private static final String THERE = "there";
  private static final String ABSENT = "-";

  private final String source;
  private final Map<String, Double> tolerances;
  private final List<Difference> differences = new ArrayList<>();
  private int rows;
  private int equal;

  /**
   * Compares with one source.
   *
   * @param tolerances by how much numbers of a column may differ
   */
  Comparison(String source, Map<String, Double> tolerances) {
    this.source = source;
    this.tolerances = tolerances;
  }

  int rows() {
    return rows;
  }

  int equal() {
    return equal;
  }

  List<Difference> differences() {
    return differences;
  }

  /** Compares one value, which counts as a row. */
  void value(String file, String row, String column, String expected, String ours) {
    rows++;
    if (same(column, expected, ours)) {
      equal++;
    } else {
      differences.add(new Difference(source, file, row, column, expected, ours));
    }
  }

  /**
   * Compares the rows of a file: each expected one with an equal one of ours, else with the nearest
   * one that has its key.
   *
   * @param key columns that must be equal for two rows to be of the same thing
   */
  void rows(
      String file,
      List<String> key,
      List<Map<String, String>> expected,
      List<Map<String, String>> ours) {
    rest(file, key, expected, ours);
  }

  /** As {@link #rows}; a row of ours that is left over and not excused is a difference too. */
  void allRows(
      String file,
      List<String> key,
      List<Map<String, String>> expected,
      List<Map<String, String>> ours,
      Predicate<Map<String, String>> excused) {
    for (Map<String, String> more : rest(file, key, expected, ours)) {
      if (!excused.test(more)) {
        differences.add(new Difference(source, file, label(more, key), ROW, ABSENT, THERE));
      }
    }
  }

  private List<Map<String, String>> rest(
      String file,
      List<String> key,
      List<Map<String, String>> expected,
      List<Map<String, String>> ours) {
    rows += expected.size();
    List<Map<String, String>> left = new ArrayList<>(ours);
    List<Map<String, String>> unequal = new ArrayList<>();
    for (Map<String, String> row : expected) {
      int at = nearest(row, left, List.of());
      if (at >= 0 && differing(row, left.get(at)).isEmpty()) {
        equal++;
        left.remove(at);
      } else {
        unequal.add(row);
      }
    }
    for (Map<String, String> row : unequal) {
      int at = nearest(row, left, key);
      if (at < 0) {
        differences.add(new Difference(source, file, label(row, key), ROW, THERE, ABSENT));
        continue;
      }
      Map<String, String> found = left.remove(at);
      for (String column : differing(row, found)) {
        String value = found.getOrDefault(column, "");
        differences.add(
            new Difference(
                source, file, label(row, key), column, row.getOrDefault(column, ""), value));
      }
    }
    return left;
  }

  private int nearest(Map<String, String> row, List<Map<String, String>> among, List<String> key) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < among.size() && fewest > 0; i++) {
      Map<String, String> candidate = among.get(i);
      boolean sameKey =
          key.stream()
              .allMatch(
                  each ->
                      !row.containsKey(each)
                          || same(
                              each, row.getOrDefault(each, ""), candidate.getOrDefault(each, "")));
      int different = sameKey ? differing(row, candidate).size() : Integer.MAX_VALUE;
      if (different < fewest) {
        fewest = different;
        best = i;
      }
    }
    return best;
  }

  private List<String> differing(Map<String, String> row, Map<String, String> ours) {
    List<String> columns = new ArrayList<>();
    for (String column : new TreeSet<>(row.keySet())) {
      if (!same(column, row.getOrDefault(column, ""), ours.getOrDefault(column, ""))) {
        columns.add(column);
      }
    }
    return columns;
  }

  private boolean same(String column, String expected, String ours) {
    if (expected.equals(ours) || ours.equals(ANY)) {
      return true;
    }
    Double tolerance = tolerances.get(column);
    return tolerance != null
        && !expected.isEmpty()
        && !ours.isEmpty()
        && Math.abs(Double.parseDouble(expected) - Double.parseDouble(ours)) <= tolerance;
  }

  private static String label(Map<String, String> row, List<String> key) {
    List<String> values = key.stream().map(each -> row.getOrDefault(each, "-")).toList();
    return String.join(" ", values);
  }
}
