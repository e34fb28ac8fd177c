// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.broker.Broker;
import io.weir.model.WeirException;
import io.weir.model.engine.TopicAddress;
import io.weir.wire.batch.FlowBatchReader;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker in the process. */
class KafkaCollectorTest {
  private static final int FLOWS = 30_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static CollectorSettings settings() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return CollectorSettings.of(List.of(any), Encoding.COMPACT);
  }

  @Test
  void whatWasReceivedIsInTheTopicEvenIfTheBrokerStopsForAWhile(@TempDir Path directory)
      throws IOException {
    int port = Broker.freePort();
    TopicAddress topic = new TopicAddress("127.0.0.1:" + port, "flows");
    List<byte[]> datagrams = Datagrams.v9(0, FLOWS);
    int half = datagrams.size() / 2;
    CollectorReport report;
    try (Collector collector = Collector.start(settings(), topic, Map.of())) {
      // No broker yet.
      Datagrams.send(collector.ports().get(0), datagrams.subList(0, half));
      try (Broker broker = Broker.start(directory, port, Map.of())) {
        assertThat(Collector.check(topic, Map.of())).isEmpty();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (collector.report().storedFlows() == 0) {
          assertThat(System.nanoTime()).as("waited for a stored flow").isLessThan(end);
          LockSupport.parkNanos(10_000_000);
        }
        assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      }
      Datagrams.send(collector.ports().get(0), datagrams.subList(half, datagrams.size()));
      try (Broker broker = Broker.start(directory, port, Map.of())) {
        report = collector.stop();
        assertThat(report.droppedFlows()).isEmpty();
        assertThat(report.storedFlows()).isEqualTo(FLOWS);
        assertThat(read(broker)).isEqualTo(LongStream.range(0, FLOWS).boxed().toList());
      }
    }
  }

  /** The numbers of the flows in the topic, in order: all are of one partition. */
  private static List<Long> read(Broker broker) {
    List<Long> numbers = new ArrayList<>();
    FlowBatchReader reader = new FlowBatchReader();
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("flows").stream()
              .map(info -> new TopicPartition("flows", info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + 20_000_000_000L;
      while (numbers.size() < FLOWS && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          assertThat(new String(message.key(), UTF_8)).isEqualTo("127.0.0.1");
          assertThat(reader.open(message.value(), 0, message.value().length)).isEmpty();
          for (int row = 0; row < reader.rows(); row++) {
            numbers.add(reader.number(FlowRecord.BYTES, row));
          }
        }
      }
    }
    return numbers;
  }

  @Test
  void aBrokerThatIsNotThereAndSettingsThatAreWrongAreTold() {
    TopicAddress nobody = new TopicAddress("127.0.0.1:1", "flows");
    assertThat(Collector.check(nobody, Map.of())).isNotEmpty();
    assertThatThrownBy(
            () -> Collector.start(settings(), nobody, Map.of("compression.type", "zipp")))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("compression.type");
  }
}
