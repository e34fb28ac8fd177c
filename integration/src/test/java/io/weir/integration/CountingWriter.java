// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableScan;
import java.util.List;
import java.util.Objects;

/** Counts rows and keeps none; a cell of another type than its column's is a bug of the reader. */
final class CountingWriter implements CellWriter {
  private static final int BATCH = 2048;

  private final List<Column> columns;
  private long rows;
  private int inBatch;

  CountingWriter(TableScan table) {
    this.columns = table.wanted();
  }

  long rows() {
    return rows;
  }

  void nextBatch() {
    inBatch = 0;
  }

  @Override
  public boolean isFull() {
    return inBatch >= BATCH;
  }

  @Override
  public void setLong(int column, long value) {
    ColumnType type = type(column);
    require(
        type == ColumnType.BIGINT
            || type == ColumnType.TIMESTAMP
            || type == ColumnType.DATE
            || (type == ColumnType.INTEGER && value == (int) value),
        column);
  }

  @Override
  public void setDouble(int column, double value) {
    require(type(column) == ColumnType.DOUBLE, column);
  }

  @Override
  public void setBoolean(int column, boolean value) {
    require(type(column) == ColumnType.BOOLEAN, column);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    ColumnType type = type(column);
    require(type == ColumnType.STRING || type == ColumnType.BINARY || type.isList(), column);
  }

  @Override
  public void endRow() {
    if (isFull()) {
      throw new IllegalStateException("A row was written to a writer that is full.");
    }
    rows++;
    inBatch++;
  }

  @Override
  public void dropRow() {}

  private ColumnType type(int column) {
    return columns.get(column).type();
  }

  private void require(boolean isRight, int column) {
    if (!isRight) {
      throw new IllegalStateException("A wrong cell for column " + columns.get(column));
    }
  }
}
