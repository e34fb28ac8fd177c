// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir;
import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command lines of NetLytics' README with {@code weir netlytics run_X} for {@code spark-submit
 * run_X.py}, below a directory of the test. docs/netlytics.md runs them word for word.
 */
class SeedCommandLinesTest {
  private final Path directory;

  SeedCommandLinesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void squidOfMarch2017() throws IOException {
    Path squid = Files.createDirectories(directory.resolve("logs/squid"));
    Files.writeString(
        squid.resolve("access.log-20170303"),
        """
        1488455000.500    500 192.0.2.1 TCP_MISS/200 1200 GET http://www.example.org/ - HIER_DIRECT/198.51.100.1 text/html
        1488455010.000   2000 192.0.2.1 TCP_TUNNEL/200 90000 CONNECT video.example.net:443 - HIER_DIRECT/198.51.100.2 -
        1488455020.000     20 192.0.2.2 TCP_HIT/304 300 GET http://www.example.org/logo,1.png - HIER_NONE/- image/png
        """);
    Files.writeString(
        squid.resolve("access.log-20170316"),
        """
        1489578000.000     10 192.0.2.2 TCP_MISS/404 700 GET http://shop.example.org:8080/x - HIER_DIRECT/198.51.100.3 text/html
        no record
        """);
    Files.writeString(
        squid.resolve("access.log-20170515"),
        """
        1494763200.000     10 192.0.2.2 TCP_MISS/200 5000000 GET http://may.example.org/ - HIER_DIRECT/198.51.100.3 text/html
        """);
  }

  private Outcome run(String... words) {
    Object[] located =
        List.of(words).stream()
            .map(
                word ->
                    word.startsWith("logs/") || word.startsWith("results") || word.endsWith(".csv")
                        ? directory.resolve(word)
                        : word)
            .toArray();
    return new Weir().run(located);
  }

  @Test
  void runQuery() {
    Outcome outcome =
        run(
            "netlytics",
            "run_query",
            "--connector",
            "connectors.squid_to_named_flows.Squid_To_Named_Flows",
            "--input_path",
            "logs/squid",
            "--start_day",
            "2017_03_01",
            "--end_day",
            "2017_03_31",
            "--query",
            "SELECT name, SUM(s_bytes) AS traffic FROM netlytics GROUP BY name ORDER BY"
                + " SUM(s_bytes)",
            "--output_file_local",
            "traffic_name.csv");
    assertThat(outcome.err()).isEqualTo("read 4, rejected 1 (bad time: 1)\n");
    assertThat(outcome.code()).isZero();
    assertThat(directory.resolve("traffic_name.csv"))
        .hasContent(
            """
            ,name,traffic
            0,shop.example.org,700
            1,www.example.org,1500
            2,video.example.net,90000
            """);
  }

  @Test
  void runJob() {
    Outcome outcome =
        run(
            "netlytics",
            "run_job",
            "--connector",
            "connectors.squid_to_named_flows.Squid_To_Named_Flows",
            "--input_path",
            "logs/squid",
            "--start_day",
            "2017_03_01",
            "--end_day",
            "2017_03_31",
            "--algo",
            "algos.domain_traffic.DomainTraffic",
            "--params",
            "{\"N\":40}",
            "--output_path",
            "results_DOMAIN_TRAFFIC");
    assertThat(outcome.err()).isEqualTo("read 4, rejected 1 (bad time: 1)\n");
    assertThat(outcome.code()).isZero();
    assertThat(directory.resolve("results_DOMAIN_TRAFFIC/report.csv"))
        .hasContent(
            """
            domain,bytes
            video.example.net,90000
            www.example.org,1500
            shop.example.org,700
            """);
  }

  @Test
  void runClustering() {
    Outcome outcome = clusters("algos.clustering.KMeans.KMeans", "{\"K\":5}");
    assertThat(outcome.err()).isEqualTo("read 4, rejected 1 (bad time: 1)\n");
    assertThat(outcome.code()).isZero();
    // Four rows, each of its own: as many clusters, numbered by their centres.
    assertThat(directory.resolve("results_clustering/results.csv"))
        .content()
        .startsWith("c_ip,c_port,content_range,content_type,host,")
        .contains("features,cluster\n")
        .hasLineCount(5);
  }

  @Test
  void runOtherClusterings() {
    for (String name : List.of("BisectingKMeans", "GaussianMixture")) {
      Outcome outcome = clusters("algos.clustering.%1$s.%1$s".formatted(name), "{\"K\":2}");
      assertThat(outcome.code()).isZero();
      assertThat(directory.resolve("results_clustering/results.csv"))
          .content()
          .contains(",features,cluster")
          .hasLineCount(5);
    }
  }

