// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunAnalysisTest {
  private static final String OLD = "x,y\n0,0\n0,1\n1,0\n20,20\n20,21\n21,20\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path dir;

  RunAnalysisTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeAll
  static void knowElsewhere() {
    TestSpark.SESSION
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.elsewhere.impl", ElsewhereFileSystem.class.getName());
  }

  private int run(String... arguments) {
    return RunAnalysis.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void outputsAreWrittenElsewhereAndTheModelIsAppliedFromThere() throws IOException {
    Path old = Files.writeString(dir.resolve("old.csv"), OLD);
    String answers = "elsewhere://" + dir.resolve("answers");
    assertThat(
            run("kmeans", old.toString(), "--set", "k=2", "--set", "scaling=none", "-o", answers))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .startsWith("6 rows in " + answers + "/rows", "2 rows in " + answers + "/clusters");
    Path rows = Files.writeString(dir.resolve("rows.csv"), "x,y\n3,2\n30,30\n");
    List<String> inputs = List.of("new=" + rows, answers + "/model");
    try (Weir weir =
            Weir.open(inputs, InputSettings.defaults(), "spark", EngineSettings.defaults());
        var run = weir.run("kmeans", Map.of("table", "new", "model", "model"));
        Result told = run.output("rows")) {
      assertThat(TestSpark.rows(told)).extracting(row -> row.get(3)).containsExactly(0L, 1L);
    }
  }

  @Test
  void theAnswerOfAnAnalysisIsWrittenAsParquetToo() throws IOException {
    Path old = Files.writeString(dir.resolve("old.csv"), OLD);
    Path file = dir.resolve("sizes.parquet");
    List<String> inputs = List.of("old=" + old);
    try (Weir weir =
            Weir.open(inputs, InputSettings.defaults(), "spark", EngineSettings.defaults());
        var run = weir.run("kmeans", Map.of("k", "2", "scaling", "none"))) {
      assertThat(run.export("clusters", file, Engine.ExportFormat.PARQUET)).isEqualTo(2);
    }
    assertThat(file).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kmeans; Cannot run an analysis: something is missing.",
        "kmeans in.csv; Cannot run an analysis: something is missing.",
        "kmeans in.csv -o out; Cannot write to out: it is no address that all workers know.",
        "kmeans in.csv -o; Cannot use -o: its value is missing.",
        "kmeans in.csv --report r; Cannot use --report: there is no such option."
      })
  void whatIsWrongIsOneLine(String line, String message) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            message
                + " Write ANALYSIS INPUT… [--set KEY=VALUE]… -o ADDRESS, such as"
                + " hdfs://namenode/answers.");
  }
}
