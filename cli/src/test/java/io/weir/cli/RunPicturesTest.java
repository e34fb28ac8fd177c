// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Analyses draw their pictures where a report is asked for. */
class RunPicturesTest {
  private static final Path OFFICE = Path.of("..", "samples", "office.pcap");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private List<String> files(Path of) throws IOException {
    try (Stream<Path> found = Files.list(of)) {
      return found.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void drawsBarsBesideTheAnswer() throws IOException {
    Path report = directory.resolve("talkers");
    Outcome with =
        new Weir().run("run", "top-talkers", OFFICE, "--set", "limit=3", "--report", report);
    Outcome without = new Weir().run("run", "top-talkers", OFFICE, "--set", "limit=3");
    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.lastError()).isEqualTo("read 894, rejected 0");
    assertThat(files(report)).containsExactly("rows.png", "top-talkers.html");
    assertThat(Files.readAllBytes(report.resolve("rows.png")))
        .startsWith(0x89, 'P', 'N', 'G')
        .hasSizeLessThan(200_000);
    assertThat(Files.readString(report.resolve("top-talkers.html")))
        .contains("<dt>limit</dt><dd>3</dd>", "Hosts that send and receive most", "267 KB");
  }

  @Test
  void anAnswerInParquetIsDrawnAndReadAsTheSameInCsv() throws IOException {
    Path report = directory.resolve("clusters");
    Path answer = directory.resolve("answer.parquet");
    String[] question = {
      "kmeans", "--set", "query=SELECT s_bytes, c_bytes FROM flows", "--set", "k=2"
    };
    List<Object> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(question));
    words.add(OFFICE);
    String csv = new Weir().run(words.toArray()).out();
    words.addAll(List.of("-o", answer, "--report", report));
    assertThat(new Weir().run(words.toArray()).code()).isZero();
    assertThat(new Weir().run("query", "SELECT * FROM answer", answer).out()).isEqualTo(csv);
    assertThat(files(report))
        .contains("clusters.parquet", "profile.parquet", "projection.png", "kmeans.html");
  }

  @Test
  void aRunThatFailsLeavesNoDirectory() {
    Path report = directory.resolve("failed/report");
    String query = "query=SELECT CAST(s_ip AS BIGINT) AS n FROM flows";
    Outcome outcome = new Weir().run("run", "kmeans", OFFICE, "--report", report, "--set", query);
    assertThat(outcome.code()).isNotZero();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anAnalysisWithoutPicturesHasAPageOfItsTable() throws IOException {
    Path report = directory.resolve("scans");
    assertThat(new Weir().run("run", "port-scan", OFFICE, "--report", report).code()).isZero();
    assertThat(files(report)).containsExactly("port-scan.html");
    assertThat(Files.readString(report.resolve("port-scan.html")))
        .contains("<td>10.20.0.12</td>", "One row an event of an alert.");
  }

  @Test
  void drawsClustersSizesAndProfiles() throws IOException {
    Path report = directory.resolve("clusters");
    Outcome outcome =
        new Weir()
            .run(
                "run",
                "kmeans",
                OFFICE,
                "--report",
                report,
                "--set",
                "k=3",
                "--set",
                "query=SELECT c_bytes, s_bytes FROM named_flows");
    assertThat(outcome.code()).isZero();
    assertThat(files(report))
        .containsExactly(
            "clusters.csv",
            "kmeans.html",
            "model.csv",
            "profile.csv",
            "profile.png",
            "projection.png",
            "sizes.png");
  }

  @Test
  void groupsWithMostUnusualRowsComeFirst() throws IOException {
    Path report = directory.resolve("groups");
    StringBuilder rows = new StringBuilder("g,x\n");
    for (int i = 0; i < 20; i++) {
      rows.append("a,").append(i).append("\nb,").append(i % 10 == 0 ? 1000 : i).append('\n');
    }
    Path file = Files.writeString(directory.resolve("load.csv"), rows);
    Outcome outcome =
        new Weir()
            .run(
                "run",
                "univariate-anomalies",
                file,
                "--report",
                report,
                "--set",
                "table=load",
                "--set",
                "numerical=x",
                "--set",
                "by=g",
                "--set",
                "method=mad");
    assertThat(outcome.code()).isZero();
    assertThat(files(report))
        .containsExactly("anomalies.png", "bounds.csv", "univariate-anomalies.html");
    assertThat(Files.readAllLines(report.resolve("bounds.csv")))
        .extracting(line -> line.split(",", -1)[0].replaceAll("[^a-z]", ""))
        .containsExactly("key", "b", "a");
  }

  @Test
  void nothingToDrawIsNoPicture() throws IOException {
    Path report = directory.resolve("none");
    Path log = Files.writeString(directory.resolve("dns.log"), "");
    Files.writeString(
        log,
        """
        {"_path":"dns","ts":1772323200.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":53,"proto":"udp","query":"a.test"}
        """);
    Outcome outcome = new Weir().run("run", "remedy", log, "--report", report);
    assertThat(outcome.code()).isZero();
    assertThat(files(report)).contains("evidence.csv").doesNotContain("matrix.png");
  }
}
