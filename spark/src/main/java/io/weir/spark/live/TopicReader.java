// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.batch.CellBatch;
import io.weir.spark.source.ReadAccount;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Reads parts of a topic in batches, one part after the other. */
final class TopicReader implements PartitionReader<ColumnarBatch> {
  private final List<TopicPart> parts;
  private final ReadAccount account;
  private FetchAhead rows;
  private int opened = 1;
  private @Nullable CellBatch batch;

  TopicReader(List<TopicPart> parts, ReadAccount account) {
    this.parts = parts;
    this.account = account;
    this.rows = new FetchAhead(parts.get(0));
  }

  @Override
  public boolean next() {
    batch = rows.next();
    while (batch == null && opened < parts.size()) {
      FetchAhead done = rows;
      rows = new FetchAhead(parts.get(opened));
      opened++;
      done.close(account);
      batch = rows.next();
    }
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
