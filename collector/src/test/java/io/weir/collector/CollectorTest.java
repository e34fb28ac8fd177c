// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final FakeStore store = new FakeStore();

  private static CollectorSettings settings(Encoding encoding) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return CollectorSettings.of(List.of(any), encoding).withDrain(Duration.ofSeconds(5));
  }

  private Collector start(CollectorSettings settings) {
    return Collector.start(settings, store, Clock.systemUTC());
  }

  private static void awaitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static void assertAddsUp(CollectorReport report) {
    long malformed = sum(report.malformed().values());
    assertThat(report.receivedDatagrams())
        .isEqualTo(
            report.decodedDatagrams()
                + report.datagramsWithoutTemplate()
                + malformed
                + report.overrunDatagrams());
    assertThat(report.flows())
        .isEqualTo(
            report.storedFlows() + sum(report.droppedFlows().values()) + report.pendingFlows());
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  @Test
  void everyFlowIsStoredInOrder() throws IOException {
    List<byte[]> datagrams = Datagrams.v9(3, 20_000);
    CollectorReport report;
    try (Collector collector = start(settings(Encoding.COMPACT))) {
      Datagrams.send(collector.ports().get(0), datagrams);
      awaitUntil(() -> collector.report().receivedDatagrams() == datagrams.size());
      report = collector.stop();
    }
    assertThat(store.numbers(FlowRecord.BYTES))
        .isEqualTo(LongStream.range(0, 20_000).boxed().toList());
    assertThat(store.stored())
        .allMatch(message -> new String(message.key, UTF_8).equals("127.0.0.1"));
    assertThat(report.flows()).isEqualTo(20_000);
    assertThat(report.storedFlows()).isEqualTo(20_000);
    assertThat(report.pendingFlows()).isZero();
    assertThat(report.exporters()).isEqualTo(1);
    assertThat(report.lostDatagrams()).isZero();
    assertAddsUp(report);
  }

  @Test
  void aLoneFlowIsSentOnSoon() throws IOException {
    try (Collector collector = start(settings(Encoding.COMPACT))) {
      Datagrams.send(collector.ports().get(0), List.of(Datagrams.v5(0)));
      awaitUntil(() -> collector.report().storedFlows() == 1);
    }
    assertThat(store.numbers(FlowRecord.BYTES)).containsExactly(700L);
  }

  @Test
  void jsonIsAMessageAFlow() throws IOException {
    try (Collector collector = start(settings(Encoding.BENCHMARK_JSON))) {
      Datagrams.send(collector.ports().get(0), Datagrams.v9(0, 3));
      awaitUntil(() -> collector.report().storedFlows() == 3);
      assertThat(collector.report().messages()).isEqualTo(3);
    }
    List<String> records = new ArrayList<>();
    for (Message message : store.stored()) {
      int from = 0;
      for (int end : message.ends) {
        records.add(new String(message.bytes, from, end - from, UTF_8));
        from = end;
      }
    }
    assertThat(records)
        .hasSize(3)
        .contains(
            "{\"date_first_seen\":\"2023-11-14T22:13:20.000Z\","
                + "\"date_last_seen\":\"2023-11-14T22:13:20.001Z\",\"duration\":0.001,"
                + "\"src_ip_addr\":\"10.0.0.2\",\"dst_ip_addr\":\"192.0.2.2\",\"src_port\":40001,"
                + "\"dst_port\":443,\"protocol\":6,\"flags\":\"...AP.SF\",\"tos\":0,\"packets\":2,"
                + "\"bytes\":1}");
  }

  @Test
  void whatIsLostOnTheWayAndWhatIsMalformedIsCounted() throws IOException {
    List<byte[]> v9 = Datagrams.v9(0, 200);
    byte[] other = v9.get(2).clone();
    other[19] = 77; // Another domain, which has sent no template.
    byte[] cut = Arrays.copyOf(v9.get(3), 40);
    CollectorReport report;
    try (Collector collector = start(settings(Encoding.COMPACT))) {
      Datagrams.send(
          collector.ports().get(0),
          List.of(
              v9.get(0),
              v9.get(4),
              other,
              "hello".getBytes(UTF_8),
              new byte[0],
              Datagrams.v5(100),
              Datagrams.v5(111)));
      Datagrams.send(collector.ports().get(0), List.of(cut));
      awaitUntil(() -> collector.report().receivedDatagrams() == 8);
      report = collector.stop();
    }
    // Three between the first two; the one that is cut came late.
    assertThat(report.lostDatagrams()).isEqualTo(2);
    assertThat(report.lostFlows()).isEqualTo(10);
    assertThat(report.datagramsWithoutTemplate()).isEqualTo(1);
    assertThat(report.malformed())
        .containsOnly(
            Map.entry("unknown export version", 1L),
            Map.entry("datagram too short", 1L),
            Map.entry("set reaches beyond the datagram", 1L));
    assertThat(report.lastMalformed())
        .isEqualTo("set reaches beyond the datagram at byte 20, from 127.0.0.1");
    assertThat(report.line()).contains("malformed 3", "datagrams without template 1");
    assertAddsUp(report);
  }

  @Test
  void whileTheBrokerIsAwayTheBufferIsBoundedAndTheRestCounted() throws IOException {
    store.goAway();
    CollectorReport report;
    try (Collector collector = start(settings(Encoding.COMPACT).withBuffer(100_000))) {
      List<byte[]> datagrams = Datagrams.v9(0, 40_000);
      Datagrams.send(collector.ports().get(0), datagrams);
      awaitUntil(() -> collector.report().droppedFlows().containsKey("buffer full"));
      store.comeBack();
      awaitUntil(() -> collector.report().receivedDatagrams() == datagrams.size());
      report = collector.stop();
    }
    assertThat(report.storedFlows()).isPositive();
    assertThat(report.pendingFlows()).isZero();
    assertThat(store.numbers(FlowRecord.BYTES)).hasSize((int) report.storedFlows());
    assertAddsUp(report);
  }

  @Test
  void whatABrokerThatStaysAwayDoesNotGetIsCounted() throws IOException {
    store.goAway();
    CollectorReport report;
    CollectorSettings settings = settings(Encoding.COMPACT).withDrain(Duration.ofMillis(300));
    try (Collector collector = start(settings)) {
      Datagrams.send(collector.ports().get(0), Datagrams.v9(0, 5000));
      awaitUntil(() -> collector.report().flows() == 5000);
      report = collector.stop();
    }
    assertThat(report.storedFlows()).isZero();
    assertThat(report.droppedFlows()).containsOnly(Map.entry("no broker", 5000L));
  }

  @Test
  void whatTheBrokerRefusesIsCountedByReason() throws IOException {
    store.refuse("record too large");
    try (Collector collector = start(settings(Encoding.COMPACT))) {
      Datagrams.send(collector.ports().get(0), List.of(Datagrams.v5(0)));
      awaitUntil(() -> !collector.report().droppedFlows().isEmpty());
      assertThat(collector.report().droppedFlows()).containsOnly(Map.entry("record too large", 1L));
    }
  }

  @Test
  void metricsAreThereForPrometheus() throws IOException, InterruptedException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Collector collector = start(settings(Encoding.COMPACT));
        MetricsServer server = MetricsServer.start(any, collector::report)) {
      Datagrams.send(collector.ports().get(0), List.of(Datagrams.v5(0), "x".getBytes(UTF_8)));
      awaitUntil(() -> collector.report().storedFlows() == 1);
      awaitUntil(() -> !collector.report().malformed().isEmpty());
      URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(server.port()));
      String page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      assertThat(page.lines())
          .contains(
              "# TYPE weir_collector_stored_flows_total counter",
              "weir_collector_stored_flows_total 1",
              "weir_collector_received_datagrams_total 2",
              "weir_collector_malformed_datagrams_total{reason=\"datagram too short\"} 1",
              "weir_collector_lost_total{unit=\"flows\"} 0");
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorForAPerson() {
    try (Collector first = start(settings(Encoding.COMPACT))) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), first.ports().get(0));
      CollectorSettings again = CollectorSettings.of(List.of(taken), Encoding.COMPACT);
      assertThatThrownBy(() -> start(again))
          .isInstanceOf(WeirException.class)
          .hasMessageStartingWith("Cannot listen at udp://");
    }
  }
}
