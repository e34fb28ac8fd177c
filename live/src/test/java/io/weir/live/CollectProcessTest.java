// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.broker.Broker;
import io.weir.wire.export.FlowExportWriter;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector as a process of its own, and the signals that it is sent. */
@Timeout(180)
class CollectProcessTest {
  private static final Pattern LISTENS = Pattern.compile("collecting at udp://[^:]+:(\\d+) ");
  private static final Pattern METRICS = Pattern.compile("metrics at port (\\d+)");
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private Process start(String... words) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp"));
    line.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    line.add("io.weir.cli.Main");
    line.addAll(List.of(words));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("told").toFile())
        .start();
  }

  private String told() throws IOException {
    return Files.readString(directory.resolve("told"), UTF_8);
  }

  private String await(Pattern pattern) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      Matcher found = pattern.matcher(told());
      if (found.find()) {
        return found.groupCount() > 0 ? found.group(1) : found.group();
      }
      assertThat(System.nanoTime()).as("waited for %s in: %s", pattern, told()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void send(int port, int flows) throws IOException {
    List<byte[]> datagrams = new ArrayList<>();
    FlowExportWriter writer =
        new FlowExportWriter(
            1, 1400, (bytes, length, n) -> datagrams.add(Arrays.copyOf(bytes, length)));
    FlowRecord flow = new FlowRecord();
    for (int i = 0; i < flows; i++) {
      flow.set(FlowRecord.START_MICROS, 1_700_000_000_000_000L + i);
      flow.set(FlowRecord.END_MICROS, 1_700_000_000_000_000L + i);
      flow.set(FlowRecord.IP_VERSION, 4);
      flow.setAddress(FlowRecord.SRC_ADDRESS, 0, 0x0a000001);
      flow.setAddress(FlowRecord.DST_ADDRESS, 0, 0x0a000002);
      flow.set(FlowRecord.BYTES, i);
      writer.add(flow);
    }
    writer.flush();
    InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (DatagramChannel channel = DatagramChannel.open()) {
      for (byte[] datagram : datagrams) {
        channel.send(ByteBuffer.wrap(datagram), to);
        LockSupport.parkNanos(200_000);
      }
    }
  }

  private static String metrics(String port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Before there is a broker, while there is one, and after it is gone and back again. */
  @Test
  void interruptedCollectorStoresWhatItReceived() throws Exception {
    assumeThat(
            Files.isExecutable(Path.of("/bin/kill"))
                || Files.isExecutable(Path.of("/usr/bin/kill")))
        .as("there is a kill command")
        .isTrue();
    int brokerPort = Broker.freePort();
    String topic = "kafka://127.0.0.1:" + brokerPort + "/flows";
    Process collector =
        start(
            "collect",
            "--listen",
            "udp://127.0.0.1:0",
            "--to",
            topic,
            "--wait",
            "--metrics",
            "127.0.0.1:0");
    try {
      int port = Integer.parseInt(await(LISTENS));
      String metrics = await(METRICS);
      await(Pattern.compile("waiting for a broker"));
      send(port, 5000);
      awaitMetric(metrics, "weir_collector_accepted_flows_total 5000");
      signal(collector, "USR1");
      await(Pattern.compile("decoded 5000 flows, stored 0, on their way 5000"));
      Path files = directory.resolve("kafka");
      try (Broker broker = Broker.start(files, brokerPort, Map.of())) {
        await(Pattern.compile("the broker is there"));
        awaitMetric(metrics, "weir_collector_stored_flows_total 5000");
        assertThat(broker.port()).isEqualTo(brokerPort);
      }
      send(port, 3000);
      awaitMetric(metrics, "weir_collector_accepted_flows_total 8000");
      try (Broker broker = Broker.start(files, brokerPort, Map.of())) {
        // As Ctrl-C, which is ignored by what a shell started in the background.
        signal(collector, "TERM");
        assertThat(collector.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)).isTrue();
        assertThat(collector.exitValue()).isZero();
        assertThat(told()).contains("decoded 8000 flows, stored 8000, dropped 0");
        assertThat(Topics.flows(broker, "flows", 8000)).hasSize(8000);
      }
    } finally {
      collector.destroyForcibly();
    }
  }

  private static void awaitMetric(String port, String line) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!metrics(port).contains(line + "\n")) {
      assertThat(System.nanoTime()).as("waited for %s", line).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }
}
