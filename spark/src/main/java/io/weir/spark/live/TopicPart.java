// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.Scan;
import io.weir.spark.source.ReadAccount;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A range of a partition of a topic.
 *
 * @param format the only format of messages, by name; empty for whatever they are
 * @param from the first offset
 * @param to the offset behind the last
 */
record TopicPart(Topic address, Scan scan, String format, int partition, long from, long to)
    implements GrowingSource.Part {
  @Override
  public PartitionReader<ColumnarBatch> open(ReadAccount account) {
    return new TopicReader(this, account);
  }
}
