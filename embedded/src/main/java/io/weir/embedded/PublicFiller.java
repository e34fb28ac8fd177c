// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.ColumnType;
import io.weir.model.Micros;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/** Fills a chunk through the driver's public API: slower, and right with any driver. */
final class PublicFiller implements ChunkFiller {
  @Override
  public void fill(ColumnBuffers rows, int[] columns, DuckDBDataChunkWriter chunk) {
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      DuckDBWritableVector vector = chunk.vector(i);
      long[] valid = rows.valid(column);
      for (int row = 0; row < rows.rows(); row++) {
        if ((valid[row >> 6] & (1L << row)) == 0) {
          vector.setNull(row);
        } else {
          set(vector, row, rows, column);
        }
      }
    }
  }

  private static void set(DuckDBWritableVector vector, int row, ColumnBuffers rows, int column) {
    ColumnType type = rows.type(column);
    long[] cells = rows.cells(column);
    if (ColumnBuffers.isText(type)) {
      vector.setString(row, new String(text(rows, cells, row), StandardCharsets.UTF_8));
      return;
    }
    long cell = cells[row];
    switch (type) {
      case BOOLEAN -> vector.setBoolean(row, cell != 0);
      case INTEGER -> vector.setInt(row, (int) cell);
      case DOUBLE -> vector.setDouble(row, Double.longBitsToDouble(cell));
      case DATE -> vector.setDate(row, LocalDate.ofEpochDay(cell));
      case TIMESTAMP -> vector.setTimestamp(row, Micros.toTime(cell));
      default -> vector.setLong(row, cell);
    }
  }

  private static byte[] text(ColumnBuffers rows, long[] cells, int row) {
    long head = cells[2 * row];
    long tail = cells[2 * row + 1];
    int length = (int) head;
    if (length > 12) {
      return rows.arena().bytes(tail, length);
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i < 4 ? head >>> (32 + 8 * i) : tail >>> (8 * (i - 4)));
    }
    return bytes;
  }
}
