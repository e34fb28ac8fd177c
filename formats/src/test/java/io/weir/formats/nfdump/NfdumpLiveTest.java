// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.LocalFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nfdump that is installed, over the repository's samples. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class NfdumpLiveTest {
  private static final Path SAMPLE =
      Path.of("").toAbsolutePath().resolveSibling("samples").resolve("nfcapd.202611211105");

  /** Of the sample's capture. */
  private static final long PACKETS = 894;

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void nfdumpIsHere() {
    tool("nfdump");
  }

  /** Where a tool is: of Debian's, some are not in everybody's path. */
  private static String tool(String name) {
    Optional<Path> found =
        Stream.of((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin").split(":", -1))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow().toString();
  }

  private static void run(Path output, String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output.toFile());
    builder.environment().put("TZ", "UTC");
    Process process = builder.redirectError(output.resolveSibling("errors").toFile()).start();
    boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(hasEnded).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static List<List<@Nullable Object>> rows(Path file, String... columns)
      throws IOException {
    List<Integer> wanted =
        Stream.of(columns).map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow()).toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, wanted));
    Reading reading =
        Reading.of(new NfdumpFormat(), List.of(Split.whole(LocalFile.of(file))), scan);
    assertThat(reading.rejects().all()).isEmpty();
    return reading.table();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-z", "-y", "-j"})
  void filesInEveryCompressionHoldTheSame(String option) throws Exception {
    Path packed = directory.resolve("packed");
    run(directory.resolve("out"), "nfdump", "-r", SAMPLE.toString(), option, "-w", packed + "");
    String[] columns = {"ts", "ts_end", "c_ip", "s_ip", "c_port", "s_port", "c_bytes", "exporter"};
    assertThat(rows(packed, columns)).hasSize(694).isEqualTo(rows(SAMPLE, columns));
  }

  @Test
  void csvTellsTheSame() throws Exception {
    Path csv = directory.resolve("csv");
    run(csv, "nfdump", "-r", SAMPLE.toString(), "-o", "csv");
    String[] columns = {"ip_proto", "c_ip", "s_ip", "s_port", "c_pkt", "c_bytes", "direction"};
    assertThat(rows(csv, columns)).hasSize(694).isEqualTo(rows(SAMPLE, columns));
  }

  @Test
  void whatNfcapdKeepsOfSoftflowdsExportIsReadAsNfdumpReadsIt() throws Exception {
    String softflowd = tool("softflowd");
    Path kept = Files.createDirectory(directory.resolve("kept"));
    int port = freePort();
    Process nfcapd =
        new ProcessBuilder(
                tool("nfcapd"), "-b", "127.0.0.1", "-p", "" + port, "-l", kept + "", "-t", "3600")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nfcapd").toFile())
            .start();
    try {
      // It opens its file when it listens already.
      for (int i = 0; i < 400 && nfcapd.isAlive() && files(kept).isEmpty(); i++) {
        Thread.sleep(50);
      }
      export(softflowd, port);
      // What is on its way is received meanwhile.
      Thread.sleep(1000);
    } finally {
      nfcapd.destroy();
    }
    boolean hasEnded = nfcapd.waitFor(20, TimeUnit.SECONDS);
    nfcapd.destroyForcibly();
    assertThat(hasEnded).isTrue();
    assertThat(files(kept)).hasSize(1);
    Path file = files(kept).get(0);
    Path csv = directory.resolve("csv");
    run(csv, "nfdump", "-r", file.toString(), "-o", "csv");
    String[] columns = {"ip_proto", "c_ip", "s_ip", "s_port", "c_pkt", "c_bytes"};
    List<List<@Nullable Object>> rows = rows(file, columns);
    assertThat(rows).hasSizeGreaterThan(100).isEqualTo(rows(csv, columns));
    assertThat(rows.stream().mapToLong(row -> (Long) Objects.requireNonNull(row.get(4))).sum())
        .as("packets, of which a machine in a hurry may lose some on its way")
        .isEqualTo(PACKETS);
  }

  private void export(String softflowd, int port) throws Exception {
    String capture = SAMPLE.resolveSibling("office.pcap").toString();
    String collector = "127.0.0.1:" + port;
    String pid = directory.resolve("pid").toString();
    run(
        directory.resolve("softflowd"),
        softflowd,
        "-d",
        "-r",
        capture,
        "-n",
        collector,
        "-v",
        "9",
        "-p",
        pid,
        "-c",
        "none");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
