// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.engine.NativeTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How DuckDB runs a query over native tables.
 *
 * @param threads how many threads it uses: one where there is one reader only, for DuckDB's own
 *     thread would not sleep but spin while another works
 * @param keepsOrder true if rows that are not sorted come in the order of the files; DuckDB runs a
 *     table function on one thread then
 */
record Scheduling(int threads, boolean keepsOrder) {
  /** Inputs up to this many bytes are read in order: one thread has them in no time. */
  private static final long SMALL = 32L << 20;

  /** To plan the splits of so few files costs little. */
  private static final int FEW_FILES = 16;

  private static final Pattern FIRST_ROWS =
      Pattern.compile("\"name\":\\s*\"(?:STREAMING_)?LIMIT *\"");

  /** As DuckDB begins: nothing is known of the query. */
  static Scheduling initial(int threads) {
    return new Scheduling(threads, true);
  }

  /**
   * Decides for one query.
   *
   * @param plan the plan as JSON
   * @param scanned the native tables that it scans, one entry a scan
   * @param threads the most threads
   */
  static Scheduling of(String plan, List<NativeTable> scanned, int threads) {
    long bytes =
        scanned.stream()
            .flatMap(table -> table.files().stream())
            .mapToLong(file -> Math.max(0, file.length()))
            .sum();
    boolean isOne =
        scanned.size() == 1 && !Explain.readsFiles(plan) && hasOneReader(scanned.get(0), threads);
    boolean keepsOrder = isOne || bytes < SMALL || FIRST_ROWS.matcher(plan).find();
    return new Scheduling(isOne ? 1 : threads, keepsOrder);
  }

  private static boolean hasOneReader(NativeTable table, int threads) {
    if (table.files().size() > FEW_FILES) {
      return false;
    }
    TableScan nothing = new TableScan(table.schema(), List.of());
    Scan scan = new Scan(List.of(nothing), TimeRange.ALL, table.options());
    try {
      return table.format().plan(table.files(), scan, threads).size() == 1;
    } catch (IOException e) {
      return false; // The scan itself will tell.
    }
  }

  /** Tells DuckDB, if it runs otherwise so far. */
  void apply(Connection connection, Scheduling before) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (threads != before.threads) {
        statement.execute("SET threads = " + threads);
      }
      if (keepsOrder != before.keepsOrder) {
        statement.execute("SET preserve_insertion_order = " + keepsOrder);
      }
    }
  }
}
