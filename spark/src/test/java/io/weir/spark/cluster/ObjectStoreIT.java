// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.cluster;

import static io.weir.model.engine.Engine.ExportFormat.CSV;
import static io.weir.model.engine.Engine.ExportFormat.PARQUET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.Weir;
import io.weir.model.Options;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Existing;
import io.weir.model.engine.Result;
import io.weir.spark.SparkProvider;
import io.weir.spark.WeirViews;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads and writes {@code s3a://}: an S3 server on this machine, Hadoop's file system for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStoreIT {
  private static final String HEADER =
      """
      #separator \\x09
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.resp_h\tresp_bytes
      #types\ttime\tstring\taddr\taddr\tcount
      """;

  private static final InputSettings SETTINGS = InputSettings.defaults();
  private static final EngineSettings ENGINE = new EngineSettings(2, 0, Options.NONE);
  private static final Rejects NO_REJECTS = (file, offset, reason, record, from, length) -> {};

  private final String endpoint;
  private final Process server;
  private final SparkSession session;

  ObjectStoreIT(@TempDir Path dir) throws IOException {
    int port = freePort();
    this.endpoint = "http://127.0.0.1:" + port;
    this.server = start(dir, port);
    this.session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.hadoop.fs.s3a.endpoint", endpoint)
            .config("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
            .config("spark.hadoop.fs.s3a.access.key", "weir")
            .config("spark.hadoop.fs.s3a.secret.key", "weir")
            .config("spark.hadoop.fs.s3a.path.style.access", true)
            .config("spark.hadoop.fs.s3a.multiobjectdelete.enable", false)
            .config("spark.hadoop.fs.s3a.attempts.maximum", 2)
            .getOrCreate();
  }

  @BeforeAll
  void logsAreThere() throws IOException, InterruptedException {
    for (String bucket : List.of("logs", "made")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint + "/" + bucket))
              .PUT(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
    Configuration configuration = session.sparkContext().hadoopConfiguration();
    try (FileSystem files = FileSystem.newInstance(URI.create("s3a://logs/"), configuration)) {
      // Names with colons, as Zeek's archive has them.
      write(files, "/2026-03-01/conn.00:00:00-01:00:00.log.gz", 0, 1000);
      write(files, "/2026-03-01/conn.01:00:00-02:00:00.log.gz", 1000, 500);
      write(files, "/2026-03-02/conn.00:00:00-01:00:00.log.gz", 1500, 10);
    }
  }

  @AfterAll
  void stop() throws InterruptedException {
    session.stop();
    server.destroy();
    server.waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void logsInAnObjectStoreAreReadAndAnswersWritten() {
    WeirViews.register(session, "s3a://logs/");
    assertThat(session.sql("SELECT count(*), sum(s_bytes) FROM flows").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[1510,1510]");
    assertThat(
            session
                .read()
                .format("weir")
                .option("table", "zeek_conn")
                .load("s3a://logs/2026-03-01/conn*")
                .count())
        .isEqualTo(1500);
    String answer = "s3a://logs/out/per-client";
    session
        .sql("SELECT c_ip, count(*) AS n FROM flows GROUP BY c_ip")
        .write()
        .mode("overwrite")
        .parquet(answer);
    assertThat(session.read().parquet(answer).where("c_ip = '10.0.0.1'").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[10.0.0.1,7]");
  }

  @Test
  void tablesAndAnswersAreWrittenWhole() throws IOException {
    try (OpenedInputs inputs =
            Inputs.open(List.of("s3a://logs/2026-03-01", "s3a://logs/2026-03-02"), SETTINGS);
        Engine engine = new SparkProvider().open(inputs.catalog(), ENGINE, NO_REJECTS)) {
      assertThat(
              engine.convertTo(
                  List.of("flows"), "s3a://made/archive", PARQUET, Existing.REPLACE, () -> {}))
          .containsExactly(Map.entry("flows", 1510L));
      // Once more: what is there is replaced.
      assertThat(
              engine.convertTo(
                  List.of("flows"), "s3a://made/archive", PARQUET, Existing.REPLACE, () -> {}))
          .containsExactly(Map.entry("flows", 1510L));
      String count = "SELECT count(*) AS n FROM flows";
      assertThat(engine.exportTo(count, "s3a://made/answers/n.csv", CSV, () -> {})).isOne();
      assertThatThrownBy(
              () ->
                  engine.exportTo(
                      count,
                      "s3a://made/answers/refused.csv",
                      CSV,
                      () -> {
                        throw WeirException.failed("Cannot accept it.");
                      }))
          .hasMessage("Cannot accept it.");
    }
    assertThat(names("s3a://made/answers")).containsExactly("n.csv");
    assertThat(names("s3a://made/archive")).containsExactly("flows");
    assertThat(names("s3a://made/archive/flows")).containsExactly("day=2026-03-01");
    assertThat(session.read().text("s3a://made/answers/n.csv").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("n", "1510");
    try (OpenedInputs archive = Inputs.open(List.of("s3a://made/archive"), SETTINGS);
        Engine engine = new SparkProvider().open(archive.catalog(), ENGINE, NO_REJECTS);
        Result rows = engine.query("SELECT count(*), sum(s_bytes) FROM flows", List.of())) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.value(0)).isEqualTo(1510L);
    }
  }

  @Test
  void answersAndModelsOfAnalysesAreWrittenThereAndAppliedFromThere() throws IOException {
    String sql = "SELECT c_ip, count(*) AS flows FROM flows GROUP BY c_ip ORDER BY c_ip";
    try (Weir weir = Weir.open(List.of("s3a://logs/2026-03-01"), SETTINGS, "spark", ENGINE);
        Engine.PlanRun run = weir.run("kmeans", Map.of("query", sql, "k", "2"))) {
      for (String output : run.outputs()) {
        String address = "s3a://made/kmeans/" + output + ".csv";
        assertThat(run.exportTo(output, address, CSV, () -> {})).isPositive();
      }
    }
    assertThat(names("s3a://made/kmeans"))
        .containsExactly("clusters.csv", "model.csv", "profile.csv", "rows.csv");
    List<String> inputs = List.of("s3a://logs/2026-03-02", "s3a://made/kmeans/model.csv");
    try (Weir weir = Weir.open(inputs, SETTINGS, "spark", ENGINE);
        Engine.PlanRun run = weir.run("kmeans", Map.of("query", sql, "model", "model"));
        Result rows = run.output("rows")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(10);
    }
  }

  private List<String> names(String address) throws IOException {
    Configuration configuration = session.sparkContext().hadoopConfiguration();
    try (FileSystem files = FileSystem.newInstance(URI.create(address), configuration)) {
      return Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(address)))
          .map(file -> file.getPath().getName())
          .sorted()
          .toList();
    }
  }

  @Test
  void aPathThatIsNotThereIsOneClearLine() {
    assertThatThrownBy(
            () ->
                session
                    .read()
                    .format("weir")
                    .option("table", "zeek_conn")
                    .load("s3a://logs/2027-01-01/"))
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> assertThat(e.getMessage()).contains("2027-01-01").doesNotContain("\n"));
  }

  private static void write(FileSystem files, String name, int first, int rows) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("s3a", "logs", name);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = first; i < first + rows; i++) {
      text.append(1_772_323_200 + i).append(".0\tC").append(i);
      text.append("\t10.0.0.").append(i % 250).append("\t192.0.2.1\t1\n");
    }
    try (OutputStream out = new GZIPOutputStream(files.create(path))) {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Process start(Path dir, int port) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("s3proxy.authorization", "none");
    settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
    settings.setProperty("jclouds.provider", "transient");
    settings.setProperty("jclouds.identity", "weir");
    settings.setProperty("jclouds.credential", "weir");
    Path file = dir.resolve("s3.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("weir.s3.jar"),
            "org.gaul.s3proxy.Main",
            "--properties",
            file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("s3.log").toFile())
            .start();
    awaitPort(process, port, dir.resolve("s3.log"));
    return process;
  }

  private static void awaitPort(Process process, int port, Path log) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("The S3 server does not answer: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
