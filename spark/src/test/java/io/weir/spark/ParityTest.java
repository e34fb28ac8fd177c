// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.Formats;
import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.Parameters;
import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.spark.SameAnswers.Order;
import io.weir.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Both engines answer the same over real files: every table whole, queries, and every analysis. */
class ParityTest {
  private static final long LARGE = 100_000;

  private static final List<String> NAMED_FLOWS =
      List.of(
          "SELECT s_ip, sum(s_bytes) AS b, count(*) AS n FROM named_flows GROUP BY s_ip"
              + " ORDER BY b DESC NULLS LAST, s_ip",
          "SELECT name, name_source, min(ts) AS first, max(ts_end) AS last FROM named_flows"
              + " GROUP BY name, name_source ORDER BY name, name_source",
          "SELECT day, tumbling(ts, INTERVAL '5' MINUTE).start AS w, count(DISTINCT c_ip) AS c,"
              + " avg(duration) AS d FROM named_flows GROUP BY day, tumbling(ts, INTERVAL '5' MINUTE)"
              + " ORDER BY w",
          "SELECT c_ip, ip_prefix(c_ip, 16, 48) AS p, is_private(c_ip) AS i, reverse_ptr(c_ip) AS r,"
              + " community_id(proto, c_ip, s_ip, c_port, s_port) AS id, port_name(s_port, proto) AS s"
              + " FROM named_flows ORDER BY c_ip, id, s",
          "SELECT DISTINCT sld(name) AS d, tld(name) AS t, entropy(name) AS e FROM named_flows"
              + " WHERE name IS NOT NULL ORDER BY d, t, e",
          "SELECT count(*) AS n FROM named_flows WHERE cidr_match(c_ip, '192.168.0.0/16')",
          "SELECT proto, element_at(array_sort(array_agg(c_ip)), 1) AS a, percentile_cont(0.5)"
              + " WITHIN GROUP (ORDER BY c_port) AS m FROM named_flows GROUP BY proto ORDER BY proto",
          "SELECT uid, row_number() OVER (PARTITION BY c_ip ORDER BY ts, uid) AS k,"
              + " lag(ts) OVER (PARTITION BY c_ip ORDER BY ts, uid) AS before FROM named_flows"
              + " ORDER BY uid, k, before");

  /** For tables that differ from others of these tests only in their files' form. */
  private static final List<String> SOME =
      Boolean.getBoolean("weir.full") ? NAMED_FLOWS : NAMED_FLOWS.subList(0, 2);

  private static final String FLOWS_OF_GOFLOW2 =
      """
      {"type":"NETFLOW_V9","time_flow_start_ns":1681583295000000000,"time_flow_end_ns":1681583296500000000,"bytes":1500,"packets":3,"src_addr":"10.0.0.1","dst_addr":"192.0.2.9","proto":"TCP","src_port":40000,"dst_port":443,"tcp_flags":27}
      {"type":"NETFLOW_V9","time_flow_start_ns":1681583297000000000,"time_flow_end_ns":1681583297000000000,"bytes":80,"packets":1,"src_addr":"2001:db8::1","dst_addr":"2001:db8::9","proto":"UDP","src_port":5353,"dst_port":53}
      """;

  private static final String FLOWS_OF_THE_BENCHMARK =
      """
      {"date_first_seen":"2016-03-01T10:20:30.123+01:00","date_last_seen":"2016-03-01T10:20:31.123+01:00","duration":1.000,"src_ip_addr":"10.0.0.1","dst_ip_addr":"10.0.0.2","src_port":50001,"dst_port":443,"protocol":6,"flags":".AP.SF","tos":0,"packets":3,"bytes":180}
      {"date_first_seen":"2016-03-01T10:20:30Z","date_last_seen":"2016-03-01 10:20:30","src_ip_addr":"fe80::1","dst_ip_addr":"fe80::2","protocol":"ICMP","flags":18,"packets":1,"bytes":80}
      """;

  @TestFactory
  Stream<DynamicTest> zeekLogsOfOneDirectory() {
    return same(List.of(SharedData.path("zeek-logs/zat")), NAMED_FLOWS);
  }

  @TestFactory
  Stream<DynamicTest> compressedZeekLogs() {
    return same(
        SharedData.files("zeek-logs/zed-sample-data/zeek-default").stream()
            .filter(file -> file.toFile().length() < LARGE)
            .toList(),
        List.of());
  }

  @TestFactory
  Stream<DynamicTest> captures() {
    return same(List.of(SharedData.path("pcap/ja4")), NAMED_FLOWS);
  }

  @TestFactory
  Stream<DynamicTest> zeekLogsInJson() {
    return same(List.of(SharedData.path("zeek-logs/rita/json_with_all_fields")), SOME);
  }

  @TestFactory
  Stream<DynamicTest> netflowInCaptures() {
    List<Path> captures = List.of(SharedData.path("flow-export/ndpi/netflowv9.pcap"));
    return same(captures, List.of(), settings().withInputFormat("netflow"));
  }

