// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.collector.Collector;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.job.Weir;
import io.weir.model.engine.Result;
import io.weir.model.engine.TopicAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a log through UDP into a topic. */
@Timeout(120)
class CollectAndReplayTest {
  private static final String CONN =
      """
      {"ts":1772323200.025031,"uid":"C1","id.orig_h":"10.0.21.82","id.orig_p":2965,"id.resp_h":"10.0.0.1","id.resp_p":443,"proto":"tcp","duration":1.5,"orig_bytes":100,"resp_bytes":2000,"orig_pkts":3,"orig_ip_bytes":220,"resp_pkts":4,"resp_ip_bytes":2160}
      {"ts":1772323201.5,"uid":"C2","id.orig_h":"fe80::1","id.orig_p":5353,"id.resp_h":"ff02::fb","id.resp_p":5353,"proto":"udp","orig_pkts":1,"orig_ip_bytes":80}
      {"ts":1772323202.5,"uid":"C3","id.orig_h":"10.0.0.9","id.orig_p":8,"id.resp_h":"10.0.0.1","id.resp_p":0,"proto":"icmp","orig_pkts":2,"orig_ip_bytes":120}
      """;

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @Test
  void whatIsReplayedIsInTheTopic(@TempDir Path directory) throws Exception {
    Path log = Files.writeString(directory.resolve("conn.log"), CONN);
    int port = freeUdpPort();
    try (Broker broker = Broker.start(directory.resolve("kafka"))) {
      String topic = "kafka://" + broker.bootstrapServers() + "/flows";
      String listen = "udp://127.0.0.1:" + port;
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      CompletableFuture<CommandLine> collect =
          CompletableFuture.supplyAsync(
              () ->
                  CommandLine.run(
                      err,
                      "collect",
                      "--listen",
                      listen,
                      "--to",
                      topic,
                      "--wait",
                      "--for",
                      "6s",
                      "--metrics",
                      "127.0.0.1:0"));
      awaitText(err, "collecting at", collect);
      CommandLine replay =
          CommandLine.run("replay", log.toString(), "--to", listen, "--rate", "1000");
      assertThat(replay.err()).isEqualTo("sent 3 flows in 2 datagrams\n");
      assertThat(replay.code()).isZero();
      CommandLine collected = collect.get();
      assertThat(collected.code()).isZero();
      assertThat(collected.err())
          .contains("collecting at udp://127.0.0.1:" + port)
          .endsWith("received 2 datagrams, decoded 3 flows, stored 3, dropped 0\n");
      assertThat(Topics.flows(broker, "flows", 3))
          .containsExactlyInAnyOrder(
              "1772323200025031 1500000 10.0.21.82 10.0.0.1 6 2965 443 0 220 2160 3 4",
              "1772323201500000 0 fe80::1 ff02::fb 17 5353 5353 0 80 0 1 0",
              "1772323202500000 0 10.0.0.9 10.0.0.1 1 0 0 2048 120 0 2 0");
    }
  }

