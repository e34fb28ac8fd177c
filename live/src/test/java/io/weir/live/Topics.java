// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.wire.batch.FlowBatchReader;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the compact batches of a topic. */
final class Topics {
  private static final int[] COLUMNS = {
    FlowRecord.PROTOCOL,
    FlowRecord.SRC_PORT,
    FlowRecord.DST_PORT,
    FlowRecord.ICMP,
    FlowRecord.BYTES,
    FlowRecord.REVERSE_BYTES,
    FlowRecord.PACKETS,
    FlowRecord.REVERSE_PACKETS
  };

  private Topics() {}

  /**
   * The flows of one exporter on the loopback interface: start, duration, addresses, protocol,
   * ports, ICMP, bytes and packets of both directions.
   *
   * @param count how many to wait for
   */
  static List<String> flows(Broker broker, String topic, int count) {
    List<String> flows = new ArrayList<>();
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    FlowBatchReader batch = new FlowBatchReader();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int i = 0; i < 100 && flows.size() < count; i++) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                message -> {
                  assertThat(new String(message.key(), UTF_8)).isEqualTo("127.0.0.1");
                  assertThat(batch.open(message.value(), 0, message.value().length)).isEmpty();
                  for (int row = 0; row < batch.rows(); row++) {
                    flows.add(text(batch, row));
                  }
                });
      }
    }
    return flows;
  }

  private static String text(FlowBatchReader batch, int row) {
    long start = batch.number(FlowRecord.START_MICROS, row);
    StringBuilder text = new StringBuilder();
    text.append(start).append(' ').append(batch.number(FlowRecord.END_MICROS, row) - start);
    text.append(' ').append(address(batch, FlowRecord.SRC_ADDRESS, row));
    text.append(' ').append(address(batch, FlowRecord.DST_ADDRESS, row));
    for (int column : COLUMNS) {
      text.append(' ').append(batch.has(column, row) ? batch.number(column, row) : 0);
    }
    return text.toString();
  }

  private static String address(FlowBatchReader batch, int column, int row) {
    byte[] text = new byte[64];
    int length =
        batch.isIpv4(column, row)
            ? IpText.write4((int) batch.low(column, row), text, 0)
            : IpText.write6(batch.high(column, row), batch.low(column, row), text, 0);
    return new String(text, 0, length, UTF_8);
  }
}
