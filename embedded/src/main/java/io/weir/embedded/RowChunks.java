// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.VectorMemory;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query in chunks, while DuckDB makes them: cells are read in DuckDB's own vectors,
 * which is several times as fast as asking the driver for each. No other statement may run on the
 * connection meanwhile.
 */
final class RowChunks implements AutoCloseable {
  private static final String LONG_TEXT = "a text longer than twelve bytes, with an umlaut: ü";

  private final PreparedStatement statement;
  private final DuckDBChunkedResult chunks;
  private @Nullable DuckDBDataChunkReader chunk;

  private RowChunks(PreparedStatement statement, DuckDBChunkedResult chunks) {
    this.statement = statement;
    this.chunks = chunks;
  }

  /** The rows of a statement that was not run yet; closing closes it. */
  static RowChunks of(PreparedStatement statement) throws SQLException {
    try {
      return new RowChunks(statement, statement.unwrap(DuckDBPreparedStatement.class).query());
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** Tries it on rows that are known. */
  static boolean works(Connection connection) {
    if (!VectorMemory.isReachable() || !VectorMemory.isReadable()) {
      return false;
    }
    String sql =
        "SELECT n, t FROM (VALUES (-1, 'short'), (9223372036854775807, NULL), (NULL, '%s'))"
            + " AS v(n, t)";
    try (RowChunks chunks = of(connection.prepareStatement(sql.formatted(LONG_TEXT)))) {
      Texts texts = new Texts();
      return chunks.next()
          && chunks.rows() == 3
          && chunks.cells(0).getLong(0) == -1
          && chunks.cells(0).getLong(8) == Long.MAX_VALUE
          && isNull(chunks.valid(0), 2)
          && isNull(chunks.valid(1), 1)
          && texts.add(chunks.cells(1).getLong(0), chunks.cells(1).getLong(8)) == 0
          && texts.add(chunks.cells(1).getLong(32), chunks.cells(1).getLong(40)) == 1
          && texts.seal().text(0).equals("short")
          && texts.text(1).equals(LONG_TEXT)
          && !chunks.next();
    } catch (SQLException | RuntimeException e) {
      return false;
    }
  }

  /** Whether a row of a column is NULL. */
  static boolean isNull(@Nullable ByteBuffer valid, int row) {
    return valid != null && (valid.get(row >> 3) & (1 << (row & 7))) == 0;
  }

  /**
   * Moves to the next chunk; false when there is none.
   *
   * @throws SQLException when the query failed; without this a failed query would look like a short
   *     one
   */
  boolean next() throws SQLException {
    if (chunks.nextChunk()) {
      chunk = chunks.chunk();
      return true;
    }
    chunk = null;
    VectorMemory.check(chunks);
    return false;
  }

  int rows() {
    return (int) current().rowCount();
  }

  /** The cells of a column; valid until the next chunk. */
  ByteBuffer cells(int column) {
    return VectorMemory.data(current().vector(column));
  }

  /** A bit a row, set where the cell is not NULL; null when none is. Valid until the next chunk. */
  @Nullable ByteBuffer valid(int column) {
    return VectorMemory.validity(current().vector(column));
  }

  private DuckDBDataChunkReader current() {
    DuckDBDataChunkReader current = chunk;
    if (current == null) {
      throw new IllegalStateException("There is no chunk yet, or no more.");
    }
    return current;
  }

  @Override
  public void close() throws SQLException {
    chunks.close();
    statement.close();
  }
}
