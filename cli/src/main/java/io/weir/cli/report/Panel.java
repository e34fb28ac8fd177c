// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question of the report. A panel without rows is left out.
 *
 * @param section the heading below which it stands
 * @param heading what it shows
 * @param table the table that it reads
 * @param question what is asked
 * @param picture how the rows look; empty where a table says it all
 */
record Panel(
    String section, String heading, String table, Question question, Optional<Picture> picture) {
  /** What a panel asks. */
  sealed interface Question {}

  /**
   * Asks in SQL.
   *
   * @param columns the answer's columns, with their units
   */
  record Sql(String text, List<Column> columns) implements Question {}

  /**
   * Runs an analysis.
   *
   * @param only a column and the value that rows must have in it to be shown; may be empty
   */
  record Run(String analysis, Map<String, String> settings, Map<String, String> only)
      implements Question {}

  static final String ROWS = "rows";

  /** A panel of SQL with a bar for each row. */
  static Panel bars(
      String section, String heading, String table, String sql, List<Column> columns) {
    List<String> labels =
        columns.stream().filter(c -> c.type() == ColumnType.STRING).map(Column::name).toList();
    String value =
        columns.stream()
            .filter(c -> c.type() != ColumnType.STRING)
            .map(Column::name)
            .findFirst()
            .orElseThrow();
    Picture picture = new Picture.Bars(ROWS, heading, ROWS, labels, List.of(value));
    return new Panel(section, heading, table, new Sql(sql, columns), Optional.of(picture));
  }

  static Column text(String name) {
    return Column.of(name, ColumnType.STRING);
  }

  static Column count(String name) {
    return new Column(name, ColumnType.BIGINT, name, "");
  }

  static Column bytes(String name) {
    return new Column(name, ColumnType.BIGINT, "bytes", "");
  }
}