  @TestFactory
  Stream<DynamicTest> flowsOfGoflow2(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("flows.json"), FLOWS_OF_GOFLOW2);
    return same(List.of(file), List.of());
  }

  @TestFactory
  Stream<DynamicTest> flowsOfTheBenchmark(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("flows.json"), FLOWS_OF_THE_BENCHMARK);
    return same(List.of(file), List.of());
  }

  @TestFactory
  Stream<DynamicTest> csvThatWasConverted(@TempDir Path directory) {
    return same(List.of(converted(directory, Engine.ExportFormat.CSV)), SOME);
  }

  @TestFactory
  Stream<DynamicTest> ndjsonThatWasConverted(@TempDir Path directory) {
    return same(List.of(converted(directory, Engine.ExportFormat.NDJSON)), SOME);
  }

  @TestFactory
  Stream<DynamicTest> parquetThatWasConverted(@TempDir Path directory) {
    return same(List.of(converted(directory, Engine.ExportFormat.PARQUET)), NAMED_FLOWS);
  }

  private static Path converted(Path directory, Engine.ExportFormat form) {
    try (OpenedInputs capture =
            inputs(List.of(SharedData.path("pcap/packetq/dns.pcap")), settings());
        Engine embedded = open("embedded", capture)) {
      embedded.convert(List.of("flows", "named_flows", "dns"), directory, form);
    }
    return directory;
  }

  private static InputSettings settings() {
    ClassLoader loader = ParityTest.class.getClassLoader();
    return InputSettings.of(Formats.find(loader)).withZone(ZoneOffset.UTC);
  }

  private static OpenedInputs inputs(List<Path> input, InputSettings settings) {
    return Inputs.open(input.stream().map(Path::toString).toList(), settings);
  }

  private static Stream<DynamicTest> same(List<Path> input, List<String> queries) {
    return same(input, queries, settings());
  }

  private static Stream<DynamicTest> same(
      List<Path> input, List<String> queries, InputSettings settings) {
    assertThat(TestSpark.SESSION).isNotNull();
    ClassLoader loader = ParityTest.class.getClassLoader();
    OpenedInputs inputs = inputs(input, settings);
    Engine spark = open("spark", inputs);
    Engine embedded = open("embedded", inputs);
    List<DynamicTest> tests = new ArrayList<>();
    for (String table : inputs.tables()) {
      tests.add(query("SELECT * FROM `" + table + "`", spark, embedded));
    }
    queries.forEach(sql -> tests.add(query(sql, spark, embedded)));
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class, loader)) {
      Context context = new Context(Clock.systemUTC(), 1, inputs.tables());
      plan(analysis, context)
          .ifPresent(
              plan ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          analysis.spec().name(), () -> sameRun(plan, spark, embedded))));
    }
    return tests.stream()
        .onClose(
            () -> {
              spark.close();
              embedded.close();
              inputs.close();
            });
  }

  private static Engine open(String name, OpenedInputs inputs) {
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.name().equals(name)) {
        return provider.open(
            inputs.catalog(),
            new EngineSettings(2, 0, Options.NONE),
            (file, offset, reason, record, from, length) -> {});
      }
    }
    throw new AssertionError("No engine " + name);
  }

  private static DynamicTest query(String sql, Engine spark, Engine embedded) {
    Order order = sql.contains("ORDER BY") ? Order.GIVEN : Order.ANY;
    return DynamicTest.dynamicTest(
        sql,
        () ->
            SameAnswers.read(spark.query(sql, List.of()))
                .assertSameAs(SameAnswers.read(embedded.query(sql, List.of())), order));
  }

  /** The analysis with its defaults; empty when the input lacks the tables it reads. */
  private static <P extends Record> Optional<Plan> plan(Analysis<P> analysis, Context context) {
    P parameters = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), Map.of());
    try {
      return Optional.of(analysis.analyze(parameters, context));
    } catch (WeirException missing) {
      assertThat(missing.kind()).isEqualTo(WeirException.Kind.USAGE);
      return Optional.empty();
    }
  }

  /** What one engine refuses, such as a series that is too short, the other does in its words. */
  private static void sameRun(Plan plan, Engine spark, Engine embedded) {
    Engine.PlanRun theirs;
    try {
      theirs = embedded.run(plan);
    } catch (WeirException refusal) {
      assertThatThrownBy(() -> spark.run(plan)).hasMessage(refusal.getMessage());
      return;
    }
    try (theirs;
        Engine.PlanRun mine = spark.run(plan)) {
      for (String output : plan.outputs().keySet()) {
        SameAnswers.read(mine.output(output))
            .assertSameAs(SameAnswers.read(theirs.output(output)), Order.GIVEN);
      }
      assertThat(mine.counts()).isEqualTo(theirs.counts());
    }
  }
}
