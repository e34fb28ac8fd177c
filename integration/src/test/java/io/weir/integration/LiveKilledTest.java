// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.integration.LiveSamples.Line;
import io.weir.model.analysis.Analysis;
import java.io.IOException;
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
 * {@code weir run --live} as a process of its own, killed half-way by {@code kill -9} while its
 * input grows, and started again with the same checkpoint: in a table of SQLite nothing is missing
 * and nothing is twice. All live analyses with {@code -Dweir.full=true}, else two.
 */
@Timeout(400)
class LiveKilledTest {
  private static final List<String> ALWAYS = List.of("top-talkers", "port-scan");
  private static final boolean IS_FULL = Boolean.getBoolean("weir.full");
  private static final int CHUNKS = 30;

  static List<Named<Analysis<?>>> analyses() {
    return LiveSamples.analyses().stream()
        .filter(analysis -> IS_FULL || ALWAYS.contains(analysis.getName()))
        .toList();
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @ParameterizedTest
  @MethodSource("analyses")
  void aRunThatIsKilledGoesOnWithoutLossAndWithoutDoubles(Analysis<?> analysis) throws Exception {
    Map<String, String> settings = LiveSamples.settings(analysis).get(0);
    Path logs = Files.createDirectory(directory.resolve("logs"));
    LiveProcess processes = new LiveProcess(directory);
    String name = LiveSamples.tables(analysis).get(0);
    Growing file = new Growing(logs, name, LiveSamples.shuffled(LiveSamples.inOrder(name), 9));
    file.write(0, 1);
    int at = 1;
    int kills = IS_FULL ? 3 : 1;
    for (int kill = 1; kill <= kills; kill++) {
      at = runUntilKilled(processes, analysis, settings, file, at, CHUNKS * kill / (kills + 1));
    }
    file.write(at, CHUNKS);
    Process last = start(processes, analysis, settings, "end");
    assertThat(last.waitFor(600, TimeUnit.SECONDS)).as(processes.err()).isTrue();
    assertThat(last.exitValue()).as(processes.err()).isZero();
    assertThat(processes.err()).contains("rejected 0, late 0");

    String output = analysis.spec().outputs().get(0).name();
    List<String> found = processes.rows();
    List<String> expected = LiveRuns.ofFiles(analysis, settings, logs);
    assertThat(found)
        .hasSameSizeAs(expected)
        .isEqualTo(processes.rowsOfFiles(analysis, settings, logs));
    assertThat(found).as(output).doesNotHaveDuplicates();
  }

  /** A file that grows by chunks. */
  private record Growing(Path logs, String table, List<Line> lines) {
    void write(int from, int to) throws IOException {
      String header = from == 0 ? LiveSamples.header(table) : "";
      int size = lines.size();
      LiveSamples.append(
          logs, table, header, lines.subList(size * from / CHUNKS, size * to / CHUNKS));
    }
  }

  /** Runs while the file grows; killed when it has written rows and so much is there. */
  private int runUntilKilled(
      LiveProcess processes,
      Analysis<?> analysis,
      Map<String, String> settings,
      Growing file,
      int from,
      int to)
      throws Exception {
    Process process = start(processes, analysis, settings, "0s");
    long before = processes.rows().size();
    int at = from;
    long until = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (process.isAlive() && System.nanoTime() < until) {
      boolean isRead = processes.err().contains("reading");
      if (isRead && at < to) {
        file.write(at, at + 1);
        at++;
      }
      if (at == to && processes.rows().size() > before) {
        break;
      }
      Thread.sleep(150);
    }
    assertThat(process.isAlive()).as(processes.err()).isTrue();
    process.destroyForcibly().waitFor();
    assertThat(processes.rows()).hasSizeGreaterThan((int) before);
    return at;
  }

  private Process start(
      LiveProcess processes, Analysis<?> analysis, Map<String, String> settings, String trigger)
      throws IOException {
    String lateness = LiveSamples.LATENESS.toMinutes() + "m";
    String logs = directory.resolve("logs").toString();
    return processes.live(analysis, settings, logs, lateness, trigger);
  }
}
