// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.List;

/**
 * A table made of native tables by a piece of portable SQL.
 *
 * @param schema what the SQL yields
 * @param sources the native tables the SQL reads, with every column it may name; what the input
 *     does not have is NULL, a table the input does not have is empty
 */
public record ComposedTable(TableSchema schema, List<TableSchema> sources, String sql) {
  public ComposedTable {
    sources = List.copyOf(sources);
  }
}
