// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of datasets' columns in the database of a ledger. */
final class ColumnRows {
  private ColumnRows() {}

  /** Keeps the types; those that are known must be as they were. */
  static void keep(Connection connection, String dataset, List<TypedColumn> columns)
      throws SQLException {
    Map<List<String>, String> known = new HashMap<>();
    Statements.query(
        connection,
        row -> known.put(List.of(row.getString(1), row.getString(2)), row.getString(3)),
        "SELECT source, name, type FROM weir_column WHERE dataset = ?",
        dataset);
    for (TypedColumn column : columns) {
      String before = known.put(List.of(column.table(), column.name()), column.type());
      if (before == null) {
        Statements.update(
            connection,
            "INSERT INTO weir_column (dataset, source, name, type) VALUES (?, ?, ?, ?)",
            dataset,
            column.table(),
            column.name(),
            column.type());
      } else if (!before.equals(column.type())) {
        throw WeirException.usage(
            "Cannot register %s: the column %s of %s is %s in one of its files, and %s in what was"
                + " registered before. Convert the file so that it has that type, or register it"
                + " under another name that shares the budget.",
            dataset, column.name(), column.table(), column.type(), before);
      }
    }
  }
}
