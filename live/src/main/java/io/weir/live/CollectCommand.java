// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.KafkaOptions;
import io.weir.cli.Session;
import io.weir.cli.Signals;
import io.weir.cli.Subcommand;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.collector.MetricsServer;
import io.weir.collector.UdpAddress;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.engine.TopicAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Receives NetFlow and stores the flows in a topic. */
@AutoService(Subcommand.class)
public final class CollectCommand implements Subcommand {
  private static final int SOCKET_BUFFER = 32 << 20;
  private static final long BUFFER = 64L << 20;
  private static final int EXPORTERS = 1024;
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final long RETRY_NANOS = 1_000_000_000;

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public String summary() {
    return "Receive NetFlow v5, v9 and IPFIX and store the flows in a topic of Kafka.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .section("Collecting")
        .repeatableOption("--listen", "udp://HOST:PORT", "Receive here, as udp://0.0.0.0:2055.")
        .option("--to", "kafka://HOST:PORT/TOPIC", "Store here; made if it is not there.")
        .option("--encoding", "ENCODING", "compact (the default), goflow2-json or benchmark-json.")
        .option(
            "--buffer",
            "SIZE",
            "Messages that wait for the broker; what does not fit is counted. Default: 64m.")
        .option(
            "--socket-buffer",
            "SIZE",
            "What the kernel is asked to keep for a socket. Default: 32m.")
        .option("--exporters", "N", "Exporters whose templates are kept. Default: 1024.")
        .flag("--wait", "Wait for a broker that is not there, instead of failing; receive already.")
        .option("--drain", "DURATION", "At the end, wait so long for the broker. Default: 30s.")
        .option("--for", "DURATION", "End after so long; default: when interrupted.")
        .option(
            "--metrics", "HOST:PORT", "Show counts for Prometheus at http://HOST:PORT/metrics.");
    declaration.section("Kafka");
    KafkaOptions.declare(declaration);
    declaration.examples(
        "weir collect --listen udp://0.0.0.0:2055 --to kafka://localhost:9092/flows",
        "weir collect --listen udp://*:2055 --to kafka://k1:9093,k2:9093/flows"
            + " --kafka-config tls.properties --metrics 127.0.0.1:9100",
        "kill -USR1 PID   # shows the counts of a collector that runs");
  }

  @Override
  public int run(Given given, Session session) {
    List<InetSocketAddress> listen =
        given.texts("--listen").stream().map(UdpAddress::parse).toList();
    if (listen.isEmpty()) {
      throw WeirException.usage(
          "Cannot collect: no address to receive at is given. Name one with --listen"
              + " udp://HOST:PORT.");
    }
    TopicAddress topic = topic(given);
    CollectorSettings settings =
        new CollectorSettings(
            listen,
            encoding(given.text("--encoding").orElse(Encoding.COMPACT.word())),
            Sizes.bytes(given, "--buffer", BUFFER),
            (int) Math.min(1 << 30, Sizes.bytes(given, "--socket-buffer", SOCKET_BUFFER)),
            CollectorSettings.RING_BYTES,
            given.count("--exporters").orElse(EXPORTERS),
            Sizes.duration(given, "--drain").orElse(DRAIN));
    Map<String, String> kafka = KafkaOptions.of(given);
    Duration time =
        Sizes.duration(given, "--for").filter(d -> d.compareTo(FOREVER) < 0).orElse(FOREVER);
    Optional<InetSocketAddress> metrics = given.text("--metrics").map(CollectCommand::metrics);
    boolean isPatient = given.isSet("--wait");
    String missing = Collector.check(topic, kafka);
    if (!missing.isEmpty() && !isPatient) {
      throw WeirException.failed(
          "Cannot store to %s: no broker answers (%s). Start it, correct --to, or wait for it with"
              + " --wait.",
          topic, missing);
    }
    try (Collector collector = Collector.start(settings, topic, kafka);
        MetricsServer server = metrics(metrics, collector)) {
      started(collector, settings, topic, server, session);
      long deadline = System.nanoTime() + time.toNanos();
      CountDownLatch end = new CountDownLatch(1);
      Thread waiting = Thread.currentThread();
      Signals.on("INT", () -> end(end, waiting));
      Signals.on("TERM", () -> end(end, waiting));
      Signals.on("USR1", () -> session.tell(collector.report().line()));
      if (!missing.isEmpty()) {
        await(topic, kafka, end, deadline, session);
      }
      await(end, deadline);
      CollectorReport report = collector.stop();
      session.tell(report.line());
      return 0;
    }
  }

  /** Told once, the collector drains; told again, it drops what waits, and counts it. */
  private static void end(CountDownLatch end, Thread waiting) {
    if (end.getCount() == 0) {
      waiting.interrupt();
    }
    end.countDown();
  }

  private static TopicAddress topic(Given given) {
    String to =
        given
            .text("--to")
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot collect: no topic is given. Name one with --to %s.",
                        TopicAddress.FORM));
    return TopicAddress.parse(to)
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot store to %s: it must be %s. Name the topic with --to.",
                    to, TopicAddress.FORM));
  }

  private static Encoding encoding(String word) {
    return Encoding.named(word)
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot set --encoding: there is no such encoding (%s). %s",
                    word, Nearest.remedy(word, "Encodings", Encoding.words())));
  }

  private static InetSocketAddress metrics(String text) {
    return UdpAddress.parse("udp://" + text);
  }

  private static @Nullable MetricsServer metrics(
      Optional<InetSocketAddress> address, Collector collector) {
    return address.isEmpty() ? null : MetricsServer.start(address.get(), collector::report);
  }

  private static void started(
      Collector collector,
      CollectorSettings settings,
      TopicAddress topic,
      @Nullable MetricsServer server,
      Session session) {
    for (int i = 0; i < settings.listen().size(); i++) {
      session.tell(
          "collecting at udp://%s:%d to %s"
              .formatted(
                  settings.listen().get(i).getHostString(), collector.ports().get(i), topic));
    }
    if (server != null) {
      session.tell("metrics at port %d, /metrics".formatted(server.port()));
    }
    if (collector.socketBuffer() < settings.socketBufferBytes()) {
      session.tell(
          "the kernel keeps %d kB for a socket, not the %d kB asked for; as root: sysctl -w net.core.rmem_max=%d"
              .formatted(
                  collector.socketBuffer() >> 10,
                  settings.socketBufferBytes() >> 10,
                  settings.socketBufferBytes()));
    }
  }

  /** Waits for a broker, and says so; flows are received meanwhile. */
  private static void await(
      TopicAddress topic,
      Map<String, String> kafka,
      CountDownLatch end,
      long deadline,
      Session session) {
    session.tell("waiting for a broker at " + topic + "; flows are received already");
    try {
      while (!Collector.check(topic, kafka).isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || end.await(Math.min(left, RETRY_NANOS), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
      session.tell("the broker is there");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch end, long deadline) {
    try {
      if (end.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
