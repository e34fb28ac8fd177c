// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.VectorMemory;

/** Chooses how chunks are filled: directly where that works with this driver, else publicly. */
final class Fillers {
  private static final String LONG_TEXT = "a text longer than twelve bytes, with an umlaut: ü";

  private Fillers() {}

  /** Tries the direct way on a small table whose content is known. */
  static ChunkFiller choose(Connection connection) {
    return VectorMemory.isReachable() && works(connection, new DirectFiller())
        ? new DirectFiller()
        : new PublicFiller();
  }

  static boolean works(Connection connection, ChunkFiller filler) {
    try (Statement statement = connection.createStatement();
        var builder = DuckDBFunctions.tableFunction()) {
      builder.withName("weir_self_test").withFunction(new Probe(filler)).register(connection);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT min(n), max(n), min(t), max(t), count(t), sum(d) FROM weir_self_test()")) {
        return rows.next()
            && rows.getLong(1) == -1
            && rows.getLong(2) == Long.MAX_VALUE
            && LONG_TEXT.equals(rows.getString(3))
            && "short".equals(rows.getString(4))
            && rows.getLong(5) == 2
            && rows.getDouble(6) == 0.5;
      }
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  private record Probe(ChunkFiller filler) implements DuckDBTableFunction<Boolean, int[], Boolean> {
    private static final List<Column> COLUMNS =
        List.of(
            Column.of("n", ColumnType.BIGINT),
            Column.of("t", ColumnType.STRING),
            Column.of("d", ColumnType.DOUBLE));

    @Override
    public Boolean bind(DuckDBTableFunctionBindInfo info) {
      info.addResultColumn("n", DuckDBColumnType.BIGINT);
      info.addResultColumn("t", DuckDBColumnType.VARCHAR);
      info.addResultColumn("d", DuckDBColumnType.DOUBLE);
      return true;
    }

    @Override
    public int[] init(DuckDBTableFunctionInitInfo info) {
      return new int[1];
    }

    @Override
    public Boolean localInit(DuckDBTableFunctionInitInfo info) {
      return true;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
      int[] calls = call.getInitData();
      if (calls[0]++ > 0) {
        return 0;
      }
      ColumnBuffers rows = new ColumnBuffers(COLUMNS, (int) chunk.capacity());
      rows.setLong(0, -1);
      set(rows, "short");
      rows.setDouble(2, 0.5);
      rows.endRow();
      rows.setLong(0, Long.MAX_VALUE);
      rows.endRow();
      rows.setLong(0, 0);
      set(rows, LONG_TEXT);
      rows.endRow();
      filler.fill(rows, new int[] {0, 1, 2}, chunk);
      return rows.rows();
    }

    private static void set(ColumnBuffers rows, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      rows.setBytes(1, bytes, 0, bytes.length);
    }
  }
}
