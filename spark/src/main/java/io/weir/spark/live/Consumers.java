// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumers that wait for the next batch: making one takes longer than most batches. Thread-safe;
 * one for the process, since tasks come and go.
 */
final class Consumers {
  private static final long IDLE_NANOS = Duration.ofMinutes(2).toNanos();
  private static final Map<Key, ArrayDeque<Idle>> WAITING = new HashMap<>();

  private Consumers() {}

  private record Key(Topic address, int partition) {}

  private record Idle(KafkaConsumer<ByteBuffer, ByteBuffer> consumer, long since) {}

  /** A consumer of one partition, at an offset; to be given back. */
  static KafkaConsumer<ByteBuffer, ByteBuffer> take(Topic address, int partition, long offset) {
    TopicPartition assigned = new TopicPartition(address.name(), partition);
    KafkaConsumer<ByteBuffer, ByteBuffer> consumer = waiting(new Key(address, partition));
    if (consumer == null) {
      consumer = new KafkaConsumer<>(address.consumer());
      consumer.assign(List.of(assigned));
      consumer.seek(assigned, offset);
    } else if (consumer.position(assigned) != offset) {
      consumer.seek(assigned, offset);
    }
    return consumer;
  }

  private static @org.jspecify.annotations.Nullable KafkaConsumer<ByteBuffer, ByteBuffer> waiting(
      Key key) {
    synchronized (WAITING) {
      ArrayDeque<Idle> all = WAITING.get(key);
      Idle last = all == null ? null : all.pollLast();
      return last == null ? null : last.consumer();
    }
  }

  static void giveBack(
      Topic address, int partition, KafkaConsumer<ByteBuffer, ByteBuffer> consumer) {
    List<Idle> old = new ArrayList<>();
    synchronized (WAITING) {
      long now = System.nanoTime();
      WAITING
          .computeIfAbsent(new Key(address, partition), key -> new ArrayDeque<>())
          .addLast(new Idle(consumer, now));
      for (ArrayDeque<Idle> all : WAITING.values()) {
        while (!all.isEmpty() && now - all.getFirst().since() > IDLE_NANOS) {
          old.add(all.removeFirst());
        }
      }
    }
    old.forEach(idle -> close(idle.consumer()));
  }

  /** Closes those that wait for a topic. */
  static void close(Topic address) {
    List<Idle> all = new ArrayList<>();
    synchronized (WAITING) {
      WAITING
          .entrySet()
          .removeIf(
              entry -> entry.getKey().address().equals(address) && all.addAll(entry.getValue()));
    }
    all.forEach(idle -> close(idle.consumer()));
  }

  static void close(KafkaConsumer<ByteBuffer, ByteBuffer> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
