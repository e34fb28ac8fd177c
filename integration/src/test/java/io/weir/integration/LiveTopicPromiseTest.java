// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.integration.LiveTopics.Encoding;
import io.weir.integration.LiveTopics.Flow;
import io.weir.job.Analyses;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise over topics: the rows of a topic, out of order and in many small batches, are those
 * of a file with the same flows; for two analyses, and for the first of them in each encoding. With
 * {@code -Dweir.full=true} for each live analysis whose tables messages fill, in each encoding, and
 * also in order and in one batch.
 */
class LiveTopicPromiseTest {
  private static final boolean IS_FULL = Boolean.getBoolean("weir.full");

  /** One that groups, and one that folds. */
  private static final List<String> ALWAYS = List.of("top-talkers", "port-scan");

  private static final int FLOWS = 4000;
  private static final Duration LATENESS = Duration.ofMinutes(2);
  private static final List<Flow> IN_ORDER = LiveTopics.inOrder(FLOWS);
  private static final LiveSettings END =
      LiveSettings.defaults().withUntil(Until.END).withLateness(LATENESS);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Broker broker;

  @BeforeAll
  static void fillTopics() throws IOException {
    broker = Broker.start(directory.resolve("kafka"));
    for (Encoding encoding : Encoding.values()) {
      LiveTopics.send(broker.bootstrapServers(), "ordered-" + encoding, encoding, IN_ORDER);
      LiveTopics.send(
          broker.bootstrapServers(),
          "shuffled-" + encoding,
          encoding,
          LiveTopics.shuffled(IN_ORDER, LATENESS.toNanos() / 2000));
    }
    Path file = Files.createDirectory(directory.resolve("files")).resolve("flows.json");
    Files.write(
        file, IN_ORDER.stream().map(flow -> LiveTopics.json(Encoding.GOFLOW2_JSON, flow)).toList());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  static List<Arguments> runs() {
    List<Arguments> all = new ArrayList<>();
    for (Named<Analysis<?>> analysis : LiveSamples.analyses()) {
      boolean isFilled = analysis.getPayload().spec().reads().contains("flows");
      boolean isWanted = IS_FULL || ALWAYS.contains(analysis.getName());
      boolean isEach = IS_FULL || all.isEmpty();
      for (Encoding encoding : Encoding.values()) {
        if (isFilled && isWanted && (isEach || encoding == Encoding.COMPACT)) {
          all.add(Arguments.of(analysis, encoding));
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(3);
    return all;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void rowsOfATopicAreThoseOfAFile(Analysis<?> analysis, Encoding encoding) {
    Map<String, String> settings = settings(analysis);
    List<String> expected = LiveRuns.ofFiles(analysis, settings, directory.resolve("files"));
    assertThat(expected).hasSizeGreaterThan(1);
    if (IS_FULL) {
      agrees(analysis, settings, "ordered-" + encoding, END, expected);
    }
    int messages = encoding == Encoding.COMPACT ? FLOWS / 20 : FLOWS;
    LiveSettings inParts = END.withMessagesPerBatch(messages / 6);
    LiveProgress progress = agrees(analysis, settings, "shuffled-" + encoding, inParts, expected);
    assertThat(progress.batches()).isGreaterThan(6);
  }

  private static Map<String, String> settings(Analysis<?> analysis) {
    boolean isAlways = analysis.spec().live() == AnalysisSpec.Live.ALWAYS;
    return isAlways ? Map.of() : Map.of("every", "1m");
  }

  private static LiveProgress agrees(
      Analysis<?> analysis,
      Map<String, String> settings,
      String topic,
      LiveSettings live,
      List<String> expected) {
    LiveRuns.Rows rows = new LiveRuns.Rows();
    String address = "kafka://" + broker.bootstrapServers() + "/" + topic;
    LiveProgress progress = LiveRuns.run(LiveRuns.job(analysis, settings, address, live, rows));
    assertThat(rows.sorted()).as(topic).isEqualTo(expected);
    assertThat(progress.records().read()).isEqualTo(FLOWS);
    assertThat(progress.late()).isZero();
    return progress;
  }

  @Test
  void flowsThatComeTooLateAreCountedAndInNoRow() throws IOException {
    List<Flow> minutes = IN_ORDER.subList(0, 20);
    List<Flow> later = IN_ORDER.subList(FLOWS - 60, FLOWS);
    List<Flow> late = IN_ORDER.subList(20, 25);
    List<Flow> sent = new ArrayList<>(minutes);
    sent.addAll(later);
    Path file = Files.createDirectory(directory.resolve("in-time")).resolve("flows.json");
    Files.write(
        file, sent.stream().map(flow -> LiveTopics.json(Encoding.GOFLOW2_JSON, flow)).toList());
    sent.addAll(late);
    // Messages of 20 flows, in turn to two partitions, of which a batch takes one each. The batch
    // behind the one that closes windows finds that some are too late.
    LiveTopics.send(broker.bootstrapServers(), "late", Encoding.COMPACT, sent);
    for (Named<Analysis<?>> named : LiveSamples.analyses()) {
      Analysis<?> analysis = named.getPayload();
      if (analysis.spec().name().equals("top-talkers")) {
        Map<String, String> settings = settings(analysis);
        LiveRuns.Rows rows = new LiveRuns.Rows();
        String address = "kafka://" + broker.bootstrapServers() + "/late";
        LiveProgress progress =
            LiveRuns.run(
                LiveRuns.job(analysis, settings, address, END.withMessagesPerBatch(1), rows));
        assertThat(progress.late()).isEqualTo(5);
        assertThat(progress.records().read()).isEqualTo(85);
        assertThat(rows.sorted())
            .isEqualTo(LiveRuns.ofFiles(analysis, settings, directory.resolve("in-time")));
      }
    }
  }

  @Test
  void rowsOfPartitionsOfUnequalSizesAreThoseOfTheFile() throws IOException {
    // So many that what is too much for one task is moved to another.
    List<Flow> flows = LiveTopics.inOrder(130_000);
    Path file = Files.createDirectory(directory.resolve("many")).resolve("flows.json");
    Files.write(
        file, flows.stream().map(flow -> LiveTopics.json(Encoding.BENCHMARK_JSON, flow)).toList());
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    LiveTopics.send(settings, "unequal", Encoding.BENCHMARK_JSON, flows, 16);
    Analysis<?> topTalkers = Analyses.named("top-talkers", getClass().getClassLoader());
    Map<String, String> everyMinute = Map.of("every", "1m");
    LiveRuns.Rows rows = new LiveRuns.Rows();
    String address = "kafka://" + broker.bootstrapServers() + "/unequal";
    LiveProgress progress = LiveRuns.run(LiveRuns.job(topTalkers, everyMinute, address, END, rows));
    assertThat(progress.records().read()).isEqualTo(130_000);
    assertThat(progress.late()).isZero();
    assertThat(rows.sorted())
        .hasSizeGreaterThan(20)
        .isEqualTo(LiveRuns.ofFiles(topTalkers, everyMinute, directory.resolve("many")));
  }

  @ParameterizedTest
  @MethodSource("grownFiles")
  void rowsOfAGrowingDirectoryOfJsonAreThoseOfTheFile(Analysis<?> analysis) {
    Map<String, String> settings = settings(analysis);
    List<String> expected = LiveRuns.ofFiles(analysis, settings, directory.resolve("files"));
    LiveRuns.Rows rows = new LiveRuns.Rows();
    LiveRuns.run(
        LiveRuns.job(
            analysis,
            settings,
            directory.resolve("files").toString(),
            END.withBytesPerBatch(100_000),
            rows));
    assertThat(rows.sorted()).isEqualTo(expected);
  }

  static List<Named<Analysis<?>>> grownFiles() {
    boolean isFull = IS_FULL;
    return LiveSamples.analyses().stream()
        .filter(analysis -> analysis.getPayload().spec().reads().contains("flows"))
        .limit(isFull ? Integer.MAX_VALUE : 1)
        .toList();
  }
}
