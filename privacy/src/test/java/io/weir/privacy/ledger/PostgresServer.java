// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A server of PostgreSQL in a directory, where one is installed. */
final class PostgresServer {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path directory;
  private final Path programs;
  private final int port;

  private PostgresServer(Path directory, Path programs, int port) {
    this.directory = directory;
    this.programs = programs;
    this.port = port;
  }

  static PostgresServer in(Path directory) throws Exception {
    PostgresServer server = new PostgresServer(directory, programs(), freePort());
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
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

  private void start() throws Exception {
    if (isRoot()) {
      // The server refuses to run as root; its files are then another user's.
      run(List.of("chmod", "777", directory.toString()));
    }
    server("initdb", "-D", data(), "-U", "weir", "-A", "trust", "--no-sync");
    String log = directory.resolve("log").toString();
    String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
    server("pg_ctl", "-D", data(), "-w", "-l", log, "-o", options, "start");
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=weir";
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void server(String program, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(words));
    run(command);
  }

  private void run(List<String> command) throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  void stop() throws Exception {
    server("pg_ctl", "-D", data(), "-m", "immediate", "stop");
  }
}
