// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements whose values are bound. */
final class Statements {
  private Statements() {}

  /** Reads a row. */
  interface Reader<T> {
    T of(ResultSet row) throws SQLException;
  }

  static void update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        statement.setNull(i + 1, java.sql.Types.BIGINT);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }

  static <T> List<T> query(
      Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(reader.of(rows));
        }
        return all;
      }
    }
  }
}
