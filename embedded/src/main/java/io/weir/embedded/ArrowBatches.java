// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;

/**
 * The rows of a query as Arrow's record batches, which DuckDB hands over without copying. The only
 * class that loads Arrow: the others must not, for it takes as long as a small query.
 */
final class ArrowBatches extends ArrowReader {
  /** DuckDB's own batches are of 2048 rows; 60 of them make a batch of some megabytes. */
  private static final long ROWS = 60 * 2048;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final ArrowReader batches;
  private final JdbcResult.Failures failures;

  private ArrowBatches(
      PreparedStatement statement,
      ResultSet rows,
      ArrowReader batches,
      BufferAllocator allocator,
      JdbcResult.Failures failures) {
    super(allocator);
    this.statement = statement;
    this.rows = rows;
    this.batches = batches;
    this.failures = failures;
  }

  /**
   * The rows of a statement that was not run yet; closing closes it.
   *
   * @param allocator of the batches; stays the caller's
   */
  static ArrowReader of(
      PreparedStatement statement, BufferAllocator allocator, JdbcResult.Failures failures)
      throws SQLException {
    ResultSet rows = statement.executeQuery();
    ArrowReader batches =
        (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, ROWS);
    return new ArrowBatches(statement, rows, batches, allocator, failures);
  }

  /** Writes the rows of a statement to an Arrow file; the number of rows. */
  static long write(PreparedStatement statement, Path file) throws SQLException, IOException {
    long rows = 0;
    try (BufferAllocator allocator = new RootAllocator();
        ResultSet result = statement.executeQuery();
        ArrowReader batches =
            (ArrowReader) result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, ROWS);
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ArrowFileWriter writer = new ArrowFileWriter(batches.getVectorSchemaRoot(), batches, out)) {
      writer.start();
      while (batches.loadNextBatch()) {
        rows += batches.getVectorSchemaRoot().getRowCount();
        writer.writeBatch();
      }
      writer.end();
    }
    return rows;
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    return batches.getVectorSchemaRoot();
  }

  @Override
  public java.util.Map<Long, Dictionary> getDictionaryVectors() throws IOException {
    return batches.getDictionaryVectors();
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      return batches.loadNextBatch();
    } catch (IOException e) {
      throw failures.of(new SQLException(e.getMessage(), e));
    }
  }

  @Override
  public long bytesRead() {
    return batches.bytesRead();
  }

  @Override
  protected void closeReadSource() throws IOException {
    try {
      batches.close();
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }

  @Override
  public void close() throws IOException {
    closeReadSource();
  }

  @Override
  protected Schema readSchema() throws IOException {
    return batches.getVectorSchemaRoot().getSchema();
  }
}
