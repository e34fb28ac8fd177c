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
