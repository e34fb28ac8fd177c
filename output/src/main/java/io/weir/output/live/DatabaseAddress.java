// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table of a database: {@code sqlite:FILE#TABLE}, or {@code jdbc:postgresql://…#TABLE}.
 *
 * @param url as JDBC wants it
 */
record DatabaseAddress(String url, String table) {
  private static final String SQLITE = "sqlite:";
  private static final String JDBC_SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  static boolean isAddress(String text) {
    return text.startsWith(SQLITE) || text.startsWith("jdbc:");
  }

  /**
   * Reads an address.
   *
   * @param table where the address names none
   */
  static DatabaseAddress of(String text, String table) {
    int hash = text.lastIndexOf('#');
    String place = hash < 0 ? text : text.substring(0, hash);
    String named = hash < 0 ? table : text.substring(hash + 1);
    String url = place.startsWith(SQLITE) ? "jdbc:" + place : place;
    boolean isKnown = url.startsWith(JDBC_SQLITE) || url.startsWith(POSTGRESQL);
    if (!isKnown || named.isEmpty() || url.equals(JDBC_SQLITE)) {
      throw WeirException.usage(
          "Cannot write to %s: it is no address of a table. Write sqlite:FILE#TABLE or"
              + " jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…#TABLE.",
          shown(text));
    }
    return new DatabaseAddress(url, named);
  }

  /** The address without what may be secret. */
  String shown() {
    return shown(url);
  }

  private static String shown(String text) {
    return text.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
  }

  private boolean isSqlite() {
    return url.startsWith(JDBC_SQLITE);
  }

  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    if (isSqlite()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 30000");
        // Others can read while rows are written.
        statement.execute("PRAGMA journal_mode = WAL");
      }
    }
    return connection;
  }

  /** Whether times are a type of their own, and not texts. */
  boolean hasTimes() {
    return !isSqlite();
  }

  /** The database's type for a column. */
  String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case DOUBLE -> "DOUBLE PRECISION";
      case TIMESTAMP -> hasTimes() ? "TIMESTAMP" : "TEXT";
      case BINARY -> isSqlite() ? "BLOB" : "BYTEA";
      default -> "TEXT";
    };
  }
}
