// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an output of an analysis is looked at: which kind of picture fits, and what its columns are
 * in it. The analysis describes pictures; the room {@code output} draws them.
 */
public sealed interface Picture {
  /** A word in kebab-case, unique among the analysis' pictures: its file is named so. */
  String name();

  /** What the picture shows, for a person. */
  String title();

  /** The output whose rows it shows. */
  String output();

  /**
   * One horizontal bar a row, in the order of the rows.
   *
   * @param label the columns that name a bar
   * @param values numeric columns of one unit; of several, a bar has a part for each
   */
  record Bars(String name, String title, String output, List<String> label, List<String> values)
      implements Picture {
    public Bars {
      label = List.copyOf(label);
      values = List.copyOf(values);
    }
  }

  /**
   * Values over time.
   *
   * @param time a TIMESTAMP column
   * @param value a numeric column
   * @param series a column whose values are lines of their own; of many, the largest are shown
   * @param expected a numeric column that is drawn as a thin line behind
   * @param mark a BOOLEAN column: where it is true, the value is marked
   * @param every the length of windows: where one has no row, the line is zero; empty where a line
   *     leads from row to row
   * @param isOfMost true where a window holds only the most of it: then a line without a row is
   *     zero where no other line has one either, and else leads to its next row
   */
  record Lines(
      String name,
      String title,
      String output,
      String time,
      String value,
      Optional<String> series,
      Optional<String> expected,
      Optional<String> mark,
      Optional<Duration> every,
      boolean isOfMost)
      implements Picture {
    /** Lines of all that is counted. */
    public Lines(
        String name,
        String title,
        String output,
        String time,
        String value,
        Optional<String> series,
        Optional<String> expected,
        Optional<String> mark,
        Optional<Duration> every) {
      this(name, title, output, time, value, series, expected, mark, every, false);
    }

    /** Sums over windows: a line for each value of a column, if one is named. */
    public static Lines ofWindows(
        String title,
        String output,
        String time,
        String value,
        Optional<String> series,
        Duration every) {
      return new Lines(
          output,
          title,
          output,
          time,
          value,
          series,
          Optional.empty(),
          Optional.empty(),
          Optional.of(every));
    }
  }

  /**
   * Vectors laid flat so that they are spread most (their principal components), in the colours of
   * their groups.
   *
   * @param vector a list of DOUBLE
   * @param group the column that tells a row's group; -1 is none
   */
  record Projection(String name, String title, String output, String vector, String group)
      implements Picture {}

  /**
   * A value for each pair, as a colour and a number.
   *
   * @param row the column that names a line of cells
   * @param column the column that names what stands above
   * @param value a numeric column
   * @param shade what colours compare
   */
  record Matrix(
      String name,
      String title,
      String output,
      String row,
      String column,
      String value,
      Shade shade)
      implements Picture {
    /** What the colours of a matrix compare. */
    public enum Shade {
      /** All values. */
      ALL,
      /** The values of each column, whose units differ. */
      EACH_COLUMN
    }
  }

  /**
   * Boxes of percentiles: of each row a box from the 25th to the 75th, a line at the median, and
   * whiskers.
   *
   * @param label the columns that name a box
   * @param percentiles five numeric columns, lowest first, the median in the middle
   */
  record Boxes(
      String name, String title, String output, List<String> label, List<String> percentiles)
      implements Picture {
    public Boxes {
      label = List.copyOf(label);
      percentiles = List.copyOf(percentiles);
      if (percentiles.size() != 5) {
        throw new IllegalArgumentException("A box needs five percentiles.");
      }
    }
  }
}
