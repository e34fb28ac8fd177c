// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that is meant to break a collector, and more of it than it can take. */
@Timeout(120)
class CollectorStressTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final FakeStore store = new FakeStore();

  private static CollectorSettings settings() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return CollectorSettings.of(List.of(any), Encoding.COMPACT).withDrain(Duration.ofSeconds(20));
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

  /** 127.0.X.Y. */
  private static InetSocketAddress loopback(int x, int y, int port) throws IOException {
    byte[] address = {127, 0, (byte) x, (byte) y};
    return new InetSocketAddress(InetAddress.getByAddress(address), port);
  }

  private static InetSocketAddress sender(int number) throws IOException {
    return loopback(0, number, 0);
  }

  /** Sends from an address of the loopback network, so that senders are exporters of their own. */
  private static void sendFrom(InetSocketAddress sender, int port, List<byte[]> datagrams)
      throws IOException {
    InetSocketAddress to = loopback(0, 1, port);
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(sender);
      for (int i = 0; i < datagrams.size(); i++) {
        channel.send(ByteBuffer.wrap(datagrams.get(i)), to);
        if (i % 20 == 19) {
          java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
      }
    }
  }

  private static void assertAddsUp(CollectorReport report, long sent) {
    long malformed = report.malformed().values().stream().mapToLong(Long::longValue).sum();
    long dropped = report.droppedFlows().values().stream().mapToLong(Long::longValue).sum();
    assertThat(report.receivedDatagrams() + Math.max(0, report.kernelDrops())).isEqualTo(sent);
    assertThat(report.receivedDatagrams())
        .isEqualTo(
            report.decodedDatagrams()
                + report.datagramsWithoutTemplate()
                + malformed
                + report.overrunDatagrams());
    assertThat(report.flows()).isEqualTo(report.storedFlows() + dropped);
    assertThat(report.pendingFlows()).isZero();
  }

  @Test
  void whateverComesReceivedIsStoredAndCountedLosses() throws IOException {
    Random random = new Random(7);
    List<byte[]> hostile = new ArrayList<>();
    for (byte[] good : Datagrams.v9(1, 4000)) {
      hostile.add(good);
      byte[] bent = good.clone();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        bent[random.nextInt(bent.length)] = (byte) random.nextInt();
      }
      hostile.add(bent);
      hostile.add(Arrays.copyOf(good, random.nextInt(good.length)));
      byte[] junk = new byte[random.nextInt(1400)];
      random.nextBytes(junk);
      hostile.add(junk);
    }
    Collections.shuffle(hostile, random);
    CollectorReport report;
    try (Collector collector = start(settings())) {
      sendFrom(sender(1), collector.ports().get(0), hostile);
      awaitUntil(() -> collector.report().receivedDatagrams() == hostile.size());
      report = collector.stop();
    }
    assertAddsUp(report, hostile.size());
    assertThat(report.malformed()).hasSizeGreaterThan(2);
    assertThat(report.storedFlows()).isPositive();
    assertThat(store.numbers(FlowRecord.END_MICROS)).hasSize((int) report.storedFlows());
  }

  @Test
  void severalExportersAndDomainsKeepTheirTemplatesAndOrder() throws IOException {
    CollectorReport report;
    List<byte[]> ofDomain3 = Datagrams.v9(3, 3000);
    List<byte[]> ofDomain4 = Datagrams.v9(4, 2000);
    List<byte[]> both = new ArrayList<>();
    for (int i = 0; i < ofDomain3.size(); i++) {
      both.add(ofDomain3.get(i));
      if (i < ofDomain4.size()) {
        both.add(ofDomain4.get(i));
      }
    }
    // The third exporter sends data whose template only the others have sent.
    List<byte[]> orphans = ofDomain3.subList(1, 3);
    try (Collector collector = start(settings())) {
      int port = collector.ports().get(0);
      sendFrom(sender(1), port, both);
      sendFrom(sender(2), port, ofDomain4);
      sendFrom(sender(3), port, orphans);
      int sent = both.size() + ofDomain4.size() + orphans.size();
      awaitUntil(() -> collector.report().receivedDatagrams() == sent);
      report = collector.stop();
      assertAddsUp(report, sent);
    }
    assertThat(report.exporters()).isEqualTo(3);
    assertThat(report.datagramsWithoutTemplate()).isEqualTo(2);
    assertThat(report.lostDatagrams()).isZero();
    assertThat(report.storedFlows()).isEqualTo(7000);
    Map<String, List<Message>> byExporter =
        store.stored().stream().collect(Collectors.groupingBy(m -> new String(m.key, UTF_8)));
    assertThat(byExporter).containsOnlyKeys("127.0.0.1", "127.0.0.2");
    FakeStore second = new FakeStore();
    byExporter.getOrDefault("127.0.0.2", List.of()).forEach(second::keep);
    assertThat(second.numbers(FlowRecord.BYTES))
        .isEqualTo(LongStream.range(0, 2000).boxed().toList());
  }

  @Test
  void templateStormCostsNoMoreThanItsBoundAndIsCounted() throws IOException {
    List<byte[]> storm = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      ByteBuffer datagram = ByteBuffer.allocate(20 + 4 + 4 + 8);
      datagram.putShort((short) 9).putShort((short) 1).putInt(1000).putInt(1_700_000_000);
      datagram.putInt(i).putInt(i / 1000).putShort((short) 0).putShort((short) 16);
      datagram.putShort((short) (256 + i % 1000)).putShort((short) 2);
      datagram.putShort((short) 8).putShort((short) 4).putShort((short) 1).putShort((short) 4);
      storm.add(datagram.array());
    }
    CollectorReport report;
    try (Collector collector = start(settings())) {
      sendFrom(sender(1), collector.ports().get(0), storm);
      awaitUntil(() -> collector.report().receivedDatagrams() == storm.size());
      report = collector.stop();
    }
    assertThat(report.forgottenTemplates()).isEqualTo(12_000 - 4096);
    assertThat(report.line()).contains("templates forgotten " + (12_000 - 4096));
    assertAddsUp(report, storm.size());
  }

  @Test
  void exportersBeyondTheBoundAreForgottenAndCounted() throws IOException {
    CollectorReport report;
    try (Collector collector = start(settings().withMostExporters(4))) {
      int port = collector.ports().get(0);
      for (int i = 1; i <= 10; i++) {
        sendFrom(loopback(1, i, 0), port, List.of(Datagrams.v5(0), Datagrams.v5(3)));
      }
      awaitUntil(() -> collector.report().receivedDatagrams() == 20);
      report = collector.stop();
    }
    assertThat(report.exporters()).isEqualTo(4);
    assertThat(report.forgottenExporters()).isEqualTo(6);
    assertThat(report.lostFlows()).as("those of the forgotten too").isEqualTo(20);
    assertAddsUp(report, 20);
  }

  @Test
  void restartedExporterHasNotLostMillions() throws IOException {
    List<byte[]> datagrams = new ArrayList<>();
    for (int sequence : new int[] {2_000_000_000, 2_000_000_001, 0, 1, 4}) {
      datagrams.add(Datagrams.v5(sequence));
    }
    CollectorReport report;
    try (Collector collector = start(settings())) {
      sendFrom(sender(1), collector.ports().get(0), datagrams);
      awaitUntil(() -> collector.report().receivedDatagrams() == 5);
      report = collector.stop();
    }
    assertThat(report.restarts()).isEqualTo(1);
    assertThat(report.lostFlows()).isEqualTo(2);
    assertThat(report.line()).contains("exporters that began anew 1");
  }

  @Test
  void whatTheKernelDropsIsCounted() throws IOException {
    try (DatagramChannel socket = DatagramChannel.open()) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      socket.bind(loopback(0, 1, 0));
      int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
      assumeThat(KernelDrops.ofPort(port)).as("the kernel tells").isNotNegative();
      int sent = 200;
      sendFrom(sender(1), port, Collections.nCopies(sent, new byte[1000]));
      socket.configureBlocking(false);
      int received = 0;
      ByteBuffer buffer = ByteBuffer.allocate(2000);
      while (socket.receive(buffer.clear()) != null) {
        received++;
      }
      assertThat(received).isLessThan(sent);
      assertThat(received + KernelDrops.ofPort(port)).isEqualTo(sent);
    }
  }

  @Test
  void countsAreToldWhileTheEndWaitsForABroker() throws IOException {
    store.goAway();
    try (Collector collector = start(settings())) {
      Datagrams.send(collector.ports().get(0), List.of(Datagrams.v5(0)));
      awaitUntil(() -> collector.report().flows() == 1);
      Thread end = new Thread(collector::stop);
      end.start();
      awaitUntil(() -> collector.report().pendingFlows() == 1);
      assertThat(collector.report().line()).contains("on their way 1");
      store.comeBack();
      awaitUntil(() -> !end.isAlive());
      assertThat(collector.report().storedFlows()).isEqualTo(1);
    }
  }
}
