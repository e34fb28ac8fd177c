// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.List;

/**
 * What is wanted of one table.
 *
 * @param table the table with all its columns
 * @param columns the positions in {@code table} of the wanted columns; a {@link CellWriter} counts
 *     its columns in this order
 */
public record TableScan(TableSchema table, List<Integer> columns) implements Serializable {
  public TableScan {
    columns = List.copyOf(columns);
  }

  /** All columns of a table. */
  public static TableScan all(TableSchema table) {
    return new TableScan(
        table, java.util.stream.IntStream.range(0, table.columns().size()).boxed().toList());
  }

  /** The wanted columns, in the order of a {@link CellWriter}. */
  public List<Column> wanted() {
    return columns.stream().map(table.columns()::get).toList();
  }
}
