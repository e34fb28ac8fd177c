// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkLiveTest {
  private static final LiveSettings END =
      LiveSettings.defaults().withUntil(Until.END).withLateness(Duration.ofSeconds(20));

  private static void write(Path logs, List<String> lines) throws IOException {
    Files.writeString(
        logs.resolve("conn.log"),
        ConnLines.header("2026-03-01-00-00-00") + String.join("\n", lines) + "\n");
  }

  @ParameterizedTest
  @CsvSource({"top-talkers, every=1m", "protocols, every=30s", "port-scan, threshold=30"})
  void rowsAreThoseOfTheFile(String analysis, String setting, @TempDir Path logs)
      throws IOException {
    Map<String, String> parameters = Map.of(setting.split("=", 2)[0], setting.split("=", 2)[1]);
    List<String> lines = ConnLines.records(6000, 50_000, 7);
    write(logs, lines);
    List<String> expected = LiveLogs.ofFiles(analysis, parameters, logs);
    assertThat(expected).hasSizeGreaterThan(5);
    CollectedRows whole = new CollectedRows();
    LiveProgress progress = LiveLogs.run(LiveLogs.job(analysis, parameters, logs, END, whole));
    assertThat(whole.sorted()).isEqualTo(expected);
    assertThat(progress.records().read()).isEqualTo(6000);
    assertThat(progress.late()).isZero();

    write(logs, ConnLines.shuffled(lines, 300, 3));
    CollectedRows inParts = new CollectedRows();
    progress =
        LiveLogs.run(
            LiveLogs.job(analysis, parameters, logs, END.withBytesPerBatch(40_000), inParts));
    assertThat(inParts.sorted()).isEqualTo(expected);
    assertThat(progress.late()).isZero();
    assertThat(progress.batches()).isGreaterThan(8);
  }

  @Test
  void recordsThatComeTooLateAreCounted(@TempDir Path logs) throws IOException {
    List<String> lines = ConnLines.records(6000, 50_000, 7);
    write(logs, lines);
    Map<String, String> parameters = Map.of("every", "1m");
    List<String> expected = LiveLogs.ofFiles("top-talkers", parameters, logs);
    List<String> more = new ArrayList<>(lines);
    // The first minute is closed by then.
    more.addAll(lines.subList(0, 7));
    write(logs, more);
    CollectedRows rows = new CollectedRows();
    LiveProgress progress =
        LiveLogs.run(
            LiveLogs.job("top-talkers", parameters, logs, END.withBytesPerBatch(200_000), rows));
    assertThat(progress.late()).isEqualTo(7);
    assertThat(rows.sorted()).isEqualTo(expected);
  }

  @Test
  void aFoldGoesOnFromItsCheckpoint(@TempDir Path logs, @TempDir Path checkpoint)
      throws IOException {
    List<String> lines = ConnLines.shuffled(ConnLines.records(6000, 50_000, 7), 100, 3);
    write(logs, lines);
    Map<String, String> parameters = Map.of("threshold", "30");
    List<String> expected = LiveLogs.ofFiles("port-scan", parameters, logs);
    CollectedRows rows = new CollectedRows();
    for (int part = 1; part <= 3; part++) {
      write(logs, lines.subList(0, part * 2000));
      LiveSettings live =
          END.withUntil(part < 3 ? Until.CAUGHT_UP : Until.END)
              .withBytesPerBatch(100_000)
              .withCheckpoint(checkpoint.resolve("scans"));
      LiveLogs.run(LiveLogs.job("port-scan", parameters, logs, live, rows));
    }
    assertThat(rows.sorted()).isEqualTo(expected).hasSizeGreaterThan(5);
  }
}
