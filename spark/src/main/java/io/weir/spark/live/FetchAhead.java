// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a range of a partition, fetched by a thread of its own while those before are
 * decoded. It ends where the consumer's position says so: the last offsets of a range may hold no
 * messages, but marks of transactions.
 */
final class FetchAhead implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** After so long it is told that a broker may be away. */
  private static final Duration TOLD_SILENCE = Duration.ofSeconds(5);

  /** After so long the run fails. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Duration END = Duration.ofSeconds(20);

  private final TopicPart part;
  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ArrayBlockingQueue<Fetched> queue = new ArrayBlockingQueue<>(2);
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile boolean isFailed;
  private Iterator<ConsumerRecord<byte[], byte[]>> current = java.util.Collections.emptyIterator();
  private boolean isDone;

  /** Of the fetching thread. */
  private long quietSince;

  private boolean isToldSilent;

  /** Messages, or the end of them. */
  private record Fetched(
      @Nullable ConsumerRecords<byte[], byte[]> records, @Nullable RuntimeException failure) {}

  FetchAhead(TopicPart part) {
    this.part = part;
    this.partition = new TopicPartition(part.address().name(), part.partition());
    this.consumer = Consumers.take(part.address(), part.partition(), part.from());
    this.thread = new Thread(this::fetch, "weir fetches " + partition);
    thread.setDaemon(true);
    thread.start();
  }

  private void fetch() {
    try {
      long position = part.from();
      quietSince = System.nanoTime();
      while (!isClosed && position < part.to()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long now = consumer.position(partition);
        tell(now == position);
        if (now > position) {
          position = now;
          quietSince = System.nanoTime();
        } else if (System.nanoTime() - quietSince > SILENCE.toNanos()) {
          throw WeirException.failed(
              "Cannot read %s: its partition %d has been silent for %d s before offset %d. Is a"
                  + " broker away? The run goes on from its checkpoint.",
              part.address(), part.partition(), SILENCE.toSeconds(), part.to());
        }
        if (!records.isEmpty()) {
          put(new Fetched(records, null));
        }
      }
      put(new Fetched(null, null));
    } catch (OffsetOutOfRangeException e) {
      fail(gone(part, e));
    } catch (WakeupException closing) {
      isFailed = true;
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      tell(false);
    }
  }

  /** Makes known that nothing comes, or no more. */
  private void tell(boolean isQuiet) {
    boolean isNow = isQuiet && System.nanoTime() - quietSince > TOLD_SILENCE.toNanos();
    if (isNow && !isToldSilent) {
      SilentParts.begin(part.address());
    } else if (!isNow && isToldSilent) {
      SilentParts.end(part.address());
    }
    isToldSilent = isNow;
  }

  static WeirException gone(TopicPart part, @Nullable Throwable cause) {
    return WeirException.of(
        WeirException.Kind.FAILED,
        "Cannot read %s: offsets %d to %d of partition %d are not there any more. Begin anew with another --checkpoint, and keep messages for longer (retention.ms)."
            .formatted(part.address(), part.from(), part.to(), part.partition()),
        cause);
  }

  private void fail(RuntimeException failure) {
    isFailed = true;
    put(new Fetched(null, failure));
  }

  private void put(Fetched fetched) {
    try {
      boolean isTaken = false;
      while (!isClosed && !isTaken) {
        isTaken = queue.offer(fetched, 100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      isClosed = true;
      isFailed = true;
    }
  }

  /** The next message, or null at the end. */
  @Nullable ConsumerRecord<byte[], byte[]> next() {
    while (!isDone) {
      while (current.hasNext()) {
        ConsumerRecord<byte[], byte[]> message = current.next();
        if (message.offset() >= part.from() && message.offset() < part.to()) {
          return message;
        }
      }
      Fetched fetched = taken();
      if (fetched.failure() != null) {
        throw fetched.failure();
      }
      isDone = fetched.records() == null;
      if (fetched.records() != null) {
        current = fetched.records().iterator();
      }
    }
    return null;
  }

  private Fetched taken() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.of(WeirException.Kind.FAILED, "The run was stopped.", e);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    if (!isDone) {
      consumer.wakeup();
    }
    boolean isEnded = join();
    if (isDone && isEnded && !isFailed) {
      Consumers.giveBack(part.address(), part.partition(), consumer);
    } else if (isEnded) {
      Consumers.close(consumer);
    }
  }

  private boolean join() {
    boolean wasInterrupted = Thread.interrupted();
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      wasInterrupted = true;
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
