// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a query with DuckDB's own writers. */
final class Export {
  private Export() {}

  /** Writes one file; the number of rows written. */
  static long write(Statement statement, String sql, Path target, ExportFormat format)
      throws SQLException {
    String how =
        switch (format) {
          case PARQUET -> "FORMAT parquet, COMPRESSION zstd";
          case CSV -> "FORMAT csv, HEADER true";
          case NDJSON -> "FORMAT json";
          case ARROW ->
              throw WeirException.usage(
                  "Cannot export to arrow with the embedded engine's own writers.");
        };
    String copy =
        "COPY (%s) TO %s (%s)"
            .formatted(typed(statement, sql), Dialect.literal(target.toString()), how);
    statement.execute(copy);
    long written = statement.getUpdateCount();
    return Math.max(written, 0);
  }

  /** The query with 128-bit sums as 64-bit integers, which files can hold; overflow is an error. */
  private static String typed(Statement statement, String sql) throws SQLException {
    List<String> items = new ArrayList<>();
    boolean isPlain = true;
    try (ResultSet columns = statement.executeQuery("DESCRIBE " + sql)) {
      while (columns.next()) {
        String name = Dialect.quoted(columns.getString(1));
        boolean isHuge = columns.getString(2).equals("HUGEINT");
        items.add(isHuge ? "CAST(" + name + " AS BIGINT) AS " + name : name);
        isPlain &= !isHuge;
      }
    }
    return isPlain ? sql : "SELECT " + String.join(", ", items) + " FROM (" + sql + ")";
  }
}
