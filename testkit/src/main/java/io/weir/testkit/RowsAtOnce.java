// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.CellWriter;
import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets readers set several rows at once, and passes them to {@link Rows}. Not thread-safe. */
final class RowsAtOnce implements RowsWriter {
  private final Rows rows;
  private final int capacity;
  private final @Nullable Consumer<CellWriter>[][] cells;
  private int taken;

  /**
   * @param capacity rows after which the writer is full, until {@link #nextBatch}
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  RowsAtOnce(Rows rows, int capacity) {
    this.rows = rows;
    this.capacity = capacity;
    cells = new Consumer[MOST][rows.columns().size()];
  }

  void nextBatch() {
    rows.nextBatch();
    taken = 0;
  }

  @Override
  public boolean isFull() {
    return taken >= capacity;
  }

  @Override
  public int room() {
    return Math.max(0, capacity - taken);
  }

  @Override
  public void setNumbers(int column, long[] values, long present, int count) {
    ColumnType type = rows.columns().get(column).type();
    for (int k = 0; k < count; k++) {
      long value = values[k];
      Consumer<CellWriter> cell =
          switch (type) {
            case DOUBLE -> to -> to.setDouble(column, Double.longBitsToDouble(value));
            case BOOLEAN -> to -> to.setBoolean(column, value != 0);
            default -> to -> to.setLong(column, value);
          };
      cells[k][column] = (present >>> k & 1) == 0 ? null : cell;
    }
  }

  @Override
  public void setAscii(
      int column, byte[] source, int[] offsets, int[] lengths, long present, int count) {
    for (int k = 0; k < count; k++) {
      byte[] readable = Arrays.copyOfRange(source, offsets[k], offsets[k] + lengths[k]);
      if (offsets[k] + READABLE > source.length) {
        throw new IllegalStateException("Too few bytes are readable behind a text.");
      }
      cells[k][column] =
          (present >>> k & 1) == 0 ? null : to -> to.setBytes(column, readable, 0, readable.length);
    }
  }

  @Override
  public void endRows(int count) {
    for (int k = 0; k < count; k++) {
      for (Consumer<CellWriter> cell : cells[k]) {
        if (cell != null) {
          cell.accept(rows);
        }
      }
      endRow();
    }
    dropRows();
  }

  @Override
  public void dropRows() {
    for (Consumer<CellWriter>[] row : cells) {
      Arrays.fill(row, null);
    }
  }

  @Override
  public void setLong(int column, long value) {
    rows.setLong(column, value);
  }

  @Override
  public void setDouble(int column, double value) {
    rows.setDouble(column, value);
  }

  @Override
  public void setBoolean(int column, boolean value) {
    rows.setBoolean(column, value);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    rows.setBytes(column, source, offset, length);
  }

  @Override
  public void endRow() {
    rows.endRow();
    taken++;
  }

  @Override
  public void dropRow() {
    rows.dropRow();
  }
}
