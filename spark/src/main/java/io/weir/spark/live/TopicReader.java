// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.CellWriter;
import io.weir.spark.batch.CellBatch;
import io.weir.spark.source.ReadAccount;
import io.weir.spark.source.ReadCounts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Decodes the messages of a part of a topic into batches. */
final class TopicReader implements PartitionReader<ColumnarBatch> {
  private final FetchAhead messages;
  private final ReadAccount account;
  private final ReadCounts counts = new ReadCounts();
  private final CellBatch batch;
  private final CellWriter[] writers;
  private final Decoders decoders;
  private long bytes;
  private boolean isOpen;
  private boolean isDone;

  TopicReader(TopicPart part, ReadAccount account) {
    this.account = account;
    this.batch = new CellBatch(part.scan().tables().get(0).wanted());
    this.writers = new CellWriter[] {batch};
    this.decoders =
        new Decoders(
            MessageFormats.named(part.format()),
            part.scan(),
            counts,
            TopicFile.of(part.address(), part.partition()));
    this.messages = new FetchAhead(part);
  }

  @Override
  public boolean next() {
    batch.clear();
    while (!batch.isFull() && !isDone) {
      if (isOpen) {
        isOpen = decoders.fill(writers);
      } else {
        ConsumerRecord<byte[], byte[]> message = messages.next();
        isDone = message == null;
        if (message != null) {
          isOpen = decoders.begin(message.offset(), message.value());
          bytes += message.value() == null ? 0 : message.value().length;
        }
      }
    }
    return batch.rows() > 0;
  }

  @Override
  public ColumnarBatch get() {
    return batch.batch();
  }

  @Override
  public void close() {
    messages.close();
    counts.addRead(decoders.recordsRead(), bytes);
    bytes = 0;
    if (!counts.isZero()) {
      account.add(counts);
    }
  }
}
