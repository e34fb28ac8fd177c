// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/** Writes tables into a directory, by day. */
final class Conversion {
  private Conversion() {}

  /** Writes the tables one after another; rows by table. */
  static Map<String, Long> oneByOne(
      Connection connection, List<String> tables, Path target, ExportFormat format)
      throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables) {
      rows.put(table, write(connection, table, target, format));
    }
    return rows;
  }

  /** Writes all the tables at the same time, each on a connection of its own. */
  static Map<String, Long> together(
      Connection connection, List<String> tables, Path target, ExportFormat format, OnePass pass)
      throws SQLException {
    ExecutorService queries = Executors.newFixedThreadPool(tables.size());
    try {
      Map<String, Future<Long>> running = new LinkedHashMap<>();
      for (String table : tables) {
        Callable<Long> write =
            () -> {
              try (Connection own = connection.unwrap(DuckDBConnection.class).duplicate()) {
                return write(own, table, target, format);
              } catch (SQLException | RuntimeException e) {
                pass.stop();
                throw e;
              }
            };
        running.put(table, queries.submit(write));
      }
      Map<String, Long> rows = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Long>> entry : running.entrySet()) {
        rows.put(entry.getKey(), result(entry.getValue()));
      }
      return rows;
    } finally {
      pass.stop();
      queries.shutdownNow();
    }
  }

  private static long result(Future<Long> write) throws SQLException {
    try {
      return write.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      if (e.getCause() instanceof WeirException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.failed("Cannot finish the conversion: it was interrupted.");
    }
  }

  private static long write(Connection connection, String table, Path target, ExportFormat format)
      throws SQLException {
    Path directory = target.resolve(table);
    try (Statement statement = connection.createStatement()) {
      List<String> columns = new ArrayList<>();
      boolean hasTime = false;
      boolean hasDay = false;
      try (ResultSet found = statement.executeQuery("DESCRIBE " + Dialect.quoted(table))) {
        while (found.next()) {
          String name = found.getString(1);
          String type = found.getString(2);
          hasTime |= name.equals("ts") && type.equals("TIMESTAMP");
          hasDay |= name.equals("day");
          boolean isNested =
              type.endsWith("]") || type.startsWith("STRUCT(") || type.startsWith("MAP(");
          boolean isText = format == ExportFormat.CSV && isNested;
          columns.add(
              isText
                  ? "CAST(to_json(%1$s) AS VARCHAR) AS %1$s".formatted(Dialect.quoted(name))
                  : Dialect.quoted(name));
        }
      }
      if (hasTime && !hasDay) {
        columns.add("CAST(ts AS DATE) AS day");
      }
      String select = "SELECT " + String.join(", ", columns) + " FROM " + Dialect.quoted(table);
      String how = options(format);
      Files.createDirectories(directory);
      String to = Dialect.literal(directory.toString());
      if (hasTime) {
        how += ", PARTITION_BY (day), WRITE_PARTITION_COLUMNS true";
      } else {
        to = Dialect.literal(directory.resolve("data_0." + ending(format)).toString());
      }
      statement.execute("COPY (" + select + ") TO " + to + " (" + how + ")");
      long rows = Math.max(0, statement.getUpdateCount());
      if (format == ExportFormat.ARROW) {
        toArrow(connection, directory);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes each Parquet file below a directory as Arrow instead. */
  private static void toArrow(Connection connection, Path directory)
      throws SQLException, IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(directory)) {
      files = below.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String rows = "SELECT * FROM read_parquet([%s], hive_partitioning = false)";
      String name = file.getFileName().toString().replaceFirst("[.][a-z]+$", "");
      Path beside = file.resolveSibling(name + ".rows");
      Export.arrow(connection, rows.formatted(Dialect.literal(file.toString())), beside);
      Files.delete(file);
      Files.move(beside, file.resolveSibling(name + ".arrow"));
    }
  }

  private static String ending(ExportFormat format) {
    return format == ExportFormat.NDJSON ? "ndjson" : format.name().toLowerCase(Locale.ROOT);
  }

  private static String options(ExportFormat format) {
    return switch (format) {
      // DuckDB divides by day what it writes as Parquet; Arrow files are made of that.
      case PARQUET, ARROW -> "FORMAT parquet, COMPRESSION zstd";
      case CSV -> "FORMAT csv, HEADER true";
      case NDJSON -> "FORMAT json, FILE_EXTENSION 'ndjson', " + Export.JSON_TIMES;
    };
  }
}
