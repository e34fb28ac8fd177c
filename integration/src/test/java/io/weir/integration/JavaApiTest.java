// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.TimeSpec;
import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.DatasetFile;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.FileContents;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.Measure;
import io.weir.privacy.question.Price;
import io.weir.privacy.question.TrafficMonitor;
import io.weir.spark.DatasetRun;
import io.weir.spark.WeirViews;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/java-api.md, which shows each method up to the comment that begins so. */
class JavaApiTest {
  private final String capture = Repository.root().resolve("samples/office.pcap").toString();
  private final String logs = Repository.root().resolve("samples/zeek").toString();
  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  static void keepSpark() {
    Engines.keepSpark();
  }

  @Test
  void rows() {
    try (Weir weir = Weir.open(capture);
        Result rows = weir.query("SELECT name, s_bytes FROM named_flows WHERE s_bytes > ?", 9000)) {
      while (rows.next()) {
        lines.add(rows.value(0) + " " + rows.value(1));
      }
    }
    // the test
    assertThat(lines).hasSize(16).contains("www.example.test 28375");
  }

  @Test
  void analysis() {
    try (Weir weir = Weir.open(capture, logs);
        Engine.PlanRun run = weir.run("top-talkers", Map.of("by", "flows", "limit", "3"));
        Result rows = run.output("rows")) {
      while (rows.next()) {
        lines.add(rows.value(0) + ". " + rows.value(1));
      }
    }
    // the test
    assertThat(lines).hasSize(3).first().asString().startsWith("1. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "spark"})
  void clusters(String engine) {
    Map<String, String> features =
        Map.of(
            "query", "SELECT name, s_port, c_bytes, s_bytes FROM named_flows WHERE s_bytes > 0",
            "numerical", "c_bytes,s_bytes",
            "categorical", "s_port",
            "scaling", "l2row");
    List<String> algorithms = List.of("kmeans", "dbscan", "bisecting-kmeans", "gaussian-mixture");
    InputSettings settings = InputSettings.defaults();
    try (Weir weir = Weir.open(List.of(capture), settings, engine, EngineSettings.defaults())) {
      for (String algorithm : algorithms) {
        try (Engine.PlanRun run = weir.run(algorithm, features);
            Result rows = run.output("rows")) {
          while (rows.next()) {
            // The row's own columns, then its features and its cluster.
            lines.add(rows.value(0) + ": " + rows.value(4) + " in " + rows.value(5));
          }
        }
      }
    }
    // the test
    assertThat(lines).hasSizeGreaterThan(4 * 10).allMatch(line -> line.matches(".*: .* in -?\\d+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "spark"})
  void anomalies(String engine) {
    // Forty days of hours, one of them with a surplus.
    String hours =
        """
        SELECT timestamp_micros(1772323200000000 + i * 3600000000) AS hour,
          100 + 40 * greatest(0, 6 - abs(i % 24 - 14)) + (i * 7919) % 31
            + CASE WHEN i = 710 THEN 300 ELSE 0 END AS flows
        FROM (SELECT explode(sequence(0, 959)) AS i) AS n""";
    String ports = "SELECT c_ip, s_port, count(*) AS flows FROM flows GROUP BY c_ip, s_port";
    InputSettings settings = InputSettings.defaults();
    try (Weir weir = Weir.open(List.of(capture), settings, engine, EngineSettings.defaults())) {
      try (Engine.PlanRun run = weir.run("s-h-esd", Map.of("query", hours));
          Result rows = run.output("rows")) {
        while (rows.next()) {
          lines.add(rows.value(0) + ": " + rows.value(1) + " instead of " + rows.value(2));
        }
      }
      Map<String, String> deviations = Map.of("query", ports, "method", "mad");
      try (Engine.PlanRun run = weir.run("univariate-anomalies", deviations);
          Result rows = run.output("rows")) {
        while (rows.next()) {
          // The row's own columns, then its score and its side.
          lines.add(rows.value(0) + " port " + rows.value(1) + " " + rows.value(4));
        }
      }
    }
    // the test
    assertThat(lines.get(0)).startsWith("2026-03-30T14:00: ").contains(" instead of 3");
    assertThat(lines.subList(1, lines.size()))
        .isNotEmpty()
        .allMatch(line -> line.matches("\\S+ port \\d+ (high|low)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "spark"})
  void services(String engine) {
    Map<String, String> cores = Map.of("cores", "www.example.test");
    InputSettings settings = InputSettings.defaults();
    try (Weir weir = Weir.open(List.of(capture), settings, engine, EngineSettings.defaults())) {
      try (Engine.PlanRun run = weir.run("what", cores);
          Result services = run.output("services")) {
        while (services.next()) {
          lines.add(services.value(0) + ": " + services.value(1) + " bytes");
        }
      }
      try (Engine.PlanRun run = weir.run("pain", cores);
          Result visits = run.output("visits")) {
        while (visits.next()) {
          lines.add(visits.value(1) + " has " + visits.value(2) + " at " + visits.value(4));
        }
      }
      try (Engine.PlanRun run = weir.run("remedy", Map.of("min-resolutions", "10"));
          Result resolvers = run.output("resolvers")) {
        while (resolvers.next()) {
          lines.add(resolvers.value(0) + " resolves to " + resolvers.value(4));
        }
      }
    }
    // the test
    assertThat(lines)
        .contains("www.example.test: 267180 bytes")
        .anyMatch(line -> line.matches(".* has www.example.test at \\[0[.]0.*"))
        .anyMatch(line -> line.endsWith(" resolves to null"));
  }

  @Test
  void datasets() {
    SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate();
    WeirViews.register(spark, capture);
    var table = spark.table("named_flows").where("s_bytes > 0");
    table.createOrReplaceTempView("answered");
    Map<String, String> transform =
        Map.of(
            "query", "SELECT name, s_port, c_bytes, s_bytes FROM answered",
            "numerical", "c_bytes,s_bytes",
            "categorical", "s_port",
            "scaling", "l2row");
    try (DatasetRun run = WeirViews.run(spark, "features", transform)) {
      var features = run.output("rows");
      features.collectAsList().forEach(row -> lines.add(row.getList(4).toString()));
    }
    List<String> algorithms = List.of("kmeans", "dbscan", "bisecting-kmeans", "gaussian-mixture");
    for (String algorithm : algorithms) {
      try (DatasetRun run = WeirViews.run(spark, algorithm, transform)) {
        var sizes = run.output("rows").groupBy("cluster").count();
        sizes.collectAsList().forEach(row -> lines.add(algorithm + " " + row));
      }
    }
    Map<String, String> values = Map.of("table", "answered", "numerical", "s_bytes");
    try (DatasetRun run = WeirViews.run(spark, "univariate-anomalies", values)) {
      lines.add(run.output("rows").count() + " unusual");
    }
    // the test
    assertThat(lines)
        .anyMatch(line -> line.startsWith("[0."))
        .anyMatch(line -> line.startsWith("kmeans ["))
        .anyMatch(line -> line.startsWith("dbscan ["))
        .anyMatch(line -> line.startsWith("bisecting-kmeans ["))
        .anyMatch(line -> line.startsWith("gaussian-mixture ["))
        .anyMatch(line -> line.endsWith(" unusual"));
  }

  @Test
  void batches() throws Exception {
    long bytes = 0;
    try (Weir weir = Weir.open(capture);
        BufferAllocator allocator = new RootAllocator();
        ArrowReader batches = weir.batches(allocator, "SELECT ts, s_bytes FROM flows")) {
      while (batches.loadNextBatch()) {
        VectorSchemaRoot batch = batches.getVectorSchemaRoot();
        BigIntVector sent = (BigIntVector) batch.getVector("s_bytes");
        for (int i = 0; i < batch.getRowCount(); i++) {
          bytes += sent.isNull(i) ? 0 : sent.get(i);
        }
      }
    }
    // the test
    assertThat(bytes).isPositive();
  }

  @Test
  @Timeout(60)
  void aQuestionThatIsCancelledFailsAndOthersCanBeAsked() throws Exception {
    String endless =
        "SELECT count(*) FROM packets a, packets b, packets c WHERE a.wirelen + b.wirelen < c.wirelen";
    try (Weir weir = Weir.open(capture)) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread asking =
          new Thread(
              () -> {
                try (Result rows = weir.query(endless)) {
                  rows.next();
                } catch (RuntimeException e) {
                  failure.set(e);
                }
              });
      asking.start();
      while (asking.isAlive()) {
        weir.cancel();
        asking.join(50);
      }
      assertThat(failure.get()).isInstanceOf(WeirException.class);
      try (Result rows = weir.query("SELECT count(*) FROM packets")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void privateQuestions(@TempDir Path directory) {
    Cap cap = new Cap.Pure(Epsilon.parse("4"));
    try (Ledger ledger = SqlLedger.make(directory.resolve("ledger.db").toString())) {
      // The operator's part, which weir private register and weir private analyst do as well.
      List<DatasetFile> files = FileContents.of(List.of(Path.of(logs, "conn.log")), List.of());
      ledger.register(
          new Dataset(
              "office",
              List.of(files.get(0).path().toString()),
              Map.of(),
              Users.BY_DAY,
              Direction.OF_DATA,
              cap,
              Delta.LARGEST,
              "office"),
          files);
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
      ledger.add(new Analyst("ada", tomorrow, cap, new TreeSet<>(), new TreeSet<>()));

      Desk desk = new Desk(ledger, ExactNoise.secure());
      Desk.Source source =
          (dataset, work) -> {
            try (Weir weir = Weir.open(dataset.inputs().toArray(String[]::new))) {
              work.accept(weir.engine());
            }
          };
      LocalDate day = LocalDate.of(2026, 3, 1);
      TrafficMonitor.Terms terms =
          new TrafficMonitor.Terms(
              new Days(day, day),
              Measure.DOWNLOAD,
              1_000_000,
              Optional.empty(),
              new Price.Pure(Epsilon.parse("0.5")));
      TrafficMonitor monitor = new TrafficMonitor(desk, source, "office", "ada", terms);
      for (AnswerRow row : monitor.volumeHistogram(List.of(1_000L, 100_000L)).rows()) {
        lines.add(row.value() + " users, up to " + row.error().orElseThrow() + " of it noise");
      }
    }
    // the test
    assertThat(lines).hasSize(3).allMatch(line -> line.matches("-?\\d+ users, up to \\d+ of.*"));
  }

  @Test
  void settings(@TempDir Path directory) {
    ZoneId rome = ZoneId.of("Europe/Rome");
    InputSettings settings =
        InputSettings.defaults()
            .withZone(rome)
            .withRange(TimeSpec.range("2026-03-01", "2026-03-01", rome));
    EngineSettings engine = EngineSettings.defaults();
    Path file = directory.resolve("dns.parquet");
    try (Weir weir = Weir.open(List.of("office=" + logs), settings, "embedded", engine)) {
      weir.export("SELECT * FROM office_dns", file, Engine.ExportFormat.PARQUET);
      lines.add(weir.progress().read() + " read, " + weir.progress().rejected());
    }
    // the test
    assertThat(lines).containsExactly("6 read, {}");
    assertThat(file).isRegularFile();
  }
}
