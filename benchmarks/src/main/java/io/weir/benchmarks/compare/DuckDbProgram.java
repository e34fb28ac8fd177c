// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The peer as a whole process: a Java program that asks DuckDB one question. */
public final class DuckDbProgram {
  private DuckDbProgram() {}

  /** Prints the answer to the SQL that the second argument is, on as many threads as the first. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Integer.parseInt(arguments[0]));
      System.out.println(DuckDb.rows(connection, arguments[1]));
    }
  }
}
