// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a live run in a table of PostgreSQL, where one is installed. */
class LivePostgresTest {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @Test
  void rowsAreThoseOfTheFileAndTimesAreTimes() throws Exception {
    int port = Broker.freePort();
    Path bin = programs();
    Path data = directory.resolve("data");
    prepare();
    server(bin, "initdb", "-D", data.toString(), "-U", "weir", "-A", "trust", "--no-sync");
    server(
        bin,
        "pg_ctl",
        "-D",
        data.toString(),
        "-w",
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
        "start");
    try {
      answers("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=weir");
    } finally {
      server(bin, "pg_ctl", "-D", data.toString(), "-m", "immediate", "stop");
    }
  }

  private void answers(String url) throws Exception {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    LiveSamples.append(logs, "flows", LiveSamples.header("flows"), LiveSamples.inOrder("flows"));
    String words = "run top-talkers " + logs + " --set every=1h";
    LiveCommand done = LiveCommand.run(words + " --live --trigger end", "-o", url + "#talkers");
    assertThat(done.code()).as(done.err()).isZero();
    LiveCommand files = LiveCommand.run(words + " -f csv");
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT to_char(window_start, 'YYYY-MM-DD HH24:MI:SS'), rank, ip, bytes,"
                    + " bytes_sent, packets, flows FROM talkers")) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        found.add(String.join(",", cells));
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(files.out().lines().skip(1).toList())
        .isNotEmpty();
    LiveCommand absent =
        LiveCommand.run(
            words + " --live --trigger end", "-o", url.replace("user=weir", "user=nobody") + "#t");
    assertThat(absent.err())
        .startsWith("Cannot write to jdbc:postgresql://127.0.0.1:")
        .contains("the database cannot be opened", "nobody")
        .hasLineCount(1);
    assertThat(absent.code()).isEqualTo(2);
  }

  /** The newest that is installed. */
  private static Path programs() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      Assumptions.abort("no PostgreSQL is installed under " + INSTALLED);
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseGet(
              () -> Assumptions.abort("no server of PostgreSQL is installed under " + INSTALLED));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The server refuses to run as root; its files are then another user's. */
  private void prepare() throws Exception {
    if (isRoot()) {
      run(List.of("chmod", "777", directory.toString()));
    }
  }

  private void server(Path bin, String program, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(words));
    run(command);
  }

  private void run(List<String> command) throws Exception {
    File output = directory.resolve("output").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
  }
}
