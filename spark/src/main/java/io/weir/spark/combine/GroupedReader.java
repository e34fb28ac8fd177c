// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.spark.batch.CellBatch;
import java.io.IOException;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Reads rows and yields groups of them: of each group one row or several, which Spark aggregates.
 * Without keys there is one group, even of no rows.
 */
public final class GroupedReader implements PartitionReader<ColumnarBatch> {
  private final PartitionReader<ColumnarBatch> rows;
  private final Groups groups;
  private final CellBatch out;
  private boolean isEnd;

  /** Groups the rows of a reader, which it closes. */
  public GroupedReader(PartitionReader<ColumnarBatch> rows, Grouping grouping) {
    this.rows = rows;
    groups = Groups.of(grouping);
    out = new CellBatch(grouping.columns());
  }

  @Override
  public boolean next() throws IOException {
    out.clear();
    while (!groups.isEnded() && !isEnd) {
      isEnd = !rows.next();
      if (isEnd) {
        groups.makeOne();
      } else {
        groups.add(rows.get());
      }
      if (isEnd || groups.isFull()) {
        groups.end();
      }
    }
    if (groups.isEnded()) {
      groups.write(out);
    }
    return out.rows() > 0;
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
