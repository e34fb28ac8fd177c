// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.Words;
import io.weir.benchmarks.compare.Processors;
import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.Options;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.TopicAddress;
import io.weir.spark.Sessions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * How long after the datagram that lets a window close its rows are in the sink: exporter,
 * collector, broker and the busiest hosts of short windows in one process. A flow is sent when it
 * ends, so a window can close when its end and the lateness have passed.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.live.Latency
 *   [rate=100000] [seconds=300] [warm=20] [window=1] [lateness=1] [threads=2] [distinct=200000]
 *   [state=auto|memory|disk] [analysis=top-talkers|protocols|port-scan]
 * </pre>
 *
 * <p>Of {@code port-scan}, a fold, the delay is that of each row: an alert that begins, goes on or
 * ends.
 *
 * <p>Also told: what a batch's time was spent with, in Spark's words.
 *
 * <p>{@code rate}: flows a second; {@code warm}: seconds before that are not told; {@code window}
 * and {@code lateness} in seconds.
 */
public final class Latency {
  private Latency() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words =
        Words.of(
            arguments,
            "rate",
            "seconds",
            "warm",
            "window",
            "lateness",
            "threads",
            "distinct",
            "state",
            "analysis");
    int threads = (int) words.number("threads", 2);
    long window = words.number("window", 1);
    long lateness = words.number("lateness", 1);
    FlowPool pool = new FlowPool(42, (int) words.number("distinct", 200_000));
    try (OwnBroker broker = OwnBroker.start()) {
      TopicAddress topic = broker.topic("flows");
      SparkSession session = Sessions.open(new EngineSettings(threads, 0, Options.NONE));
      BatchParts batches = new BatchParts();
      session.sparkContext().addSparkListener(batches);
      Delays delays = new Delays(window * 1000, lateness * 1000);
      LiveSettings settings =
          LiveSettings.defaults()
              .withLateness(Duration.ofSeconds(lateness))
              .withState(
                  LiveSettings.State.valueOf(words.text("state", "auto").toUpperCase(Locale.ROOT)));
      CollectorSettings collecting =
          CollectorSettings.of(
              List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
              Encoding.COMPACT);
      try (Collector collector = Collector.start(collecting, topic, Map.of());
          LiveRun run =
              WeirStream.start(
                  words.text("analysis", "top-talkers"),
                  parameters(words.text("analysis", "top-talkers"), window),
                  topic,
                  threads,
                  settings,
                  delays);
          Exporters exporters = new Exporters(pool, collector.ports().get(0), 4, 0)) {
        send(exporters, words.number("rate", 100_000), words.number("warm", 20));
        delays.forget();
        batches.forget();
        double processors = Processors.seconds();
        long before = exporters.sentFlows();
        long seconds = words.number("seconds", 300);
        send(exporters, words.number("rate", 100_000), seconds);
        tell(
            exporters.sentFlows() - before,
            seconds,
            Processors.seconds() - processors,
            delays.sorted());
        System.out.println(batches.line());
        tell(exporters.sentFlows(), collector.stop(), run.progress());
      } finally {
        session.stop();
      }
    }
  }

  /** Alerts are told of again as often as windows end. */
  private static Map<String, String> parameters(String analysis, long window) {
    return Map.of(analysis.equals("port-scan") ? "update-every" : "every", window + "s");
  }

  /** Exports flows as they end, at a pace. */
  private static void send(Exporters exporters, long rate, long seconds)
      throws InterruptedException {
    long begin = System.nanoTime();
    long micros = Instant.now().toEpochMilli() * 1000;
    long first = exporters.flows();
    long end = seconds * 1_000_000_000;
    for (long nanos = 0; nanos < end; nanos = System.nanoTime() - begin) {
      long due = (long) (nanos / 1e9 * rate) + first;
      while (exporters.flows() < due) {
        exporters.export(micros + nanos / 1000);
      }
      exporters.flush();
      Thread.sleep(5);
    }
  }

  private static void tell(long flows, long seconds, double processors, List<Long> delays) {
    System.out.printf(
        Locale.ROOT,
        "%,.0f flows/s for %d s, %.2f processors; %d windows or rows; p50 %.2f s, p90 %.2f s, p99 %.2f s,"
            + " most %.2f s%n",
        (double) flows / seconds,
        seconds,
        processors / seconds,
        delays.size(),
        at(delays, 0.5),
        at(delays, 0.9),
        at(delays, 0.99),
        at(delays, 1));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e3;
  }

  private static void tell(long sent, CollectorReport report, LiveProgress progress) {
    System.out.printf(
        Locale.ROOT,
        "sent %,d flows; %s; read %,d, late %d, %d batches%n",
        sent,
        report.line(),
        progress.records().read(),
        progress.late(),
        progress.batches());
  }
}
