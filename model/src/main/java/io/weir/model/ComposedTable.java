// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table made of native tables by a piece of portable SQL.
 *
 * @param schema the table; a column that the SQL does not yield is NULL, one that it does is cast
 *     to its type here
 * @param sources the native tables the SQL reads, with every column it may name; what the input
 *     does not have is NULL, a table the input does not have is empty. The table exists when the
 *     input has the first of them
 * @param sql {@code SELECT item AS name, … FROM table alias}, then {@code LEFT JOIN (query) alias
 *     ON condition} for what is looked up elsewhere, each with at most one row a row
 */
public record ComposedTable(TableSchema schema, List<TableSchema> sources, String sql) {
  public ComposedTable {
    sources = List.copyOf(sources);
  }

  /** The columns of {@link #schema} that the SQL yields. */
  public Set<String> yields() {
    return new ComposedSql(sql).columns();
  }

  /** The SQL that yields only some of the columns, without the joins that only others need. */
  public String sqlFor(Set<String> columns) {
    return new ComposedSql(sql).select(new HashSet<>(columns));
  }
}