  /** Flows that ended apart leave apart: else there would be no pace between them. */
  @Test
  void flowsOfAnHourAreNotOneDatagram(@TempDir Path directory) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      lines
          .append("{\"ts\":%d.5,\"uid\":\"C%d\",".formatted(1_772_323_200 + 360 * i, i))
          .append("\"id.orig_h\":\"10.0.0.1\",\"id.orig_p\":1024,\"id.resp_h\":\"10.0.0.2\",")
          .append("\"id.resp_p\":53,\"proto\":\"udp\",\"orig_pkts\":1,\"orig_ip_bytes\":80}\n");
    }
    Path log = Files.writeString(directory.resolve("conn.log"), lines);
    String to = "udp://127.0.0.1:" + freeUdpPort();
    CommandLine replay = CommandLine.run("replay", log.toString(), "--to", to, "--speed", "100000");
    assertThat(replay.err()).isEqualTo("sent 10 flows in 10 datagrams\n");
  }

  @Test
  void whatIsNotSentIsTold(@TempDir Path directory) throws IOException {
    String noTime = CONN.lines().findFirst().orElseThrow().replaceFirst("\"ts\":[0-9.]+,", "");
    String noAddress = CONN.lines().findFirst().orElseThrow().replace("10.0.21.82", "-");
    Path log =
        Files.writeString(
            directory.resolve("conn.log"), CONN + noTime + "\n" + noAddress + "\n{broken\n");
    String to = "udp://127.0.0.1:" + freeUdpPort();
    CommandLine replay =
        CommandLine.run("replay", log.toString(), "--to", to, "--rate", "1000", "--repeat", "2");
    assertThat(replay.err()).isEqualTo("sent 6 flows in 4 datagrams, skipped 4, rejected 2\n");
  }

  /** The end that was asked for comes, whether there is a broker or not. */
  @Test
  void collectorWithoutBrokerEndsInTime() throws IOException {
    String to = "kafka://127.0.0.1:" + Broker.freePort() + "/flows";
    CommandLine collect =
        CommandLine.run(
            ("collect --listen udp://127.0.0.1:0 --wait --for 1s --drain 1s --to " + to)
                .split(" ", -1));
    assertThat(collect.err())
        .contains("waiting for a broker at " + to)
        .endsWith("received 0 datagrams, decoded 0 flows, stored 0, dropped 0\n");
    assertThat(collect.code()).isZero();
  }

  /** What a broker refuses it refuses for ever: that is no broker to wait for. */
  @Test
  void refusalOfTheBrokerIsToldAndNotWaitedFor(@TempDir Path directory) throws IOException {
    try (Broker broker = Broker.start(directory)) {
      String to = "kafka://" + broker.bootstrapServers() + "/..";
      CommandLine collect =
          CommandLine.run("collect", "--listen", "udp://127.0.0.1:0", "--wait", "--to", to);
      assertThat(collect.err()).startsWith("Cannot store to " + to + ": the broker refuses (");
      assertThat(collect.code()).isEqualTo(1);
    }
  }

  /** Zeek's logs and a capture's packets become NetFlow, and come back as what they were. */
  @ParameterizedTest
  @ValueSource(strings = {"samples/zeek", "samples/office.pcap"})
  void flowsOfAnyFormatComeBackEqual(String sample, @TempDir Path directory) throws Exception {
    String input = repository().resolve(sample).toString();
    List<String> expected = expected(input);
    assertThat(expected).hasSizeGreaterThan(10);
    CollectorSettings settings =
        CollectorSettings.of(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), Encoding.COMPACT);
    try (Broker broker = Broker.start(directory.resolve("kafka"))) {
      TopicAddress topic = new TopicAddress(broker.bootstrapServers(), "flows");
      assertThat(Collector.check(topic, Map.of())).isEmpty();
      try (Collector collector = Collector.start(settings, topic, Map.of())) {
        String to = "udp://127.0.0.1:" + collector.ports().get(0);
        CommandLine replay = CommandLine.run("replay", input, "--to", to, "--rate", "500");
        assertThat(replay.err()).startsWith("sent " + expected.size() + " flows in ");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (collector.report().flows() < expected.size()) {
          assertThat(System.nanoTime()).as("waited for the flows").isLessThan(end);
          LockSupport.parkNanos(10_000_000);
        }
        assertThat(collector.stop().storedFlows()).isEqualTo(expected.size());
      }
      assertThat(Topics.flows(broker, "flows", expected.size()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(".mvn"))) {
      at = java.util.Objects.requireNonNull(at.getParent());
    }
    return at;
  }

  /** The input's own flows, in the words of {@link Topics#flows}. */
  private static List<String> expected(String input) {
    String sql =
        """
        SELECT concat_ws(' ', epoch_us(ts), epoch_us(coalesce(ts_end, ts)) - epoch_us(ts), c_ip, s_ip,
          ip_proto, if(icmp, 0, coalesce(c_port, 0)), if(icmp, 0, coalesce(s_port, 0)),
          if(icmp, coalesce(c_port * 256 + s_port, 0), 0),
          coalesce(c_ip_bytes, c_bytes, 0), coalesce(s_ip_bytes, s_bytes, 0),
          coalesce(c_pkt, 0), coalesce(s_pkt, 0))
        FROM (SELECT *, ip_proto IN (1, 58) AS icmp FROM flows) WHERE c_ip IS NOT NULL""";
    List<String> rows = new ArrayList<>();
    try (Weir weir = Weir.open(input);
        Result result = weir.query(sql)) {
      while (result.next()) {
        rows.add(String.valueOf(result.value(0)));
      }
    }
    return rows;
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitText(
      ByteArrayOutputStream err, String text, CompletableFuture<CommandLine> command) {
    while (!err.toString(UTF_8).contains(text)) {
      assertThat(command).isNotDone();
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void whatIsWrongIsToldWithARemedy() {
    assertError("collect", "Cannot collect: no address to receive at is given.");
    assertError("replay", "Cannot replay: no receiver is given.");
    String listen = "udp://127.0.0.1:0";
    assertError("collect --listen " + listen, "Cannot collect: no topic is given.");
    assertError(
        "collect --listen 127.0.0.1:2055 --to kafka://127.0.0.1:1/t",
        "Cannot use the address 127.0.0.1:2055: it must be udp://HOST:PORT");
    assertError(
        "collect --listen " + listen + " --to kafka://127.0.0.1:1/t --encoding compakt",
        "Cannot set --encoding: there is no such encoding (compakt). Did you mean compact?");
    assertError(
        "collect --listen " + listen + " --to kafka://127.0.0.1:1/t --kafka nonsense",
        "Cannot read --kafka nonsense: it must be KEY=VALUE");
    CommandLine noBroker =
        CommandLine.run("collect", "--listen", listen, "--to", "kafka://127.0.0.1:1/t");
    assertThat(noBroker.err())
        .startsWith("Cannot store to kafka://127.0.0.1:1/t: no broker answers");
    assertThat(noBroker.code()).isEqualTo(1);
  }

  private static void assertError(String line, String message) {
    CommandLine done = CommandLine.run(line.split(" ", -1));
    assertThat(done.err()).startsWith(message);
    assertThat(done.code()).isEqualTo(2);
  }
}
