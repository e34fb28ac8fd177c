// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How rows become groups while they are read. It travels to tasks.
 *
 * @param inputs the columns of the rows, in order
 * @param time which of them is the time of a row, in microseconds
 * @param window length of the windows, in microseconds
 * @param condition what rows must fulfil; null: nothing
 * @param keys what rows are grouped by, besides the window
 * @param types of the keys
 * @param measures what is kept of a group
 */
public record Combination(
    Seq<Attribute> inputs,
    int time,
    long window,
    @Nullable Expression condition,
    List<Expression> keys,
    List<ColumnType> types,
    List<Measure> measures)
    implements Serializable {
  /** Column of combined rows: how many rows a group has; NULL in a row that only tells a time. */
  static final int ROWS = 1;

  /** Of combined rows, the first column that is a key. */
  static final int FIRST_KEY = 2;

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
    for (int i = 0; i < keys.size(); i++) {
      columns.add(Column.of(key(i), types.get(i)));
    }
    for (int i = 0; i < measures.size(); i++) {
      columns.add(Column.of(measure(i), ColumnType.BIGINT));
    }
    return new TableSchema(table.name(), table.meaning(), columns);
  }

  /** The names of the columns of the rows that are combined. */
  public List<String> inputNames() {
    return CollectionConverters.asJava(inputs).stream().map(Attribute::name).toList();
  }

  static String key(int index) {
    return "weir_key_" + index;
  }

  static String measure(int index) {
    return "weir_measure_" + index;
  }
}
