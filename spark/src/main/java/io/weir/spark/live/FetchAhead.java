// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.CellWriter;
import io.weir.model.WeirException;
import io.weir.spark.batch.CellBatch;
import io.weir.spark.source.ReadAccount;
import io.weir.spark.source.ReadCounts;
import java.nio.ByteBuffer;
import java.time.Duration;
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
 * The rows of a range of a partition, fetched and decoded by a thread of its own while those before
 * are worked on: messages are decoded where they were fetched, for they are in that processor's
 * cache. It ends where the consumer's position says so: the last offsets of a range may hold no
 * messages, but marks of transactions.
 */
final class FetchAhead {
  private static final Duration POLL = Duration.ofMillis(200);

  /** After so long it is told that a broker may be away. */
  private static final Duration TOLD_SILENCE = Duration.ofSeconds(5);

  /** After so long the run fails. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Duration END = Duration.ofSeconds(20);

  /** Batches under way: one is filled, one waits, one is worked on. */
  private static final int BATCHES = 3;

  private final TopicPart part;
  private final TopicPartition partition;
  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final ArrayBlockingQueue<Fetched> queue = new ArrayBlockingQueue<>(BATCHES);
  private final ArrayBlockingQueue<CellBatch> free = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile boolean isFailed;
  private @Nullable CellBatch current;
  private boolean isDone;

  // Of the fetching thread, and of others when it has ended.
  private final ReadCounts counts = new ReadCounts();
  private final Decoders decoders;
  private final CellWriter[] writers = new CellWriter[1];
  private CellBatch batch;
  private int batches = 1;
  private long bytes;
  private long quietSince;
  private boolean isToldSilent;

  /** Rows, or the end of them. */
  private record Fetched(@Nullable CellBatch rows, @Nullable RuntimeException failure) {}

  FetchAhead(TopicPart part) {
    this.part = part;
    this.partition = new TopicPartition(part.address().name(), part.partition());
    this.batch = newBatch();
    writers[0] = batch;
    this.decoders =
        new Decoders(
            MessageFormats.named(part.format()),
            part.scan(),
            counts,
            TopicFile.of(part.address(), part.partition()));
    this.consumer = Consumers.take(part.address(), part.partition(), part.from());
    this.thread = new Thread(this::fetch, "weir fetches " + partition);
    thread.setDaemon(true);
    thread.start();
  }

  private void begin(CellBatch empty) {
    batch = empty;
    writers[0] = empty;
  }

  private CellBatch newBatch() {
    return new CellBatch(part.scan().tables().get(0).wanted());
  }

  private void fetch() {
    try {
      long position = part.from();
      quietSince = System.nanoTime();
      while (!isClosed && position < part.to()) {
        ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
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
        for (ConsumerRecord<ByteBuffer, ByteBuffer> message : records) {
          if (message.offset() >= part.from() && message.offset() < part.to()) {
            decode(message);
          }
        }
        if (!records.isEmpty()) {
          // Who works on the rows may have let this thread wait.
          quietSince = System.nanoTime();
        }
      }
      if (batch.rows() > 0) {
        put(new Fetched(batch, null));
      }
      put(new Fetched(null, null));
    } catch (OffsetOutOfRangeException e) {
      fail(gone(part, e));
    } catch (WakeupException closing) {
      isFailed = true;
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      // Who waits for rows must learn of it.
      fail(new IllegalStateException(e));
    } finally {
      tell(false);
    }
  }

  private void decode(ConsumerRecord<ByteBuffer, ByteBuffer> message) {
    ByteBuffer value = message.value();
    bytes += value == null ? 0 : value.remaining();
    boolean isOpen = decoders.begin(message.offset(), value);
    while (isOpen && !isClosed) {
      isOpen = decoders.fill(writers);
      if (batch.isFull()) {
        put(new Fetched(batch, null));
        begin(emptyBatch());
      }
    }
  }

  /** One that was worked on, as soon as there is one. */
  private CellBatch emptyBatch() {
    if (batches < BATCHES) {
      batches++;
      return newBatch();
    }
    CellBatch empty = null;
    try {
      while (!isClosed && empty == null) {
        empty = free.poll(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      isClosed = true;
      isFailed = true;
    }
    if (empty == null) {
      return newBatch(); // Nobody reads it any more.
    }
    empty.clear();
    return empty;
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

  /** The next rows, or null at the end; those before are used again. */
  @Nullable CellBatch next() {
    if (current != null) {
      free.add(current);
      current = null;
    }
    if (isDone) {
      return null;
    }
    Fetched fetched = taken();
    if (fetched.failure() != null) {
      throw fetched.failure();
    }
    current = fetched.rows();
    isDone = current == null;
    return current;
  }

  private Fetched taken() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.of(WeirException.Kind.FAILED, "The run was stopped.", e);
    }
  }

  /** Ends, and tells what was read and rejected. */
  void close(ReadAccount account) {
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
    if (isEnded) {
      counts.addRead(decoders.recordsRead(), bytes);
      bytes = 0;
      if (!counts.isZero()) {
        account.add(counts);
      }
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
