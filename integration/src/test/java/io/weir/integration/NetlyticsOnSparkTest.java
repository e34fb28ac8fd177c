// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NetLytics' command lines on the engine it ran on. */
class NetlyticsOnSparkTest {
  private static final String LINE =
      "netlytics %s --zone UTC --engine %s --connector %s --input_path %s --start_day 2026_03_01"
          + " --end_day 2026_03_02";

  private final Path directory;

  NetlyticsOnSparkTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private LiveCommand run(String script, String engine, String connector, String... more) {
    Path tstat = Repository.root().resolve("samples/tstat");
    return LiveCommand.run(LINE.formatted(script, engine, connector, tstat), more);
  }

  @Test
  void answersAreThoseOfTheEmbeddedEngine() {
    String query =
        "WITH a AS (SELECT * FROM netlytics WHERE req_class = \"IN\") SELECT * FROM a ORDER BY"
            + " `req_time`";
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      String file = directory.resolve(engine + ".csv").toString();
      LiveCommand done =
          run("run_query", engine, "Tstat_To_DNS", "--query", query, "--output_file_local", file);
      assertThat(done.lastLine()).isEqualTo("read 7, rejected 0");
    }
    assertThat(directory.resolve("spark.csv"))
        .content()
        .startsWith(",answer_ttls,answer_types,answers,")
        .contains("\n0,\"[300, 60]\",\"['CNAME', 'A']\",\"['web.example.com', '192.0.2.10']\",")
        .isEqualTo(Repository.text(directory.resolve("embedded.csv")));
  }

  @Test
  void jobsAreThoseOfTheEmbeddedEngine() {
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      for (String algorithm : List.of("DomainTraffic", "SaveDataFrame")) {
        LiveCommand done =
            run(
                "run_job",
                engine,
                "Tstat_To_Named_Flows",
                "--algo",
                algorithm,
                "--output_path",
                directory.resolve(engine).toString());
        assertThat(done.code()).as(done.err()).isZero();
      }
    }
    assertThat(directory.resolve("spark/report.csv"))
        .hasSameTextualContentAs(directory.resolve("embedded/report.csv"))
        .content()
        .startsWith("domain,bytes\n");
    assertThat(lines("spark/dataframe.csv")).isEqualTo(lines("embedded/dataframe.csv"));
  }

  /** The rows in any order, without their numbers. */
  private List<String> lines(String file) {
    return Repository.text(directory.resolve(file))
        .lines()
        .map(line -> line.substring(line.indexOf(',')))
        .sorted()
        .toList();
  }

  @Test
  void hdfsIsWrittenAsADirectoryOfCsv() throws IOException {
    Path target = directory.resolve("answer");
    LiveCommand done =
        run(
            "run_query",
            Engines.SPARK,
            "Tstat_To_DNS",
            "--query",
            "SELECT query, count(*) AS n FROM netlytics GROUP BY query ORDER BY query LIMIT 1",
            "--output_file_HDFS",
            "file://" + target);
    assertThat(done.lastLine()).isEqualTo("read 7, rejected 0");
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.filter(file -> String.valueOf(file.getFileName()).startsWith("part-")))
          .singleElement()
          .satisfies(file -> assertThat(file).hasContent("query,n\nnowhere.example.org,1\n"));
    }
  }

  @Test
  void aColumnThatIsMissingIsFoundElsewhere() {
    LiveCommand done =
        run(
            "run_query",
            Engines.SPARK,
            "Tstat_To_HTTP",
            "--query",
            "SELECT time_start FROM netlytics",
            "--output_file_local",
            directory.resolve("a.csv").toString());
    assertThat(done.lastLine())
        .isEqualTo(
            "Cannot run the query: connectors.tstat_to_HTTP.Tstat_To_HTTP makes the table HTTP,"
                + " which has no column time_start. The table NamedFlows has it:"
                + " connectors.tstat_to_named_flows.Tstat_To_Named_Flows.");
  }
}
