// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.ColumnType;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.duckdb.VectorMemory;

/** Copies whole columns into the vectors' memory; texts are pointed at, not copied. */
final class DirectFiller implements ChunkFiller {
  @Override
  public void fill(ColumnBuffers rows, int[] columns, DuckDBDataChunkWriter chunk) {
    rows.arena().publish();
    int count = rows.rows();
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      DuckDBWritableVector vector = chunk.vector(i);
      ByteBuffer data = VectorMemory.data(vector);
      long[] cells = rows.cells(column);
      ColumnType type = rows.type(column);
      if (type == ColumnType.BOOLEAN) {
        for (int row = 0; row < count; row++) {
          data.put(row, (byte) cells[row]);
        }
      } else if (type == ColumnType.INTEGER || type == ColumnType.DATE) {
        for (int row = 0; row < count; row++) {
          data.putInt(4 * row, (int) cells[row]);
        }
      } else {
        data.asLongBuffer().put(0, cells, 0, ColumnBuffers.isText(type) ? 2 * count : count);
      }
      VectorMemory.validity(vector).asLongBuffer().put(0, rows.valid(column), 0, (count + 63) / 64);
    }
  }
}