  @Test
  void anUnknownParameterOfAnAlgorithmIsRefused() {
    Outcome outcome = clusters("DBScan", "{\"min_point\":5}");
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot set min_point of algos.clustering.DBScan.DBScan: there is no such parameter."
                + " Did you mean min_points?\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  private Outcome clusters(String algorithm, String parameters) {
    return run(
        "netlytics",
        "run_clustering",
        "--connector",
        "connectors.squid_to_HTTP.Squid_To_HTTP",
        "--input_path",
        "logs/squid",
        "--start_day",
        "2017_03_01",
        "--end_day",
        "2017_03_31",
        "--algo",
        algorithm,
        "--params",
        parameters,
        "--categorical_features",
        "method,status_code,content_type,s_port",
        "--numerical_features",
        "response_body_len",
        "--normalize",
        "--output_path",
        "results_clustering");
  }

  @Test
  void runAnomalyDetectionAsksTheWrongConnector() {
    Outcome outcome = anomalies("connectors.squid_to_HTTP.Squid_To_HTTP");
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot run the query: connectors.squid_to_HTTP.Squid_To_HTTP makes the table HTTP,"
                + " which has no column time_start. The table NamedFlows has it:"
                + " connectors.squid_to_named_flows.Squid_To_Named_Flows.\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void runAnomalyDetectionSaysWhereTheSeriesIsTooShort() {
    Outcome outcome = anomalies("connectors.squid_to_named_flows.Squid_To_Named_Flows");
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot run s-h-esd: the series is too short: 2 points. Take more time, or set a"
                + " shorter period or every.\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  /** A request a minute for ten days, more by day; ten minutes with much more, and a pause. */
  @Test
  void runAnomalyDetection() throws IOException {
    StringBuilder log = new StringBuilder();
    Random random = new Random(1);
    for (int minute = 0; minute < 10 * 1440; minute++) {
      boolean isDay = minute % 1440 >= 600;
      int more = minute >= 3000 && minute < 3010 ? 90_000 : 0;
      int bytes = (isDay ? 20_000 : 5_000) + random.nextInt(997) + more;
      if (minute < 2000 || minute >= 2005) {
        log.append(1488326400L + 60L * minute)
            .append(".000 0 192.0.2.1 TCP_MISS/200 ")
            .append(bytes)
            .append(" GET http://a.example/ - HIER_DIRECT/198.51.100.1 text/html\n");
      }
    }
    Path squid = directory.resolve("logs/squid");
    Files.delete(squid.resolve("access.log-20170303"));
    Files.delete(squid.resolve("access.log-20170316"));
    Files.writeString(squid.resolve("access.log-20170301"), log);
    Outcome outcome = anomalies("connectors.squid_to_named_flows.Squid_To_Named_Flows");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> lines = Files.readAllLines(directory.resolve("results_S_H_ESD/results.csv"));
    assertThat(lines.get(0)).isEqualTo("time,value,trend,residual,outlier");
    assertThat(lines).hasSize(1 + 10 * 1440);
    assertThat(lines.get(1)).startsWith("2017-03-01 00:00:00,");
    assertThat(
            lines.stream()
                .filter(line -> line.endsWith(",true"))
                .map(line -> line.substring(8, 16)))
        .containsExactly(
            "02 09:20",
            "02 09:21",
            "02 09:22",
            "02 09:23",
            "02 09:24",
            "03 02:00",
            "03 02:01",
            "03 02:02",
            "03 02:03",
            "03 02:04",
            "03 02:05",
            "03 02:06",
            "03 02:07",
            "03 02:08",
            "03 02:09");
  }

  @Test
  void univariateAnomalies() {
    Outcome outcome =
        run(
            "netlytics",
            "run_anomaly_detection",
            "--connector",
            "Squid_To_Named_Flows",
            "--input_path",
            "logs/squid",
            "--algo",
            "UnivariateAnomalies",
            "--params",
            "{\"method\":\"boxplot\"}",
            "--query",
            "SELECT name, s_bytes FROM netlytics",
            "--numerical_features",
            "s_bytes",
            "--output_path",
            "results_univariate");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    // Of 300, 700, 1200, 90000 and 5000000 bytes.
    assertThat(directory.resolve("results_univariate/results.csv"))
        .content()
        .startsWith("name,s_bytes,score,side\nmay.example.org,5000000,")
        .hasLineCount(2);
  }

  private Outcome anomalies(String connector) {
    return run(
        "netlytics",
        "run_anomaly_detection",
        "--connector",
        connector,
        "--input_path",
        "logs/squid",
        "--start_day",
        "2017_03_01",
        "--end_day",
        "2017_03_31",
        "--algo",
        "algos.anomaly_detection.S_H_ESD.S_H_ESD",
        "--query",
        "select FLOOR(time_start/60)*60 as time, sum(s_bytes) as value from netlytics group by"
            + " FLOOR(time_start/60) * 60 order by time",
        "--numerical_features",
        "value",
        "--output_path",
        "results_S_H_ESD");
  }
}
