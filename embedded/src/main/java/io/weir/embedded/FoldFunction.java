// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * What folds put out, as a table function: DuckDB's threads fold key after key and keep the rows,
 * with no cell passing through the driver. One fold at a time.
 */
final class FoldFunction implements DuckDBTableFunction<Boolean, FoldKeys<?>, FoldWorker<?>> {
  static final String NAME = "weir_fold";

  private final NativeScan.Supervisor supervisor;
  private volatile @Nullable FoldKeys<?> current;
  private boolean isRegistered;

  FoldFunction(NativeScan.Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Makes this the function of that name until {@link #end}. */
  void begin(Connection connection, FoldKeys<?> fold) throws SQLException {
    if (!isRegistered) {
      try (var builder = DuckDBFunctions.tableFunction()) {
        builder.withName(NAME).withFunction(this).register(connection);
      }
      isRegistered = true;
    }
    current = fold;
  }

  /** Lets go of the rows. */
  void end() {
    current = null;
  }

  private FoldKeys<?> fold() {
    return Objects.requireNonNull(current, "no fold runs");
  }

  @Override
  public Boolean bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : fold().output()) {
      info.addResultColumn(column.name(), NativeScan.type(column.type()));
    }
    return true;
  }

  @Override
  public FoldKeys<?> init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(supervisor.threads());
    return fold();
  }

  @Override
  public FoldWorker<?> localInit(DuckDBTableFunctionInitInfo info) {
    return fold().worker();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk)
      throws IOException {
    FoldWorker<?> worker = call.getLocalInitData();
    if (supervisor.isCancelled()) {
      throw new IOException("The query was cancelled.");
    }
    ColumnBuffers rows = worker.next();
    if (rows == null) {
      return 0;
    }
    supervisor.filler().fill(rows, fold().all(), chunk);
    return rows.rows();
  }
}
