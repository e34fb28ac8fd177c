// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import io.weir.model.Column;
import io.weir.model.RowsWriter;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** A batch of rows that a reader fills and Spark reads; emptied and used again. */
public final class CellBatch implements RowsWriter {
  /** Rows of a batch: few enough that the vectors of ten columns stay in a core's cache. */
  static final int ROWS = 4096;

  /** A batch with this many bytes of text is full, however few its rows. */
  private static final long MAX_PAYLOAD = 16L << 20;

  private final CellVector[] vectors;
  private final ColumnarBatch batch;
  private int rows;
  private long payload;

  /** An empty batch of these columns. */
  public CellBatch(List<Column> columns) {
    vectors = columns.stream().map(c -> CellVector.of(c.type(), ROWS)).toArray(CellVector[]::new);
    batch = new ColumnarBatch(vectors.clone());
  }

  /** Rows that have ended. */
  public int rows() {
    return rows;
  }

  /** The rows so far as Spark reads them, until {@link #clear}. */
  public ColumnarBatch batch() {
    batch.setNumRows(rows);
    return batch;
  }

  /** Makes the batch empty. */
  public void clear() {
    for (CellVector vector : vectors) {
      vector.truncate(0);
    }
    rows = 0;
    payload = 0;
  }

  /** The vectors, in the order of the columns. */
  ColumnVector[] vectors() {
    return vectors;
  }

  @Override
  public boolean isFull() {
    return rows == ROWS || payload > MAX_PAYLOAD;
  }

  @Override
  public void setLong(int column, long value) {
    ((LongVector) vectors[column]).set(rows, value);
  }

  @Override
  public void setDouble(int column, double value) {
    ((DoubleVector) vectors[column]).set(rows, value);
  }

  @Override
  public void setBoolean(int column, boolean value) {
    ((BooleanVector) vectors[column]).set(rows, value);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    CellVector vector = vectors[column];
    payload += length;
    if (vector instanceof BytesVector texts) {
      texts.set(rows, source, offset, length);
    } else {
      ((ListVector) vector).set(rows, source, offset, length);
    }
  }

  @Override
  public int room() {
    return isFull() ? 0 : ROWS - rows;
  }

  @Override
  public void setNumbers(int column, long[] values, long present, int count) {
    vectors[column].setNumbers(rows, values, present, count);
  }

  @Override
  public void setAscii(
      int column, byte[] source, int[] offsets, int[] lengths, long present, int count) {
    payload +=
        ((BytesVector) vectors[column]).setAll(rows, source, offsets, lengths, present, count);
  }

  @Override
  public void endRows(int count) {
    rows += count;
  }

  @Override
  public void dropRows() {
    for (CellVector vector : vectors) {
      vector.truncate(rows);
    }
  }

  @Override
  public void endRow() {
    rows++;
  }

  @Override
  public void dropRow() {
    for (CellVector vector : vectors) {
      vector.absent[rows] = true;
    }
  }
}
