// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.engine.TopicAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receives NetFlow v5 and v9 at UDP sockets and stores the flows in a topic. Runs on threads of its
 * own from {@link #start} to {@link #close}, which stores what was received until then.
 * Thread-safe.
 */
public final class Collector implements AutoCloseable {
  private static final long FLUSH_NANOS = 50_000_000;
  private static final int MOST_AT_ONCE = 256;

  private final CollectorSettings settings;
  private final CollectorCounts counts = new CollectorCounts();
  private final Outbox outbox;
  private final List<Line> lines = new ArrayList<>();
  private final Clock clock;
  private boolean isClosed;
  private volatile long finalKernelDrops = Long.MIN_VALUE;

  /** One socket's receiver and decoder. */
  private static final class Line {
    final DatagramRing ring;
    final Receiver receiver;
    final Decoder decoder;
    final Thread thread;
    volatile boolean isStopping;

    Line(DatagramRing ring, Receiver receiver, Decoder decoder, Clock clock) {
      this.ring = ring;
      this.receiver = receiver;
      this.decoder = decoder;
      this.thread = new Thread(() -> decode(clock), "weir-decode");
      thread.setDaemon(true);
    }

    private void decode(Clock clock) {
      long nextFlush = System.nanoTime() + FLUSH_NANOS;
      while (true) {
        boolean isLast = isStopping && ring.isEmpty();
        if (ring.take(MOST_AT_ONCE, decoder) == 0) {
          if (isLast) {
            decoder.flushAll();
            return;
          }
          ring.await(FLUSH_NANOS);
        }
        long now = System.nanoTime();
        if (now - nextFlush >= 0) {
          nextFlush = now + FLUSH_NANOS;
          decoder.flush(micros(clock.instant()));
        }
      }
    }
  }

  private Collector(CollectorSettings settings, MessageStore store, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    outbox = new Outbox(settings.bufferBytes(), store, counts);
  }

  /**
   * Binds the sockets and starts.
   *
   * @param topic where the flows go
   * @param kafka Kafka's own settings, instead of Weir's
   * @throws io.weir.model.WeirException when a socket cannot be bound or a setting is wrong
   */
  public static Collector start(
      CollectorSettings settings, TopicAddress topic, Map<String, String> kafka) {
    return start(settings, KafkaStore.open(topic, kafka), Clock.systemUTC());
  }

  static Collector start(CollectorSettings settings, MessageStore store, Clock clock) {
    Collector collector = new Collector(settings, store, clock);
    try {
      for (InetSocketAddress address : settings.listen()) {
        collector.bind(address);
      }
    } catch (RuntimeException e) {
      collector.lines.forEach(line -> line.receiver.stop());
      store.close(Duration.ZERO);
      throw e;
    }
    collector.outbox.start();
    for (Line line : collector.lines) {
      line.thread.start();
      line.receiver.start();
    }
    return collector;
  }

  private void bind(InetSocketAddress address) {
    DatagramRing ring = new DatagramRing(settings.ringBytes());
    Receiver receiver = Receiver.bind(address, settings.socketBufferBytes(), ring, counts, clock);
    Decoder decoder =
        new Decoder(settings.encoding(), settings.mostExporters(), counts, outbox::add);
    lines.add(new Line(ring, receiver, decoder, clock));
  }

  /**
   * Checks that a broker answers.
   *
   * @return empty, or why not
   */
  public static String check(TopicAddress topic, Map<String, String> kafka) {
    return KafkaStore.check(topic, kafka);
  }

  /** Deletes a topic; one that cannot be deleted stays. */
  public static void deleteTopic(TopicAddress topic, Map<String, String> kafka) {
    KafkaStore.delete(topic, kafka);
  }

  /** The ports at which it listens, in the order of the settings. */
  public List<Integer> ports() {
    return lines.stream().map(line -> line.receiver.port()).toList();
  }

  /** The smallest of the kernel's receive buffers, bytes. */
  public int socketBuffer() {
    return lines.stream().mapToInt(line -> line.receiver.socketBuffer()).min().orElse(0);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  /** What was counted so far; also while {@link #stop} waits. */
  public CollectorReport report() {
    long stored = counts.stored.sum();
    Map<String, Long> dropped = counts.dropped();
    long flows = counts.flows.sum();
    long done = stored + dropped.values().stream().mapToLong(Long::longValue).sum();
    return new CollectorReport(
        lines.stream().mapToLong(line -> line.decoder.exporters()).sum(),
        counts.received.sum(),
        counts.decoded.sum(),
        counts.withoutTemplate.sum(),
        counts.setsWithoutTemplate.sum(),
        counts.malformed(),
        counts.lastMalformed(),
        counts.ringFull.sum(),
        finalKernelDrops == Long.MIN_VALUE ? kernelDrops() : finalKernelDrops,
        lines.stream().mapToLong(line -> line.decoder.lostDatagrams()).sum(),
        lines.stream().mapToLong(line -> line.decoder.lostFlows()).sum(),
        lines.stream().mapToLong(line -> line.decoder.restarts()).sum(),
        flows,
        stored,
        dropped,
        Math.max(0, flows - done),
        counts.messages.sum(),
        counts.storedBytes.sum(),
        lines.stream().mapToLong(line -> line.decoder.forgottenTemplates()).sum(),
        counts.forgottenExporters.sum());
  }

  private long kernelDrops() {
    long sum = -1;
    for (Line line : lines) {
      long drops = line.receiver.kernelDrops();
      sum = drops < 0 ? sum : Math.max(0, sum) + drops;
    }
    return sum;
  }

  /**
   * Stops receiving, stores what was received, and waits for the broker as long as the settings
   * say, or until the thread is interrupted.
   *
   * @return what was counted, now that nothing is under way
   */
  public synchronized CollectorReport stop() {
    if (isClosed) {
      return report();
    }
    isClosed = true;
    finalKernelDrops = kernelDrops();
    for (Line line : lines) {
      line.receiver.stop();
      line.isStopping = true;
    }
    for (Line line : lines) {
      join(line.thread);
    }
    outbox.close(settings.drain());
    return report();
  }

  private static void join(@Nullable Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
