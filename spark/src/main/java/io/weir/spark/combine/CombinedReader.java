// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.spark.batch.CellBatch;
import java.io.IOException;
import java.util.function.LongPredicate;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Reads rows and yields groups of their windows, of each one row or several. */
public final class CombinedReader implements PartitionReader<ColumnarBatch> {
  /** Stands for the time of a row that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private final PartitionReader<ColumnarBatch> rows;
  private final LongPredicate inTime;
  private final long window;
  private final int time;
  private final Groups groups;
  private final Windows windows = new Windows();
  private final CellBatch out;
  private @Nullable ColumnVector times;
  private long micros;
  private long latest = NO_TIME;
  private long windowStart;
  private boolean isEnd;
  private boolean isTimeTold;

  /**
   * Combines the rows of a reader, which it closes.
   *
   * @param inTime whether a row of a time, or of {@link #NO_TIME}, is wanted; asked once a row
   */
  public CombinedReader(
      PartitionReader<ColumnarBatch> rows,
      Combination combination,
      CellBatch out,
      LongPredicate inTime) {
    this.rows = rows;
    this.inTime = inTime;
    this.out = out;
    window = combination.window();
    time = combination.time();
    groups = Groups.ofWindows(combination.grouping());
  }

  @Override
  public boolean next() throws IOException {
    out.clear();
    while (!groups.isEnded() && !isEnd) {
      isEnd = !rows.next();
      if (!isEnd) {
        ColumnarBatch batch = rows.get();
        times = batch.column(time);
        groups.add(batch, windows);
      }
      if (isEnd || groups.isFull()) {
        groups.end();
      }
    }
    if (groups.isEnded()) {
      groups.write(out);
    }
    if (isEnd && !groups.isEnded() && !out.isFull() && !isTimeTold) {
      tellTime();
    }
    return out.rows() > 0;
  }

  /** Rows are wanted by their time, and the window is the first part of their key. */
  private final class Windows implements Groups.Lead {
    @Override
    public boolean wants(int row) {
      ColumnVector of = times;
      micros = of == null || of.isNullAt(row) ? NO_TIME : of.getLong(row);
      latest = Math.max(latest, micros);
      return inTime.test(micros);
    }

    @Override
    public void write(Keys keys) {
      if (micros < windowStart || micros - windowStart >= window) {
        windowStart = Math.floorDiv(micros, window) * window;
      }
      keys.number(windowStart);
    }
  }

  /** Groups tell when their window begins; the watermark goes by the latest time of all rows. */
  private void tellTime() {
    isTimeTold = true;
    if (latest != NO_TIME) {
      out.setLong(0, latest);
      out.endRow();
    }
  }

  @Override
  public ColumnarBatch get() {
    return out.batch();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return rows.currentMetricsValues();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
