// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.engine.Engine.ScanColumns;
import io.weir.model.engine.NativeTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query would do, from DuckDB's EXPLAIN, which binds and plans but reads nothing. */
final class Explain {
  /** A table function of Weir's in a plan. */
  static final Pattern SCAN =
      Pattern.compile("\"name\":\\s*\"(WEIR_(?:SCAN|STUB)_[0-9]+) *\"", Pattern.CASE_INSENSITIVE);

  private static final Pattern COLUMNS =
      Pattern.compile("\"Projections\":\\s*(\\[[^]]*]|\"[^\"]*\")", Pattern.DOTALL);

  /** A reader of DuckDB's own in a plan. */
  private static final Pattern FILES =
      Pattern.compile("\"name\":\\s*\"(?:READ_)?(PARQUET|CSV|JSON)[A-Z_]* *\"");

  private static final Pattern CONDITIONS =
      Pattern.compile("\"Filters\":\\s*(\\[[^]]*]|\"(?:[^\"\\\\]|\\\\.)*\")", Pattern.DOTALL);

  /** The column at the beginning of a condition. */
  private static final Pattern COLUMN =
      Pattern.compile("(?<![A-Za-z0-9_'])([A-Za-z_][A-Za-z0-9_]*) *(?:[=<>!]|IS |IN )");

  private Explain() {}

  /** The plan for people. */
  static String text(Connection connection, String sql, CatalogTables tables) throws SQLException {
    String yaml = explain(connection, "EXPLAIN (FORMAT YAML) " + sql, List.of());
    return PlanOutline.of(
        yaml, name -> tables.ofFunction(name).map(table -> table.schema().name()).orElse(name));
  }

  /** The plan as JSON. */
  static String json(Connection connection, String sql, List<? extends @Nullable Object> parameters)
      throws SQLException {
    return explain(connection, "EXPLAIN (FORMAT JSON) " + sql, parameters);
  }

  /** The native tables that a plan scans, one entry a scan. */
  static List<NativeTable> scanned(String json, CatalogTables tables) {
    return SCAN.matcher(json)
        .results()
        .flatMap(scan -> tables.ofFunction(scan.group(1)).stream())
        .toList();
  }

  /** True if a plan reads files with DuckDB's own readers. */
  static boolean readsFiles(String json) {
    return FILES.matcher(json).find();
  }

  /** The scans of native tables, and the columns each is asked for. */
  static List<ScanColumns> scans(Connection connection, String sql, CatalogTables tables)
      throws SQLException {
    String json = json(connection, sql, List.of());
    List<ScanColumns> scans = new ArrayList<>();
    Matcher scan = SCAN.matcher(json);
    while (scan.find()) {
      List<String> names = columns(json, scan.end());
      tables
          .ofFunction(scan.group(1))
          .ifPresent(table -> scans.add(new ScanColumns(table.schema().name(), names)));
    }
    Matcher files = FILES.matcher(json);
    while (files.find()) {
      Set<String> columns = new LinkedHashSet<>(columns(json, files.end()));
      columns.addAll(conditions(json, files.end()));
      scans.add(
          new ScanColumns(
              "files of " + files.group(1).toLowerCase(Locale.ROOT), List.copyOf(columns)));
    }
    return scans;
  }

  /**
   * The columns a statement asks of the tables behind some functions.
   *
   * @param functions name of the table by function
   */
  static Map<String, Set<String>> columns(
      Connection connection,
      String sql,
      List<? extends @Nullable Object> parameters,
      Map<String, String> functions)
      throws SQLException {
    String json = json(connection, sql, parameters);
    Map<String, Set<String>> columns = new LinkedHashMap<>();
    Matcher scan = SCAN.matcher(json);
    while (scan.find()) {
      String table = functions.get(scan.group(1).toLowerCase(Locale.ROOT));
      if (table != null) {
        columns
            .computeIfAbsent(table, key -> new LinkedHashSet<>())
            .addAll(columns(json, scan.end()));
      }
    }
    return columns;
  }

  private static List<String> columns(String json, int scanEnd) {
    int end = json.indexOf("\"name\":", scanEnd);
    Matcher columns = COLUMNS.matcher(json).region(scanEnd, end < 0 ? json.length() : end);
    if (!columns.find()) {
      return List.of();
    }
    return Arrays.stream(columns.group(1).split("[\\[\\],\"\\n]", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Columns that are read for a condition only. */
  private static List<String> conditions(String json, int scanEnd) {
    int end = json.indexOf("\"name\":", scanEnd);
    Matcher conditions = CONDITIONS.matcher(json).region(scanEnd, end < 0 ? json.length() : end);
    return conditions.find()
        ? COLUMN.matcher(conditions.group(1)).results().map(column -> column.group(1)).toList()
        : List.of();
  }

  private static String explain(
      Connection connection, String sql, List<? extends @Nullable Object> parameters)
      throws SQLException {
    StringBuilder text = new StringBuilder();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          text.append(rows.getString(2)).append('\n');
        }
      }
    }
    return text.toString();
  }
}
