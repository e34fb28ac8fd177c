// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.engine.Engine.ExportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a query with DuckDB's own writers, or as Arrow. */
final class Export {
  /** All times in one form: who reads a file guesses its form from the first records. */
  static final String JSON_TIMES = "TIMESTAMPFORMAT '%Y-%m-%d %H:%M:%S.%f', DATEFORMAT '%Y-%m-%d'";

  private Export() {}

  /**
   * The statement that writes the rows of a query to one file.
   *
   * @throws IllegalArgumentException for Arrow, which DuckDB does not write itself
   */
  static String copy(String sql, Path target, ExportFormat format) {
    String how =
        switch (format) {
          case PARQUET -> "FORMAT parquet, COMPRESSION zstd";
          case CSV -> "FORMAT csv, HEADER true";
          case NDJSON -> "FORMAT json, " + JSON_TIMES;
          case ARROW -> throw new IllegalArgumentException("DuckDB writes no Arrow itself");
        };
    return "COPY (%s) TO %s (%s)".formatted(sql, Dialect.literal(target.toString()), how);
  }

  /** Runs such a statement; the number of rows written. */
  static long run(PreparedStatement copy) throws SQLException {
    copy.execute();
    return Math.max(copy.getUpdateCount(), 0);
  }

  /** Writes an Arrow file; the number of rows written. */
  static long arrow(Connection connection, String sql, Path target)
      throws SQLException, IOException {
    try (PreparedStatement rows = connection.prepareStatement(sql)) {
      return ArrowBatches.write(rows, target);
    }
  }

  /** The query with 128-bit sums as 64-bit integers, which files can hold; overflow is an error. */
  static String typed(Connection connection, String sql) throws SQLException {
    List<String> items = new ArrayList<>();
    boolean isPlain = true;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData columns = statement.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = Dialect.quoted(columns.getColumnName(i));
        boolean isHuge = columns.getColumnTypeName(i).equals("HUGEINT");
        items.add(isHuge ? "CAST(" + name + " AS BIGINT) AS " + name : name);
        isPlain &= !isHuge;
      }
    }
    return isPlain ? sql : "SELECT " + String.join(", ", items) + " FROM (" + sql + ")";
  }
}
