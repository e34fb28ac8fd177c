// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Analysts in the database of a ledger. */
final class AnalystRows {
  private static final String SELECT =
      "SELECT name, role, expires, allotment, datasets, kinds FROM weir_analyst ";

  private AnalystRows() {}

  static void put(Connection connection, Analyst analyst, String token) throws SQLException {
    for (String dataset : analyst.datasets()) {
      DatasetRows.named(connection, dataset);
    }
    Statements.update(
        connection,
        """
        INSERT INTO weir_analyst (name, token, role, expires, allotment, datasets, kinds)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET token = excluded.token, role = excluded.role,
          expires = excluded.expires, allotment = excluded.allotment, datasets = excluded.datasets, kinds = excluded.kinds
        """,
        analyst.name(),
        Tokens.hash(token),
        analyst.role().word(),
        analyst.expires().toString(),
        DeclarationText.of(analyst.allotment()),
        String.join(",", analyst.datasets()),
        String.join(",", analyst.kinds()));
  }

  static void revoke(Connection connection, String name, Instant now) throws SQLException {
    Analyst analyst = named(connection, name);
    Instant expires = analyst.expires().isBefore(now) ? analyst.expires() : now;
    Statements.update(
        connection,
        "UPDATE weir_analyst SET token = '', expires = ? WHERE name = ?",
        expires.toString(),
        name);
  }

  static Optional<Analyst> byToken(Connection connection, String token) throws SQLException {
    return Statements.query(
            connection, AnalystRows::read, SELECT + "WHERE token = ?", Tokens.hash(token))
        .stream()
        .findFirst();
  }

  static Analyst named(Connection connection, String name) throws SQLException {
    List<Analyst> found =
        Statements.query(connection, AnalystRows::read, SELECT + "WHERE name = ?", name);
    if (found.isEmpty()) {
      List<String> names = all(connection).stream().map(Analyst::name).toList();
      throw WeirException.usage(
          "Cannot use the analyst %s: there is none of this name. %s",
          name, Nearest.remedy(name, "Analysts", names));
    }
    return found.get(0);
  }

  static List<Analyst> all(Connection connection) throws SQLException {
    return Statements.query(connection, AnalystRows::read, SELECT + "ORDER BY name");
  }

  private static Analyst read(ResultSet row) throws SQLException {
    return new Analyst(
        row.getString(1),
        Role.named(row.getString(2)),
        Instant.parse(row.getString(3)),
        DeclarationText.cap(row.getString(4)),
        words(row.getString(5)),
        words(row.getString(6)));
  }

  private static SortedSet<String> words(String text) {
    return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(",", -1)));
  }
}
