// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.State;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.analysis.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what an analysis answers on files, it answers on a stream. It holds for each
 * analysis that says that it runs live; a new one is under test by being there. With {@code
 * -Dweir.full=true} all settings of its expected answers are tried, else those with most of them.
 */
class LivePromiseTest {
  private static final LiveSettings END =
      LiveSettings.defaults().withUntil(Until.END).withLateness(LiveSamples.LATENESS);

  static List<Arguments> runs() {
    List<Arguments> all = new ArrayList<>();
    for (Named<Analysis<?>> analysis : LiveSamples.analyses()) {
      List<Map<String, String>> settings = LiveSamples.settings(analysis.getPayload());
      int tried = Boolean.getBoolean("weir.full") ? settings.size() : 1;
      settings.subList(0, tried).forEach(some -> all.add(Arguments.of(analysis, some)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void rowsOfAStreamInOrderAreThoseOfTheFile(
      Analysis<?> analysis, Map<String, String> settings, @TempDir Path logs) throws IOException {
    LiveSamples.write(analysis, logs, lines -> lines);
    List<String> expected = LiveRuns.ofFiles(analysis, settings, logs);
    LiveRuns.Rows rows = new LiveRuns.Rows();
    LiveProgress progress =
        LiveRuns.run(
            LiveRuns.job(analysis, settings, logs.toString(), END.withState(State.DISK), rows));
    assertThat(rows.sorted()).isEqualTo(expected);
    assertThat(progress.late()).isZero();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void rowsOfManySmallBatchesOutOfOrderAreThoseOfTheFile(
      Analysis<?> analysis, Map<String, String> settings, @TempDir Path logs) throws IOException {
    LiveSamples.write(analysis, logs, lines -> LiveSamples.shuffled(lines, 5));
    List<String> expected = LiveRuns.ofFiles(analysis, settings, logs);
    long bytes = Files.size(logs.resolve(LiveSamples.tables(analysis).get(0) + ".log"));
    LiveRuns.Rows rows = new LiveRuns.Rows();
    LiveProgress progress =
        LiveRuns.run(
            LiveRuns.job(
                analysis,
                settings,
                logs.toString(),
                END.withBytesPerBatch(bytes / 7).withState(State.MEMORY),
                rows));
    assertThat(rows.sorted()).isEqualTo(expected);
    assertThat(progress.late()).isZero();
    assertThat(progress.batches()).isGreaterThan(6);
  }
}
