// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.Words;
import io.weir.benchmarks.compare.Processors;
import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.Encoding;
import io.weir.model.Options;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.TopicAddress;
import io.weir.spark.Sessions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/**
 * How fast a topic is read: the busiest hosts of each minute by Weir, the same grouping by Spark's
 * own source and {@code from_json}, and a plain consumer that only counts, in turns. The broker is
 * in this process, so that it has the same processors.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.live.TopicReading
 *   [encoding=compact|benchmark-json] [flows=30000000] [distinct=200000] [minutes=1]
 *   [ways=weir,spark,consumer] [runs=4] [threads=2] [messages=0]
 * </pre>
 *
 * <p>{@code distinct}: so many flows come again and again; what the aggregation keeps depends on
 * it. {@code minutes}: what the flows' times span. {@code messages}: at most so many a micro-batch,
 * 0 for all. Spark's own way reads {@code benchmark-json} only.
 */
public final class TopicReading {
  private final TopicAddress topic;
  private final SparkSession session;
  private final int threads;
  private final long messages;

  private TopicReading(TopicAddress topic, SparkSession session, int threads, long messages) {
    this.topic = topic;
    this.session = session;
    this.threads = threads;
    this.messages = messages;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words =
        Words.of(
            arguments,
            "encoding",
            "flows",
            "distinct",
            "minutes",
            "ways",
            "runs",
            "threads",
            "messages");
    Encoding encoding = Encoding.named(words.text("encoding", "compact")).orElseThrow();
    String ways = encoding == Encoding.BENCHMARK_JSON ? "weir,spark,consumer" : "weir,consumer";
    int threads = (int) words.number("threads", 2);
    try (OwnBroker broker = OwnBroker.start()) {
      TopicAddress topic = broker.topic("flows");
      long flows =
          new FilledTopic(
                  topic,
                  new FlowPool(42, (int) words.number("distinct", 200_000)),
                  words.number("flows", 30_000_000),
                  60 * words.number("minutes", 1))
              .fill(encoding);
      System.out.printf(Locale.ROOT, "%,d flows in the topic%n", flows);
      SparkSession session = Sessions.open(new EngineSettings(threads, 0, Options.NONE));
      try {
        TopicReading reading =
            new TopicReading(topic, session, threads, words.number("messages", 0));
        reading.measure(words.list("ways", ways), flows, (int) words.number("runs", 4));
      } finally {
        session.stop();
      }
    }
  }

  /** Prints the medians of the runs after the first. */
  private void measure(List<String> ways, long flows, int runs) throws Exception {
    Map<String, List<double[]>> measured = new LinkedHashMap<>();
    for (int i = 0; i < runs; i++) {
      for (String way : ways) {
        measured.computeIfAbsent(way, key -> new ArrayList<>()).add(measure(way, flows));
      }
    }
    measured.forEach((way, all) -> print(way, flows, all.subList(runs > 1 ? 1 : 0, runs)));
  }

  /** Seconds by the clock and of processors. */
  private double[] measure(String way, long flows) throws Exception {
    double processors = Processors.seconds();
    long begin = System.nanoTime();
    long read = way(way).call();
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (read != flows) {
      throw new IllegalStateException("%s read %d of %d flows".formatted(way, read, flows));
    }
    double[] measured = {seconds, Processors.seconds() - processors};
    System.out.printf(
        Locale.ROOT, "  %s: %.2f s, %.2f s of processors%n", way, seconds, measured[1]);
    return measured;
  }

  private static void print(String way, long flows, List<double[]> measured) {
    List<double[]> sorted = new ArrayList<>(measured);
    sorted.sort((a, b) -> Double.compare(a[0], b[0]));
    double[] median = sorted.get((sorted.size() - 1) / 2);
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f s, %,.0f flows/s; %.2f s of processors, %,.0f flows a second of these%n",
        way,
        median[0],
        flows / median[0],
        median[1],
        flows / Math.max(0.01, median[1]));
  }

  private Callable<Long> way(String name) {
    return switch (name) {
      case "weir" -> () -> WeirStream.topTalkers(topic, threads, messages, new CountedRows());
      case "spark" -> () -> StockStream.pairs(session, topic);
      case "consumer" -> () -> PlainConsumer.count(topic);
      default -> throw new IllegalArgumentException("No way to read a topic: " + name);
    };
  }
}
