// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.engine.Engine.ScanColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query would do, from DuckDB's EXPLAIN, which binds and plans but reads nothing. */
final class Explain {
  static final Pattern SCAN =
      Pattern.compile("\"name\":\\s*\"(WEIR_SCAN_[0-9]+) *\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern COLUMNS =
      Pattern.compile("\"Projections\":\\s*(\\[[^]]*]|\"[^\"]*\")", Pattern.DOTALL);

  private Explain() {}

  static String text(Statement statement, String sql) throws SQLException {
    return explain(statement, "EXPLAIN " + sql);
  }

  /** The scans of native tables, and the columns each is asked for. */
  static List<ScanColumns> scans(Statement statement, String sql, CatalogTables tables)
      throws SQLException {
    String json = json(statement, sql);
    List<ScanColumns> scans = new ArrayList<>();
    Matcher scan = SCAN.matcher(json);
    while (scan.find()) {
      int end = json.indexOf("\"name\":", scan.end());
      Matcher columns = COLUMNS.matcher(json).region(scan.end(), end < 0 ? json.length() : end);
      List<String> names = columns.find() ? names(columns.group(1)) : List.of();
      tables
          .ofFunction(scan.group(1))
          .ifPresent(table -> scans.add(new ScanColumns(table.schema().name(), names)));
    }
    return scans;
  }

  /** The plan as JSON. */
  static String json(Statement statement, String sql) throws SQLException {
    return explain(statement, "EXPLAIN (FORMAT JSON) " + sql);
  }

  private static List<String> names(String projections) {
    return Arrays.stream(projections.split("[\\[\\],\"\\n]", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String explain(Statement statement, String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        text.append(rows.getString(2)).append('\n');
      }
    }
    return text.toString();
  }
}
