// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.enrich.LookupFiles;
import io.weir.enrich.SqlFunction;
import io.weir.enrich.SqlFunctions;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The look-up functions of room {@code enrich} as functions of DuckDB. One is registered when a
 * statement first has its name: a query without look-ups starts without them.
 */
final class LookupFunctions {
  /** What can stand in a statement that names no function of the catalogue. */
  private static final List<String> NAMES =
      List.of(
          "cidr_match",
          "ip_prefix",
          "is_private",
          "reverse_ptr",
          "sld",
          "tld",
          "entropy",
          "port_name",
          "community_id",
          "asn",
          "as_name",
          "ip_network",
          "country");

  /** DuckDB has an aggregate of this name, which a macro can hide but a function cannot. */
  private static final String TAKEN = "entropy";

  private final Connection connection;
  private final Options options;
  private final NativeScan.Supervisor supervisor;
  private final Set<String> registered = new HashSet<>();

  LookupFunctions(Connection connection, Options options, NativeScan.Supervisor supervisor) {
    this.connection = connection;
    this.options = options;
    this.supervisor = supervisor;
  }

  /** Registers the functions that a statement may call. */
  void prepare(String sql) throws SQLException {
    String text = sql.toLowerCase(Locale.ROOT);
    for (String name : NAMES) {
      if (text.contains(name) && registered.add(name)) {
        for (SqlFunction function : SqlFunctions.all(LookupFiles.of(options))) {
          if (function.name().equals(name)) {
            register(function);
          }
        }
      }
    }
  }

  private void register(SqlFunction function) throws SQLException {
    DuckDBColumnType[] parameters =
        function.parameters().stream()
            .map(parameter -> NativeScan.type(parameter.type()))
            .toArray(DuckDBColumnType[]::new);
    boolean isTaken = function.name().equals(TAKEN);
    String name = isTaken ? "weir_" + function.name() : function.name();
    try (var builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameters(parameters)
          .withReturnType(NativeScan.type(function.returns()))
          .withVectorizedFunction((chunk, result) -> apply(function, chunk, result))
          .register(connection);
    }
    if (isTaken) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE MACRO main." + TAKEN + "(t) AS " + name + "(t)");
      }
    }
  }

  private void apply(
      SqlFunction function, DuckDBDataChunkReader chunk, DuckDBWritableVector result) {
    try {
      ChunkRow row = new ChunkRow(chunk);
      for (int i = 0; i < chunk.rowCount(); i++) {
        row.index = i;
        set(result, i, function.call(row), function.returns());
      }
    } catch (RuntimeException e) {
      supervisor.failed(e);
      throw e;
    }
  }

  private static void set(
      DuckDBWritableVector result, int row, @Nullable Object value, ColumnType type) {
    if (value == null) {
      result.setNull(row);
      return;
    }
    switch (type) {
      case BOOLEAN -> result.setBoolean(row, (Boolean) value);
      case BIGINT -> result.setLong(row, (Long) value);
      case DOUBLE -> result.setDouble(row, (Double) value);
      default -> result.setString(row, (String) value);
    }
  }

  /** The arguments in one row of a chunk. */
  private static final class ChunkRow implements SqlFunction.Arguments {
    private final DuckDBReadableVector[] columns;
    private int index;

    ChunkRow(DuckDBDataChunkReader chunk) {
      columns = new DuckDBReadableVector[(int) chunk.columnCount()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = chunk.vector(i);
      }
    }

    @Override
    public boolean isNull(int argument) {
      return columns[argument].isNull(index);
    }

    @Override
    public String text(int argument) {
      return columns[argument].getString(index);
    }

    @Override
    public long number(int argument) {
      return columns[argument].getLong(index);
    }
  }
}
