// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.integration.LiveTopics.Encoding;
import io.weir.integration.LiveTopics.Flow;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code weir run --live} over a topic, killed half-way by {@code kill -9} while flows come in, and
 * started again with the same checkpoint: in a table of SQLite nothing is missing and nothing is
 * twice. One analysis that groups; with {@code -Dweir.full=true} also one that folds.
 */
@Timeout(400)
class LiveTopicKilledTest {
  private static final List<String> KILLED =
      Boolean.getBoolean("weir.full")
          ? List.of("top-talkers", "port-scan")
          : List.of("top-talkers");

  private static final Duration LATENESS = Duration.ofMinutes(2);
  private static final List<Flow> IN_ORDER = LiveTopics.inOrder(3000);
  private static final List<Flow> FLOWS = LiveTopics.shuffled(IN_ORDER, LATENESS.toNanos() / 2000);
  private static final int CHUNK = 100;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  static List<Named<Analysis<?>>> analyses() {
    return LiveSamples.analyses().stream()
        .filter(analysis -> KILLED.contains(analysis.getName()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void aRunThatIsKilledGoesOnWithoutLossAndWithoutDoubles(Analysis<?> analysis) throws Exception {
    boolean isAlways = analysis.spec().live() == AnalysisSpec.Live.ALWAYS;
    Map<String, String> settings = isAlways ? Map.of() : Map.of("every", "1m");
    LiveProcess processes = new LiveProcess(directory);
    try (Broker broker = Broker.start(directory.resolve("kafka"))) {
      String topic = "kafka://" + broker.bootstrapServers() + "/flows";
      send(broker, 0, CHUNK);
      Process first = processes.live(analysis, settings, topic, "2m", "0s");
      int sent = sendUntilRows(broker, processes, first, FLOWS.size() / 2);
      assertThat(first.isAlive()).as(processes.err()).isTrue();
      first.destroyForcibly().waitFor();
      assertThat(processes.rows()).isNotEmpty();

      send(broker, sent, FLOWS.size());
      Process last = processes.live(analysis, settings, topic, "2m", "end");
      assertThat(last.waitFor(600, TimeUnit.SECONDS)).as(processes.err()).isTrue();
      assertThat(last.exitValue()).as(processes.err()).isZero();
      assertThat(processes.err()).contains("rejected 0, late 0");
    }
    List<String> found = processes.rows();
    Path files = Files.createDirectory(directory.resolve("files"));
    Files.write(
        files.resolve("flows.json"),
        IN_ORDER.stream().map(flow -> LiveTopics.json(Encoding.GOFLOW2_JSON, flow)).toList());
    assertThat(found).isEqualTo(processes.rowsOfFiles(analysis, settings, files));
    assertThat(found).doesNotHaveDuplicates();
  }

  private static void send(Broker broker, int from, int to) {
    LiveTopics.send(broker.bootstrapServers(), "flows", Encoding.COMPACT, FLOWS.subList(from, to));
  }

  /** Lets flows come until so many were sent and there are rows; how many were sent. */
  private static int sendUntilRows(Broker broker, LiveProcess processes, Process process, int most)
      throws Exception {
    int sent = CHUNK;
    long until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (process.isAlive() && System.nanoTime() < until) {
      if (sent < most && processes.err().contains("reading")) {
        send(broker, sent, sent + CHUNK);
        sent += CHUNK;
      }
      if (sent >= most && !processes.rows().isEmpty()) {
        break;
      }
      Thread.sleep(150);
    }
    return sent;
  }
}
