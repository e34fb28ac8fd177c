// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.model.ColumnType;
import io.weir.model.engine.NativeTable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;

/** The peer: DuckDB's own readers, with everything told that they would have to find out. */
final class DuckDb {
  private DuckDb() {}

  /** The driver in a jar, in a class loader of its own. */
  static Driver driver(Path jar) throws ReflectiveOperationException, MalformedURLException {
    URL[] place = {jar.toUri().toURL()};
    // Not closed: the driver lives as long as the process.
    @SuppressWarnings("resource")
    ClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader());
    return Class.forName("org.duckdb.DuckDBDriver", true, loader)
        .asSubclass(Driver.class)
        .getConstructor()
        .newInstance();
  }

  static Connection connect(Driver driver, int threads) throws SQLException {
    Connection connection = driver.connect("jdbc:duckdb:", new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
    }
    return connection;
  }

  /** The rows of an answer as text. */
  static String rows(Connection connection, String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          text.append(rows.getObject(i)).append('|');
        }
      }
    }
    return text.toString();
  }

  /** Reads a tab-separated log; what {@code skip} would do is done by {@code comment}. */
  static String readCsv(NativeTable table, Path input) {
    return "read_csv('%s', delim='\t', auto_detect=false, comment='#', nullstr='-', header=false,"
            .formatted(files(input))
        + " quote='', escape='', columns={"
        + columns(table, "id_")
        + "})";
  }

  /** Reads a log of JSON lines. */
  static String readJson(NativeTable table, Path input) {
    return "read_json('%s', format='newline_delimited', auto_detect=false, columns={%s})"
        .formatted(files(input), columns(table, "id."));
  }

  private static String files(Path input) {
    return Files.isDirectory(input) ? input + "/*" : input.toString();
  }

  private static String columns(NativeTable table, String endpoint) {
    return table.schema().columns().stream()
        .filter(column -> !column.name().startsWith("src_"))
        .map(c -> "'" + c.name().replaceFirst("^id_", endpoint) + "': '" + type(c.type()) + "'")
        .collect(Collectors.joining(", "));
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case BIGINT -> "BIGINT";
      case DOUBLE, TIMESTAMP -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      default -> "VARCHAR";
    };
  }
}
