// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.cli.Session;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.DatagramSender;
import io.weir.collector.Encoding;
import io.weir.input.LocalFile;
import io.weir.job.live.LiveEngine;
import io.weir.live.ExportCapture;
import io.weir.model.WeirException;
import io.weir.output.ValueText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Runs the demonstration: exporter, collector, topic, answers, and the comparison at the end. */
final class Demo {
  private static final String CAPTURE = "netflow-v9.pcap";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 20;

  private final DemoSettings settings;
  private final Session session;
  private final Path directory;
  private final long begun = System.nanoTime();

  private Demo(DemoSettings settings, Session session, Path directory) {
    this.settings = settings;
    this.session = session;
    this.directory = directory;
  }

  /** Runs it; the exit code is 1 when stream and file differ. */
  static int run(DemoSettings settings, Session session) throws IOException {
    // Kafka's broker and Spark log the same way; who is first must not decide it.
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "classpath:io/weir/spark/log4j2.properties");
    }
    Path directory = Files.createTempDirectory("weir-demo-");
    Thread interrupted = new Thread(() -> delete(directory), "weir-demo-cleans");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return new Demo(settings, session, directory).run();
    } finally {
      delete(directory);
    }
  }

  private int run() throws IOException {
    Path capture = capture();
    try (DemoTopic topic = DemoTopic.open(settings, directory.resolve("kafka"))) {
      tell(
          topic.isInThisProcess()
              ? "A Kafka broker is in this process: " + topic.address()
              : "The topic is " + topic.address() + ", deleted at the end");
      Map<Question, ShownRows> answers = new LinkedHashMap<>();
      CollectorSettings collecting =
          CollectorSettings.of(
              List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
              Encoding.COMPACT);
      try (Collector collector = Collector.start(collecting, topic.address(), settings.kafka());
          LiveAnswers live =
              new LiveAnswers(
                  engine(), topic.address(), settings.kafka(), directory.resolve("checkpoints"))) {
        for (Question question : Question.ALL) {
          ShownRows rows =
              new ShownRows(
                  question.analysis(),
                  session.surroundings().out(),
                  session.surroundings().style());
          answers.put(question, rows);
          live.ask(question, rows);
        }
        play(capture, collector);
        finish(collector, live);
        tell(leftOut(live));
      }
      return compare(capture, answers);
    }
  }

  private LiveEngine engine() {
    return ServiceLoader.load(LiveEngine.class, session.loader())
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot run live: Spark is not part of this build. Run ./weir from the"
                        + " repository, which builds it when it is first asked for."));
  }

  private Path capture() throws IOException {
    if (settings.capture().isPresent()) {
      Path given = settings.capture().get();
      if (!Files.isReadable(given) || !ExportCapture.isExport(LocalFile.of(given))) {
        throw WeirException.usage(
            "Cannot play %s: it is no capture of NetFlow that can be read. Name one with"
                + " --capture, or leave --capture away.",
            given);
      }
      return given;
    }
    Path copy = directory.resolve(CAPTURE);
    try (InputStream bundled = Demo.class.getResourceAsStream(CAPTURE)) {
      if (bundled == null) {
        throw new FileNotFoundException(CAPTURE + " is not in this build");
      }
      Files.copy(bundled, copy);
    }
    return copy;
  }

  /** Sends the capture through the loopback interface, and waits until all of it was received. */
  private void play(Path capture, Collector collector) throws IOException {
    InetSocketAddress to =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), collector.ports().get(0));
    tell(
        "Playing %s to udp://127.0.0.1:%d, %s times as fast as it was captured"
            .formatted(
                capture.getFileName(),
                to.getPort(),
                ValueText.of(settings.speed()).replaceAll("\\.0$", "")));
    try (DatagramSender sender =
        new DatagramSender(to, new DatagramSender.Pace(0, settings.speed()))) {
      ExportCapture.play(LocalFile.of(capture), sender);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (collector.report().receivedDatagrams() < sender.sent()
          && System.nanoTime() - end < 0) {
        nap();
      }
    }
  }

  private void finish(Collector collector, LiveAnswers live) {
    CollectorReport report = collector.stop();
    tell("Collector: " + report.line());
    if (!live.awaitRead(report.storedFlows(), PATIENCE)) {
      throw WeirException.failed(
          "Cannot go on: the %d flows in the topic were not read within %d s.",
          report.storedFlows(), PATIENCE.toSeconds());
    }
    tell("All flows are read; nothing more will come, so the last windows are closed");
    live.end(PATIENCE);
  }

  private static String leftOut(LiveAnswers live) {
    return live.leftOut() == 0
        ? "No record came later than the lateness of one minute"
        : live.leftOut() + " records were left out: they came too late, or without a time";
  }

  private int compare(Path capture, Map<Question, ShownRows> answers) {
    int code = 0;
    for (Map.Entry<Question, ShownRows> answer : answers.entrySet()) {
      Comparison comparison =
          new Comparison(
              answer.getKey().analysis(),
              answer.getValue().sorted(),
              FileAnswers.of(answer.getKey(), capture));
      comparison.lines().forEach(this::tell);
      code = comparison.isSame() ? code : 1;
    }
    long minutes = answers.values().stream().mapToLong(ShownRows::windows).sum();
    tell(
        "%d minutes finished; %.0f s in all".formatted(minutes, (System.nanoTime() - begun) / 1e9));
    return code;
  }

  private void tell(String line) {
    synchronized (session.surroundings().out()) {
      session.tell(line);
    }
  }

  private static void nap() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.failed("Cannot go on: the demonstration was interrupted.");
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // What is still written to stays, in the system's temporary directory.
      return;
    }
  }
}
