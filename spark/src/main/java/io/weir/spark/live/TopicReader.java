// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.batch.CellBatch;
import io.weir.spark.source.ReadAccount;
import java.util.Objects;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Reads a part of a topic in batches. */
final class TopicReader implements PartitionReader<ColumnarBatch> {
  private final FetchAhead rows;
  private final ReadAccount account;
  private @Nullable CellBatch batch;

  TopicReader(TopicPart part, ReadAccount account) {
    this.account = account;
    this.rows = new FetchAhead(part);
  }

  @Override
  public boolean next() {
    batch = rows.next();
    return batch != null;
  }

  @Override
  public ColumnarBatch get() {
    return Objects.requireNonNull(batch).batch();
  }

  @Override
  public void close() {
    rows.close(account);
  }
}
