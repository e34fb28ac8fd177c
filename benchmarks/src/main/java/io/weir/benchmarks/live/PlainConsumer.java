// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.model.engine.TopicAddress;
import io.weir.wire.batch.FlowBatch;
import io.weir.wire.batch.FlowBatchReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A program without Spark: one thread that takes messages and looks no further into them. */
final class PlainConsumer {
  private static final Duration POLL = Duration.ofMillis(200);

  private PlainConsumer() {}

  /** Reads all that the topic has; returns the flows in it: those of batches, or a message each. */
  static long count(TopicAddress topic) {
    FlowBatchReader batch = new FlowBatchReader();
    long flows = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", topic.servers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          byte[] value = message.value();
          boolean isBatch = FlowBatch.isBatch(value, 0, value.length);
          if (isBatch) {
            batch.open(value, 0, value.length);
          }
          flows += isBatch ? batch.rows() : 1;
        }
      }
    }
    return flows;
  }
}
