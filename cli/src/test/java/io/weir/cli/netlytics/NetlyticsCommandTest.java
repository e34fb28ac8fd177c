// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir;
import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetlyticsCommandTest {
  private static final String DOMAINS = "algos.domain_traffic.DomainTraffic";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path logs;

  private final Path directory;

  NetlyticsCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void layOut() throws IOException {
    NetlyticsLayouts.write(logs);
  }

  private Path answer() {
    return directory.resolve("answer.csv");
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private Outcome query(String connector, String sql, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("netlytics", "run_query", "--connector", connector, "--query", sql));
    words.addAll(List.of("--input_path", logs.resolve("squid"), "--output_file_local", answer()));
    words.addAll(List.of(more));
    return new Weir().run(words.toArray());
  }

  private Outcome job(String connector, String input, String algorithm, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("netlytics", "run_job", "--connector", connector, "--algo", algorithm));
    words.addAll(
        List.of("--input_path", logs.resolve(input), "--output_path", directory.resolve("out/1")));
    words.addAll(List.of(more));
    return new Weir().run(words.toArray());
  }

  @Test
  void sqlHasTheQuotesOfSpark() {
    Outcome outcome =
        query(
            "Squid_To_HTTP",
            "WITH g AS (SELECT * FROM netlytics WHERE method == \"GET\") SELECT `host`, count(*) AS"
                + " `how many` FROM g GROUP BY host");
    assertThat(outcome.err()).isEqualTo("read 8, rejected 0\n");
    assertThat(answer()).hasContent(",host,how many\n0,api.example.test,4\n");
  }

  @Test
  void aBackslashTakesAwayTheMeaningOfAQuote() {
    Outcome outcome =
        query("Squid_To_HTTP", "SELECT 'it\\'s; one' AS a, count(*) AS n FROM netlytics;");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(answer()).hasContent(",a,n\n0,it's; one,8\n");
  }

  @Test
  void aMissingColumnIsFoundElsewhereOrAmongItsOwn() throws IOException {
    String begin =
        "Cannot run the query: connectors.squid_to_HTTP.Squid_To_HTTP makes the table HTTP, which"
            + " has no column ";
    assertThat(query("Squid_To_HTTP", "SELECT s_bytes FROM netlytics").lastError())
        .isEqualTo(
            begin
                + "s_bytes. The table NamedFlows has it:"
                + " connectors.squid_to_named_flows.Squid_To_Named_Flows.");
    assertThat(query("Squid_To_HTTP", "SELECT answers FROM netlytics").lastError())
        .startsWith(
            begin + "answers. The table DNS has it: connectors.tstat_to_DNS.Tstat_To_DNS or");
    assertThat(query("Squid_To_HTTP", "SELECT methd FROM netlytics").lastError())
        .isEqualTo(begin + "methd. Did you mean method?");
    assertThat(query("Squid_To_HTTP", "SELECT elapsed_ms FROM netlytics").lastError())
        .isEqualTo(begin + "elapsed_ms. Weir's http has it: ask weir query.");
    assertThat(query("Squid_To_HTTP", "SELECT 1 FROM netlytix").lastError())
        .isEqualTo(
            "Cannot run the query: there is no table netlytix. The table of a connector is"
                + " netlytics.");
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connectors.squid_to_HTTP.Squid_To_HTP|Did you mean connectors.squid_to_HTTP.Squid_To_HTTP?",
        "Bro_To_Named_Flow|Did you mean Bro_To_Named_Flows?",
      })
  void unknownConnectors(String connector, String remedy) {
    assertThat(query(connector, "SELECT 1").lastError())
        .isEqualTo(
            "Cannot use the connector %s: there is none of that name. %s"
                .formatted(connector, remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2017_13_01|2017_03_31|Cannot read --start_day 2017_13_01: it is no day. Write it as"
            + " 2017_03_01.",
        "2017_03_01|yesterday|Cannot read --end_day yesterday: it is no day. Write it as 2017_03_01.",
        "2017_03-01|2017_03_31|Cannot read --start_day 2017_03-01: it is no day. Write it as"
            + " 2017_03_01.",
        "2017_03_31|2017_03_01|Cannot select --start_day 2017_03_31 --end_day 2017_03_01: the last"
            + " day is before the first. Swap them.",
      })
  void daysThatAreNone(String start, String end, String message) {
    Outcome outcome = query("Squid_To_HTTP", "SELECT 1", "--start_day", start, "--end_day", end);
    assertThat(outcome.err()).isEqualTo(message + "\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void daysMayBeLeftAway() {
    assertThat(query("Squid_To_HTTP", "SELECT count(*) AS n FROM netlytics").code()).isZero();
    assertThat(answer()).hasContent(",n\n0,8\n");
  }

  @Test
  void oneOutputIsGiven() {
    assertThat(query("Squid_To_HTTP", "SELECT 1", "--output_file_HDFS", "x").lastError())
        .isEqualTo(
            "Cannot run weir netlytics run_query: --output_file_local and --output_file_HDFS are"
                + " both given. Give one, such as --output_file_local traffic.csv.");
    assertThat(new Weir().run("netlytics", "run_query", "--query", "SELECT 1").lastError())
        .isEqualTo(
            "Cannot run weir netlytics run_query: neither --output_file_local nor"
                + " --output_file_HDFS is given. Give one, such as --output_file_local traffic.csv.");
    assertThat(
            new Weir()
                .run("netlytics", "run_query", "--query", "SELECT 1", "--output_file_HDFS", "out")
                .lastError())
        .isEqualTo(
            "Cannot write to out: --output_file_HDFS needs Hadoop, and the engine embedded writes"
                + " to this machine only. Use --engine spark, or --output_file_local.");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(new Weir().run("netlytics", "run_job", "--algo", DOMAINS).lastError())
        .isEqualTo(
            "Cannot run weir netlytics run_job: --connector is missing. Give it, such as"
                + " --connector connectors.squid_to_HTTP.Squid_To_HTTP.");
    assertThat(new Weir().run("netlytics", "run_jobs").lastError())
        .isEqualTo(
            "Cannot run weir netlytics run_jobs: there is no such script. Did you mean run_job?");
    assertThat(query("Squid_To_HTTP", "SELECT 1", "--algo", DOMAINS).lastError())
        .isEqualTo(
            "Cannot run weir netlytics run_query: it has no --algo. Its options: --query,"
                + " --output_file_local, --output_file_HDFS.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {"{\"N\":1}", "{ \"N_TOP\" : \"1\" }"})
  void domainTrafficKeepsTheFirst(String parameters) {
    Outcome outcome = job("Squid_To_Named_Flows", "squid", DOMAINS, "--params", parameters);
    assertThat(outcome.err()).isEqualTo("read 8, rejected 0\n");
    assertThat(directory.resolve("out/1/report.csv"))
        .hasContent("domain,bytes\ncdn.example.test,104616\n");
  }

  @Test
  void topDnsServers() {
    Outcome outcome = job("Bind_To_DNS", "bind", "algos.top_DNS_servers.TopDNSServers");
    assertThat(outcome.code()).isZero();
    assertThat(directory.resolve("out/1/report.csv"))
        .hasContent("resolver,queries\n10.20.0.13,94\n");
  }

  @Test
  void saveDataFrameWritesTheTableAsPandasDoes() {
    String[] directories = {
      "--temp_dir_local",
      "t",
      "--temp_dir_HDFS",
      "t",
      "--persistent_dir_local",
      "",
      "--persistent_dir_HDFS",
      "p",
      "--params",
      "{\"N\": 1}"
    };
    Outcome outcome =
        job("Tstat_To_HTTP", "tstat", "algos.save_Dataframe.SaveDataFrame", directories);
    assertThat(outcome.code()).isZero();
    assertThat(directory.resolve("out/1/dataframe.csv"))
        .hasContent(
            """
            ,c_ip,c_port,content_range,content_type,host,method,path,referrer,req_cookie,req_time,request_body_len,resp_time,response_body_len,s_ip,s_port,server,set_cookie,status_code,user_agent
            0,10.0.0.2,50002,,text/html,shop.example.org,GET,/cart?id=7,http://www.example.com/,,1772359203.545,,1772359203.59,5100,192.0.2.80,80,nginx,,200,Mozilla/5.0 (X11; Linux x86_64)
            """);
  }

  @Test
  void anAlgorithmNeedsItsTable() throws IOException {
    assertThat(job("Squid_To_HTTP", "squid", DOMAINS).lastError())
        .isEqualTo(
            "Cannot run algos.domain_traffic.DomainTraffic on"
                + " connectors.squid_to_HTTP.Squid_To_HTTP: it reads the table NamedFlows. Use"
                + " connectors.squid_to_named_flows.Squid_To_Named_Flows.");
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "algos.domain_trafic.DomainTraffic|Cannot run algos.domain_trafic.DomainTraffic: there is no"
            + " such algorithm. Did you mean algos.domain_traffic.DomainTraffic?",
        "algos.clustering.DBScan.DBScan|Cannot run algos.clustering.DBScan.DBScan with run_job: it"
            + " is no algorithm of that script. Use weir netlytics run_clustering.",
      })
  void algorithmsThatDoNotRun(String algorithm, String message) {
    Outcome outcome = job("Squid_To_Named_Flows", "squid", algorithm);
    assertThat(outcome.err()).isEqualTo(message + "\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void remedyReportsOnEachResolver() throws IOException {
    Path asns = Files.writeString(directory.resolve("asns.dat"), "192.0.2.0/24\t64496\n");
    Outcome outcome =
        job(
            "Bro_To_DNS",
            "bro",
            "algos.remedy.Remedy_DNS_manipulations.RemedyDNSManipulations",
            "--params",
            "{\"min_resolutions\": 100, \"ASN_VIEW\": \"%s\", \"partitions\": 5}".formatted(asns));
    assertThat(outcome.err()).isEqualTo("read 6, rejected 0\n");
    assertThat(directory.resolve("out/1/final-report.csv"))
        .hasContent(
            """
            resolver,queried_domains,count,clients,asn,domains,servers
            10.0.0.53,1,1,1,,,
            """);
  }

  @Test
  void whatReportsOnEachService() {
    Outcome outcome =
        job(
            "Squid_To_Named_Flows",
            "squid",
            "algos.WHAT.WHAT",
            "--params",
            "{\"CORES\": [\"api.example.test\", \"cdn.example.test\"], \"GAP\": 100, \"N_TOP\": 1}");
    assertThat(outcome.err()).startsWith("read 8, rejected 0\n");
    assertThat(directory.resolve("out/1/report.csv"))
        .hasContent("service,bytes\napi.example.test,106068\n");
  }

  @Test
  void painReportsOnEachVisit() {
    Outcome outcome =
        job(
            "Squid_To_Named_Flows",
            "squid",
            "algos.pain.pain.Pain",
            "--params",
            "{\"CORES\": [\"api.example.test\"], \"EW\": 20, \"N_CP\": 2}");
    assertThat(outcome.err()).startsWith("read 8, rejected 0\n");
    assertThat(directory.resolve("out/1/final_report.csv"))
        .hasContent(
            """
            time,c_ip,page,cp_1,cp_2
            2026-11-21 06:33:00.662000,10.20.0.11,api.example.test,0.013,
            2026-11-21 06:33:37.037000,10.20.0.11,api.example.test,0.049,
            2026-11-21 06:34:24.172000,10.20.0.11,api.example.test,0.011,
            2026-11-21 06:35:01.523000,10.20.0.11,api.example.test,0.04,
            """);
  }

  @Test
  void servicesNeedCores() {
    assertThat(job("Squid_To_Named_Flows", "squid", "WHAT").lastError())
        .startsWith("Cannot run what: it has no cores, the names that visits begin with.");
  }

  @Test
  void aFileIsNoDirectoryForResults() throws IOException {
    Path file = Files.createFile(directory.resolve("out"));
    Outcome outcome =
        new Weir()
            .run(
                "netlytics",
                "run_job.py",
                "--connector",
                "Squid_To_Named_Flows",
                "--input_path",
                logs.resolve("squid"),
                "--algo",
                DOMAINS,
                "--output_path",
                file);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot write to %s: it is no directory. Name another with --output_path."
                .formatted(file));
  }

  @Test
  void helpListsConnectorsAndAlgorithms() {
    assertThat(new Weir().run("netlytics", "--help").out())
        .contains("Connectors:\n", "  connectors.PCAP_to_DNS.TSTAT_PCAP_To_DNS\n")
        .contains("Algorithms of run_job:\n", "  algos.save_Dataframe.SaveDataFrame\n");
  }
}
