// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.TableSchema;
import io.weir.model.analysis.WholeOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what was found. */
final class SeriesTables {
  private static final Column EXPECTED =
      new Column("expected", ColumnType.DOUBLE, "", "what the cycle and the trend foretell");
  private static final Column SCORE =
      new Column(
          "score",
          ColumnType.DOUBLE,
          "",
          "how far the value without its cycle is from the median, in deviations, both of the points"
              + " that are no anomalies");
  private static final Column SIDE =
      new Column("side", ColumnType.STRING, "", "of an anomaly: high or low");
  private static final Column KEY =
      new Column("key", ColumnType.STRING_LIST, "", "its values of the columns named");

  /** What is put behind a row's columns. */
  static final List<Column> ADDED = List.of(EXPECTED, SCORE, SIDE);

  private static final TableSchema SERIES =
      new TableSchema(
          "series",
          "One row a point of a series.",
          List.of(
              KEY,
              new Column("time", ColumnType.TIMESTAMP, "UTC", "when the point is, or begins"),
              new Column("value", ColumnType.DOUBLE, "", "what its rows are together"),
              new Column("seasonal", ColumnType.DOUBLE, "", "the cycle, whose mean is 0"),
              new Column("trend", ColumnType.DOUBLE, "", "what changes slowly"),
              new Column("residual", ColumnType.DOUBLE, "", "the value without both"),
              EXPECTED,
              new Column("anomaly", ColumnType.BOOLEAN, "", "whether it is one"),
              SCORE,
              SIDE));

  private static final TableSchema SUMMARY =
      new TableSchema(
          "summary",
          "One row a series: how it was looked at.",
          List.of(
              KEY,
              new Column("size", ColumnType.BIGINT, "rows", "rows with a time and a value"),
              new Column("points", ColumnType.BIGINT, "", "points of the series"),
              new Column("filled", ColumnType.BIGINT, "", "those without rows"),
              new Column("every", ColumnType.DOUBLE, "s", "from one point to the next"),
              new Column(
                  "period", ColumnType.BIGINT, "points", "its cycle; NULL where there is none"),
              new Column(
                  "explained",
                  ColumnType.DOUBLE,
                  "",
                  "the part of the variance that a cycle foretells that was found"),
              new Column("anomalies", ColumnType.BIGINT, "points", "anomalies"),
              new Column("note", ColumnType.STRING, "", "why there is no answer, or no cycle")));

  /** What the analysis puts out. */
  static final List<TableSchema> OUTPUTS =
      List.of(
          new TableSchema("rows", "The rows of anomalies, in their order.", ADDED),
          SERIES,
          SUMMARY);

  private final WholeOut.Rows rows;
  private final WholeOut.Rows series;
  private final WholeOut.Rows summary;

  SeriesTables(WholeOut out) {
    summary = out.table("weir summary", SUMMARY.columns());
    series = out.table("weir series", SERIES.columns());
    rows = out.beside("weir rows", ADDED);
  }

  /** Writes the points of a series and what is to say of it. */
  void write(
      List<@Nullable String> key,
      Samples samples,
      Series points,
      Search.Found found,
      double every) {
    for (int i = 0; i < points.size(); i++) {
      double value = points.values()[i];
      double expected = found.seasonal()[i] + found.trend()[i];
      boolean isAnomaly = found.anomalies().get(i);
      series.row(
          key,
          Micros.toTime(points.times()[i]),
          value,
          found.seasonal()[i],
          found.trend()[i],
          value - expected,
          expected,
          isAnomaly,
          number(found.scores()[i]),
          isAnomaly ? side(found.scores()[i]) : null);
    }
    Period period = found.period();
    summary.row(
        key,
        (long) samples.size(),
        (long) points.size(),
        (long) points.filled().cardinality(),
        every,
        period.isThere() ? (long) period.points() : null,
        period.isThere() ? number(period.explained()) : null,
        (long) found.anomalies().cardinality(),
        found.note().isEmpty() ? null : found.note());
  }

  /** Writes an anomaly beside its row. */
  void write(int place, double expected, double score) {
    rows.row((long) place, expected, number(score), side(score));
  }

  private static @Nullable Double number(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private static String side(double score) {
    return score < 0 ? "low" : "high";
  }
}
