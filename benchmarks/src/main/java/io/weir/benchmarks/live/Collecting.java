// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.Words;
import io.weir.benchmarks.compare.Processors;
import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.model.engine.TopicAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rate of flows that the collector stores without losing one, sender, collector and broker in
 * one process. The rate grows by a quarter while all is stored; the last at which it was is told,
 * and kept for longer.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.live.Collecting
 *   [encoding=compact] [datagrams=4000] [most=1000000] [try=5] [seconds=60] [exporters=4]
 * </pre>
 *
 * <p>{@code datagrams}: the first rate, a second, and {@code most} the last; {@code try}: seconds
 * of each step.
 */
public final class Collecting {
  private final FlowPool pool = FlowPool.of(42);
  private final TopicAddress topic;
  private final Encoding encoding;
  private final int exporters;

  private Collecting(TopicAddress topic, Encoding encoding, int exporters) {
    this.topic = topic;
    this.encoding = encoding;
    this.exporters = exporters;
  }

  /** What came of a rate. */
  private record Outcome(
      long sentDatagrams,
      long sentFlows,
      double seconds,
      double processors,
      CollectorReport report) {
    boolean isAllStored() {
      return report.storedFlows() == sentFlows;
    }

    /** Datagrams sent = taken from the socket + dropped there by the kernel, which counts them. */
    boolean isAccounted() {
      long stored = report.storedFlows();
      long dropped = report.droppedFlows().values().stream().mapToLong(Long::longValue).sum();
      return sentDatagrams == report.receivedDatagrams() + Math.max(0, report.kernelDrops())
          && report.flows() == stored + dropped;
    }

    String line(double rate) {
      return String.format(
          Locale.ROOT,
          "%,.0f datagrams/s asked: sent %,d datagrams, %,d flows in %.1f s (%,.0f flows/s),"
              + " %.1f s of processors; %s; %s",
          rate,
          sentDatagrams,
          sentFlows,
          seconds,
          sentFlows / seconds,
          processors,
          report.line(),
          isAllStored() ? "all stored" : isAccounted() ? "all counted" : "NOT ALL COUNTED");
    }
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words =
        Words.of(arguments, "encoding", "datagrams", "most", "try", "seconds", "exporters");
    Encoding encoding = Encoding.named(words.text("encoding", "compact")).orElseThrow();
    try (OwnBroker broker = OwnBroker.start()) {
      Collecting collecting =
          new Collecting(broker.topic("collected"), encoding, (int) words.number("exporters", 4));
      double rate = words.number("datagrams", 4000);
      double most = words.number("most", 1_000_000);
      double stored = 0;
      // What the first seconds of a process can do is not told.
      collecting.run(rate / 2, words.number("try", 5));
      for (boolean isStored = true; isStored && rate <= most; rate *= 1.25) {
        Outcome outcome = collecting.run(rate, words.number("try", 5));
        System.out.println(outcome.line(rate));
        isStored = outcome.isAllStored();
        stored = isStored ? rate : stored;
      }
      long seconds = words.number("seconds", 60);
      for (boolean isStored = stored == 0 || seconds == 0; !isStored; stored *= 0.9) {
        Outcome outcome = collecting.run(stored, seconds);
        System.out.println("for longer: " + outcome.line(stored));
        isStored = outcome.isAllStored();
      }
    }
  }

  private Outcome run(double datagrams, long seconds) throws IOException {
    CollectorSettings settings =
        CollectorSettings.of(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), encoding);
    double processors = Processors.seconds();
    try (Collector collector = Collector.start(settings, topic, Map.of());
        Exporters sending = new Exporters(pool, collector.ports().get(0), exporters, datagrams)) {
      long begin = System.nanoTime();
      long micros = Instant.now().toEpochMilli() * 1000;
      long nanos = 0;
      while (nanos < seconds * 1_000_000_000) {
        for (int i = 0; i < 100; i++) {
          sending.export(micros + nanos / 1000);
        }
        nanos = System.nanoTime() - begin;
      }
      sending.flush();
      double took = (System.nanoTime() - begin) / 1e9;
      return new Outcome(
          sending.sentDatagrams(),
          sending.sentFlows(),
          took,
          Processors.seconds() - processors,
          collector.stop());
    }
  }
}
