// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows become groups of windows while they are read. It travels to tasks.
 *
 * @param grouping of the rows of one window
 * @param time which of the rows' columns is the time of a row, in microseconds
 * @param window length of the windows, in microseconds
 */
public record Combination(Grouping grouping, int time, long window) implements Serializable {
  /** Column of combined rows: how many rows a group has; NULL in a row that only tells a time. */
  static final int ROWS = 1;

  static final String ROWS_NAME = "weir_rows";

  /**
   * The columns of combined rows: a time in the group's window, how many rows it has, its keys, its
   * measures.
   *
   * @param table with the column that is the time of its rows
   */
  public TableSchema columns(TableSchema table) {
    List<Column> columns = new ArrayList<>();
    columns.add(table.columns().get(time));
    columns.add(Column.of(ROWS_NAME, ColumnType.BIGINT));
    for (int i = 0; i < grouping.keys().size(); i++) {
      columns.add(Column.of(key(i), grouping.types().get(i)));
    }
    for (int i = 0; i < grouping.measures().size(); i++) {
      columns.add(Column.of(measure(i), grouping.measures().get(i).type()));
    }
    return new TableSchema(table.name(), table.meaning(), columns);
  }

  /** The names of the columns of the rows that are combined. */
  public List<String> inputNames() {
    return grouping.inputNames();
  }

  static String key(int index) {
    return "weir_key_" + index;
  }

  static String measure(int index) {
    return "weir_measure_" + index;
  }
}
