// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.TableSchema;
import io.weir.spark.batch.CellBatch;
import io.weir.spark.source.ReadAccount;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * One row of NULLs but for its time, which lies behind all others: it moves the watermark to the
 * end of time, so that every window closes. Its own window never does.
 */
record LastRow(TableSchema schema) implements GrowingSource.Part {
  /** The name of the column that is the time of a row. */
  static final String TIME = "ts";

  /** From a watermark of this on, milliseconds since 1970, nothing will come: the year 9000. */
  static final long END_MILLIS = 221_845_392_000_000L;

  /** The row's time in microseconds: far enough behind the end for any lateness. */
  static final long MICROS = (END_MILLIS + 100L * 365 * 86_400_000) * 1000;

  @Override
  public PartitionReader<ColumnarBatch> open(ReadAccount account) {
    CellBatch batch = new CellBatch(schema.columns());
    batch.setLong(schema.indexOf(TIME).orElseThrow(), MICROS);
    batch.endRow();
    return new Once(batch);
  }

  private static final class Once implements PartitionReader<ColumnarBatch> {
    private final CellBatch batch;
    private boolean isRead;

    Once(CellBatch batch) {
      this.batch = batch;
    }

    @Override
    public boolean next() {
      boolean isFirst = !isRead;
      isRead = true;
      return isFirst;
    }

    @Override
    public ColumnarBatch get() {
      return batch.batch();
    }

    @Override
    public void close() {}
  }
}
