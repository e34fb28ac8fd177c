// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spark.RunAnalysis;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark's own SparkSubmit sends a job to a standalone master with two workers, each a process of
 * its own, made of the Maven artifacts; the job brings Weir's jar and reads and writes HDFS.
 */
class ClusterIT {
  private static final List<String> NOT_SPARKS =
      List.of("weir-", "crawler-commons", "duckdb", "kafka-clients", "maxmind-db");

  private static final String CONN_HEADER =
      """
      #separator \\x09
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.resp_h\tresp_bytes
      #types\ttime\tstring\taddr\taddr\tcount
      """;
  private static final String HTTP =
      """
      #separator \\x09
      #path\thttp
      #fields\tts\tuid\ttrans_depth\thost
      #types\ttime\tstring\tcount\tstring
      1772323200.1\tC1\t1\texample.com
      """;
  private static final int ROWS = 200_000;

  private final Path dir;
  private final List<Process> processes = new ArrayList<>();

  ClusterIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void aSubmittedJobReadsAndWritesHdfsOnTwoWorkers() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, dir.resolve("hdfs").toString());
    try (MiniDFSCluster hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      FileSystem files = hdfs.getFileSystem();
      write(files, "/logs/2026-03-01/conn.log", conn(0, ROWS));
      write(files, "/logs/2026-03-01/http.log", HTTP);
      try (OutputStream out =
          new GZIPOutputStream(files.create(path("/logs/2026-03-02/conn.00-01.log.gz")))) {
        out.write(conn(ROWS, 10).getBytes(StandardCharsets.US_ASCII));
      }
      Path home = sparkHome();
      String master = startCluster(home);
      String job = jobJar().toString();
      String output =
          submit(
              home, master, ClusterJob.class, job, hdfs.getURI() + "/logs", hdfs.getURI() + "/out");
      assertThat(output.lines().filter(line -> line.startsWith("ANSWER")))
          .containsExactly(
              "ANSWER conn " + (ROWS + 10),
              "ANSWER flows [example.com,1,1,10.0.0.0/24]",
              "ANSWER flows [null," + (ROWS - 1 + 10) + "," + (ROWS - 1 + 10) + ",10.0.0.0/24]",
              "ANSWER executors [0, 1]",
              "ANSWER written " + (ROWS + 10),
              "ANSWER converted {zeek_conn=" + (ROWS + 10) + "}");
      assertThat(files.listStatus(path("/out-days")))
          .extracting(status -> status.getPath().getName())
          .containsExactly("zeek_conn");
      assertThat(files.listStatus(path("/out-days/zeek_conn")))
          .extracting(status -> status.getPath().getName())
          .containsExactly("day=2026-03-01");
      anAnalysisIsSubmittedWithoutAProgram(home, master, hdfs.getURI().toString(), files);
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  /** What docs/engines/spark.md says; the model of one run is applied by another. */
  private void anAnalysisIsSubmittedWithoutAProgram(
      Path home, String master, String hdfs, FileSystem files) throws Exception {
    String program = System.getProperty("weir.cluster.jar");
    String query = "query=SELECT c_ip, count(*) AS flows FROM flows GROUP BY c_ip ORDER BY c_ip";
    String answers = hdfs + "/answers";
    String told =
        submit(
            home,
            master,
            RunAnalysis.class,
            program,
            "kmeans",
            hdfs + "/logs",
            "--set",
            query,
            "--set",
            "k=2",
            "-o",
            answers);
    assertThat(told.lines())
        .contains("250 rows in " + answers + "/rows", "2 rows in " + answers + "/clusters");
    assertThat(files.listStatus(path("/answers")))
        .extracting(status -> status.getPath().getName())
        .containsExactlyInAnyOrder("rows", "clusters", "profile", "model");
    String applied =
        submit(
            home,
            master,
            RunAnalysis.class,
            program,
            "kmeans",
            hdfs + "/logs",
            answers + "/model",
            "--set",
            query,
            "--set",
            "model=model",
            "-o",
            hdfs + "/applied");
    assertThat(applied.lines()).contains("250 rows in " + hdfs + "/applied/rows");
  }

  private static org.apache.hadoop.fs.Path path(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  private static void write(FileSystem files, String path, String content) throws IOException {
    try (OutputStream out = files.create(path(path))) {
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String conn(int first, int rows) {
    StringBuilder text = new StringBuilder(CONN_HEADER);
    for (int i = first; i < first + rows; i++) {
      text.append(1_772_323_200 + i / 10).append(".0\tC").append(i + 1);
      text.append("\t10.0.0.").append(i % 250).append("\t192.0.2.1\t1\n");
    }
    return text.toString();
  }

  /**
   * A directory laid out as a Spark installation, of links to the jars of the class path that Spark
   * has too: what else Weir needs is in its own jar.
   */
  private Path sparkHome() throws IOException {
    Path jars = Files.createDirectories(dir.resolve("home/jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry).toAbsolutePath();
      String name = jar.getFileName().toString();
      boolean isOwn =
          name.contains("minicluster") || NOT_SPARKS.stream().anyMatch(name::startsWith);
      if (name.endsWith(".jar") && !isOwn && !Files.exists(jars.resolve(name))) {
        Files.createSymbolicLink(jars.resolve(name), jar);
      }
    }
    return dir.resolve("home");
  }

  private String startCluster(Path home) throws Exception {
    int port = freePort();
    String master = "spark://127.0.0.1:" + port;
    start(
        home,
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0");
    for (int i = 1; i <= 2; i++) {
      start(
          home,
          "worker" + i,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          "127.0.0.1",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "--work-dir",
          dir.resolve("work" + i).toString(),
          master);
    }
    return master;
  }

  private String submit(Path home, String master, Class<?> program, String jar, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--executor-memory",
                "600m"));
    String weir = System.getProperty("weir.cluster.jar");
    if (!jar.equals(weir)) {
      command.addAll(List.of("--jars", weir));
    }
    command.addAll(List.of("--class", program.getName(), jar));
    command.addAll(Arrays.asList(arguments));
    Process submit = start(home, "submit", command.toArray(String[]::new));
    boolean ended = submit.waitFor(4, TimeUnit.MINUTES);
    String errors = Files.readString(dir.resolve("submit.err"));
    assertThat(ended).as("the job ends: %s", errors).isTrue();
    assertThat(submit.exitValue()).as(errors).isZero();
    return Files.readString(dir.resolve("submit.out"));
  }

  private Path jobJar() throws IOException {
    Path jar = dir.resolve("job.jar");
    String name = ClusterJob.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = ClusterJob.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      java.util.Objects.requireNonNull(in).transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private Process start(Path home, String name, String... command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(Arrays.asList(System.getProperty("weir.cluster.jvm").split(" ")));
    all.add("-Xmx512m");
    all.add("-Duser.timezone=UTC");
    all.add("-cp");
    all.add(home.resolve("jars") + "/*");
    all.addAll(Arrays.asList(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectOutput(dir.resolve(name + ".out").toFile());
    builder.redirectError(dir.resolve(name + ".err").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
