// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec.Live;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of live runs over directories: refusals, accounts, files. */
class LiveCommandTest {
  private static final String RUN = "run top-talkers LOGS --live --set every=1h --lateness 5m";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private Path logs() throws IOException {
    Path logs = Files.createDirectories(directory.resolve("logs"));
    LiveSamples.append(logs, "flows", LiveSamples.header("flows"), LiveSamples.inOrder("flows"));
    return logs;
  }

  private LiveCommand run(String line, String... more) {
    return LiveCommand.run(
        line.replace("LOGS", directory.resolve("logs").toString())
            .replace("DIR", directory.toString()),
        more);
  }

  @Test
  void analysesForFilesAndTotalsAreRefused() throws IOException {
    logs();
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class)) {
      String name = analysis.spec().name();
      LiveCommand done = null;
      if (analysis.spec().live() == Live.BOUNDED_ONLY) {
        done = run("run " + name + " LOGS --live");
        assertThat(done.err())
            .isEqualTo(
                "Cannot run "
                    + name
                    + " live: it needs all of its input before it can answer. Run it over files, without --live.\n");
      } else if (analysis.spec().live() == Live.WITH_WINDOWS) {
        done = run("run " + name + " LOGS --live");
        assertThat(done.err())
            .startsWith(
                "Cannot run " + name + " live: one total never ends on an input that grows.")
            .contains("--set every=1m");
      }
      assertThat(done == null ? 2 : done.code()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DIR/nowhere|Cannot run live on DIR/nowhere: it does not exist. Name a directory",
        "LOGS/flows.log|Cannot run live on LOGS/flows.log: it does not grow. Name a directory",
        "kafka://x|Cannot read kafka://x: it is no address of a topic. Write kafka://HOST:PORT/TOPIC",
        "LOGS kafka://h:1/t|Cannot run live on 2 inputs of which one is a topic. Name one topic.",
        "LOGS --lateness x|Cannot set --lateness: it must be",
        "LOGS --start middle|Cannot set --start: it is earliest or latest (middle).",
        "LOGS --trigger soon|Cannot set --trigger: it must be",
        "LOGS -f parquet|Cannot write the rows of a live run as parquet. Use -f csv or ndjson.",
        "LOGS -o sqlite:DIR/no/such.db|Cannot write to jdbc:sqlite:DIR/no/such.db: the database cannot be opened",
        "LOGS -o jdbc:oracle:x#t|Cannot write to jdbc:oracle:x#t: it is no address of a table.",
        "LOGS -o LOGS/flows.log|Cannot write to LOGS/flows.log: it is no directory",
        "LOGS --checkpoint LOGS|Cannot use the checkpoint LOGS: it holds other files",
        "LOGS --checkpoint LOGS/flows.log|Cannot use the checkpoint LOGS/flows.log: it cannot be written",
      })
  void whatCannotBeIsToldInOneLine(String words, String message) throws IOException {
    logs();
    LiveCommand done =
        run("run top-talkers " + words + " --live --set every=1h", "--kafka", "max.block.ms=1");
    String logs = directory.resolve("logs").toString();
    assertThat(done.err())
        .startsWith(message.replace("LOGS", logs).replace("DIR", directory.toString()))
        .hasLineCount(1);
    assertThat(done.code()).isBetween(1, 2);
  }

  @Test
  void aCheckpointOfAnotherRunIsRefusedWithARemedy() throws IOException {
    logs();
    String checkpoint = " --trigger available --checkpoint DIR/checkpoint";
    assertThat(run(RUN + checkpoint).code()).isZero();
    LiveCommand other = run(RUN.replace("1h", "2h") + checkpoint);
    assertThat(other.err())
        .startsWith("Cannot go on from the checkpoint ")
        .contains("it is of another run (top-talkers every=1h of ", "this is top-talkers every=2h")
        .contains("Name another --checkpoint");
    assertThat(other.code()).isEqualTo(2);

    Path note = directory.resolve("checkpoint/weir.json");
    String text = Files.readString(note);
    Files.writeString(note, text.replaceFirst("\"steps\" : \"..", "\"steps\" : \"zz"));
    assertThat(run(RUN + checkpoint).err())
        .contains("another version of Weir made it, whose top-talkers is computed otherwise")
        .contains("Name a new directory.");
    Files.writeString(note, text.replaceFirst("\"layout\" : \\d+", "\"layout\" : 99"));
    assertThat(run(RUN + checkpoint).err())
        .contains("another version of Weir made it (layout 99")
        .contains("Name a new directory.");
    Files.writeString(note, "no JSON");
    assertThat(run(RUN + checkpoint).err()).contains("its weir.json cannot be read");
    Files.writeString(note, text);
    assertThat(run(RUN + checkpoint).code()).isZero();
  }

  @Test
  void lateRecordsAreCountedInTheLastLine() throws IOException {
    Path logs = logs();
    String checkpoint = " --trigger available --checkpoint DIR/checkpoint";
    LiveCommand first = run(RUN + checkpoint);
    int records = LiveSamples.inOrder("flows").size();
    assertThat(first.lastLine()).isEqualTo("read " + records + ", rejected 0, late 0");
    LiveSamples.append(logs, "flows", "", LiveSamples.inOrder("flows").subList(0, 7));
    LiveCommand second = run(RUN + checkpoint);
    assertThat(second.err())
        .contains("left out 7 records that came later than --lateness allows\n");
    assertThat(second.lastLine()).isEqualTo("read 7, rejected 0, late 7");
    assertThat(second.code()).isZero();
  }

  @Test
  void eachFinishedFileIsWhole() throws IOException {
    Path logs = logs();
    LiveCommand done = run(RUN + " --trigger end -o DIR/answers -f csv");
    assertThat(done.code()).as(done.err()).isZero();
    try (Stream<Path> files = Files.list(directory.resolve("answers"))) {
      List<Path> all = files.sorted().toList();
      assertThat(all)
          .isNotEmpty()
          .allMatch(file -> file.getFileName().toString().matches("rows-[0-9a-f]{8}-\\d{9}\\.csv"));
      long rows = 0;
      for (Path file : all) {
        assertThat(Files.readString(file)).startsWith("window_start,rank,ip,").endsWith("\n");
        rows += Files.readAllLines(file).size() - 1;
      }
      LiveCommand ofFiles = LiveCommand.run("run top-talkers " + logs + " --set every=1h -f csv");
      assertThat(rows).isEqualTo(ofFiles.out().lines().count() - 1);
    }
  }

  @Test
  void aFullDiskEndsTheRunInOneLine() throws IOException {
    logs();
    OutputStream full = failing("No space left on device");
    LiveCommand done =
        LiveCommand.run(
            full, RUN.replace("LOGS", directory.resolve("logs").toString()) + " --trigger end");
    assertThat(done.err())
        .isEqualTo(
            "Cannot write the rows of finished windows: No space left on device. Make room, or name"
                + " another place with -o; from its --checkpoint the run goes on with these rows.\n");
    assertThat(done.code()).isEqualTo(1);
  }

  @Test
  void aReaderThatHasGoneEndsTheRunQuietly() throws IOException {
    logs();
    LiveCommand done =
        LiveCommand.run(
            failing("Broken pipe"),
            RUN.replace("LOGS", directory.resolve("logs").toString()) + " --trigger end");
    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isEqualTo(141);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
