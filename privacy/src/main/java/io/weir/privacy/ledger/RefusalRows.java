// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What was refused, in the database of a ledger. */
final class RefusalRows {
  private RefusalRows() {}

  static void add(Connection connection, List<RefusedRequest> refused) throws SQLException {
    long id =
        Statements.query(
                connection, row -> row.getLong(1), "SELECT coalesce(max(id), 0) FROM weir_refusal")
            .get(0);
    for (RefusedRequest one : refused) {
      Statements.update(
          connection,
          """
          INSERT INTO weir_refusal (id, at, reason, analyst, source, dataset, kind, question, times)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          ++id,
          one.at().toString(),
          one.reason().word(),
          one.analyst(),
          one.from(),
          one.dataset(),
          one.kind(),
          one.question(),
          one.times());
    }
  }

  static List<RefusedRequest> after(Connection connection, long id) throws SQLException {
    return Statements.query(
        connection,
        row ->
            new RefusedRequest(
                row.getLong(1),
                Instant.parse(row.getString(2)),
                RefusalReason.named(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9)),
        """
        SELECT id, at, reason, analyst, source, dataset, kind, question, times
        FROM weir_refusal WHERE id > ? ORDER BY id
        """,
        id);
  }
}
