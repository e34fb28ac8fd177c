// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.window;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The pieces of SQL that group by a tumbling window, or by nothing when no length is given.
 *
 * <p>The length is written as a literal because Spark takes no parameter there; it comes from a
 * {@link Duration}, never from text.
 *
 * @param every length of a window, whole microseconds
 */
public record Windows(Optional<Duration> every) {
  /** The column that tells a row's window; only there when a length is given. */
  public static final Column COLUMN =
      new Column(
          "window_start",
          ColumnType.TIMESTAMP,
          "UTC",
          "start of the window, for rows with a time; only with every");

  /** Selects the window's start from a table with a TIMESTAMP {@code ts}, with a comma behind. */
  public String select() {
    return every.isPresent() ? call() + ".start AS window_start, " : "";
  }

  /** The table's rows that are in a window: those that have a time. */
  public String from(String table) {
    return every.isPresent() ? "(SELECT * FROM " + table + " WHERE ts IS NOT NULL)" : table;
  }

  /** Groups by the window, with a comma behind. */
  public String groupBy() {
    return every.isPresent() ? call() + ", " : "";
  }

  /** The window's start as a column of a step, with a comma behind. */
  public String column() {
    return every.isPresent() ? "window_start, " : "";
  }

  /** The clause that keeps windows apart when rows are ranked. */
  public String partitionBy() {
    return every.isPresent() ? "PARTITION BY window_start " : "";
  }

  /**
   * How the output {@code rows} looks: a line for each of what is counted over the windows, zero in
   * those where it is not, or a bar each where there is one total.
   *
   * @param label the column of what is counted
   * @param value the column that is drawn
   */
  public static Picture picture(
      String title, Optional<Duration> every, String label, String value) {
    return every.isPresent()
        ? Picture.Lines.ofWindows(
            title, "rows", COLUMN.name(), value, Optional.of(label), every.get())
        : new Picture.Bars("rows", title, "rows", List.of(label), List.of(value));
  }

  /**
   * The picture of an output that holds only the most of each window: what has no row in a window
   * is zero only where nothing else has one, and else its line leads to its next row.
   */
  public static Picture pictureOfMost(
      String title, Optional<Duration> every, String label, String value) {
    return every.isPresent()
        ? new Picture.Lines(
            "rows",
            title,
            "rows",
            COLUMN.name(),
            value,
            Optional.of(label),
            Optional.empty(),
            Optional.empty(),
            every,
            true)
        : picture(title, every, label, value);
  }

  private String call() {
    Duration length = every.orElseThrow();
    String seconds =
        BigDecimal.valueOf(length.getSeconds())
            .add(BigDecimal.valueOf(length.getNano(), 9))
            .stripTrailingZeros()
            .toPlainString();
    return "tumbling(ts, INTERVAL '" + seconds + "' SECOND)";
  }
}
