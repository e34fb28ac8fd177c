// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was refused, in the database of a ledger. */
final class RefusalRows {
  private RefusalRows() {}

  /** Adds rows; what is in one already is added to its number. */
  static void add(Connection connection, List<RefusedRequest> refused) throws SQLException {
    for (RefusedRequest one : refused) {
      List<Long> row =
          Statements.query(
              connection,
              found -> found.getLong(1),
              """
              SELECT id FROM weir_refusal WHERE at = ? AND reason = ? AND analyst = ?
                AND source = ? AND dataset = ? AND kind = ? AND question = ?
              """,
              values(one));
      if (row.isEmpty()) {
        insert(connection, one);
      } else {
        Statements.update(
            connection,
            "UPDATE weir_refusal SET times = times + ? WHERE id = ?",
            one.times(),
            row.get(0));
      }
    }
  }

  private static void insert(Connection connection, RefusedRequest one) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(values(one)));
    values.add(one.times());
    Statements.update(
        connection,
        """
        INSERT INTO weir_refusal (id, at, reason, analyst, source, dataset, kind, question, times)
        VALUES ((SELECT coalesce(max(id), 0) + 1 FROM weir_refusal), ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values.toArray());
  }

  private static Object[] values(RefusedRequest one) {
    return new Object[] {
      one.at().toString(),
      one.reason().word(),
      one.analyst(),
      one.from(),
      one.dataset(),
      one.kind(),
      one.question()
    };
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
