// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.CellWriter;
import io.weir.model.Format;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.spark.batch.CellBatch;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Reads the splits of one partition as columnar batches. */
public final class BatchReader implements PartitionReader<ColumnarBatch> {
  private final Format format;
  private final Scan scan;
  private final Iterator<Split> splits;
  private final @Nullable ReadAccount account;
  private final ReadCounts counts;
  private final CellBatch batch;
  private final CellWriter[] writers;
  private @Nullable TableReader reader;

  /**
   * Reads these splits.
   *
   * @param account told what was read; null when nobody asks
   * @param counts where to count
   */
  public BatchReader(
      Format format,
      Scan scan,
      List<Split> splits,
      @Nullable ReadAccount account,
      ReadCounts counts) {
    this.counts = counts;
    this.format = format;
    this.scan = scan;
    this.splits = splits.iterator();
    this.account = account;
    this.batch = new CellBatch(scan.tables().get(0).wanted());
    this.writers = new CellWriter[] {batch};
  }

  @Override
  public boolean next() throws IOException {
    batch.clear();
    while (!batch.isFull()) {
      TableReader open = reader;
      if (open == null) {
        if (!splits.hasNext()) {
          break;
        }
        open = format.open(splits.next(), scan, counts);
        reader = open;
      }
      if (!open.fill(writers)) {
        closeReader();
      }
    }
    return batch.rows() > 0;
  }

  @Override
  public ColumnarBatch get() {
    return batch.batch();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    TableReader open = reader;
    long read = counts.read() + (open == null ? 0 : open.recordsRead());
    return new CustomTaskMetric[] {
      new TaskCount(ReadMetrics.READ, read),
      new TaskCount(ReadMetrics.REJECTED, counts.rejectedTotal())
    };
  }

  @Override
  public void close() throws IOException {
    closeReader();
    if (account != null && !counts.isZero()) {
      account.add(counts);
    }
  }

  private void closeReader() throws IOException {
    TableReader open = reader;
    reader = null;
    if (open != null) {
      counts.addRead(open.recordsRead(), open.bytesRead());
      open.close();
    }
  }

  private record TaskCount(String name, long value) implements CustomTaskMetric {}
}
