// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.wire.batch.FlowBatchWriter;
import io.weir.wire.export.FlowRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Made-up flows, as messages in each encoding that the collector writes. */
final class LiveTopics {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int BATCH = 20;

  /** A flow in one direction; addresses are IPv4. */
  record Flow(
      Instant start,
      long micros,
      int from,
      int to,
      int fromPort,
      int toPort,
      int bytes,
      int flags) {
    Instant end() {
      return start.plus(micros, ChronoUnit.MICROS);
    }

    private int packets() {
      return 1 + bytes / 1000;
    }
  }

  /** How a flow is written. */
  enum Encoding {
    COMPACT,
    GOFLOW2_JSON,
    BENCHMARK_JSON
  }

  private LiveTopics() {}

  /** Flows in order of time over ten minutes, scans among them. */
  static List<Flow> inOrder(int count) {
    SplittableRandom random = new SplittableRandom(11);
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isProbe = i % 200 < 60;
      long at = 600_000_000L * i / count;
      flows.add(
          new Flow(
              START.plus(at + random.nextInt(1000), ChronoUnit.MICROS),
              isProbe ? 0 : random.nextInt(30_000_000),
              0x0a000000 + (isProbe ? 999 : random.nextInt(20)),
              0xc0a80000 + random.nextInt(isProbe ? 60_000 : 30),
              1024 + random.nextInt(60_000),
              isProbe ? random.nextInt(1024) : 443,
              isProbe ? 60 : random.nextInt(100_000),
              isProbe ? 2 : 0x1b));
    }
    return flows;
  }

  /** The same flows, none more than so much behind a later one. */
  static List<Flow> shuffled(List<Flow> flows, long micros) {
    SplittableRandom random = new SplittableRandom(12);
    record Placed(Flow flow, Instant place) {}
    return flows.stream()
        .map(
            flow -> new Placed(flow, flow.start().plus(random.nextLong(micros), ChronoUnit.MICROS)))
        .sorted(Comparator.comparing(Placed::place))
        .map(Placed::flow)
        .toList();
  }

  /** Writes flows as two exporters' messages, whose order stays. */
  static void send(String servers, String topic, Encoding encoding, List<Flow> flows) {
    send(Map.of("bootstrap.servers", servers), topic, encoding, flows);
  }

  /** The same, with settings of a producer. A message that is not written is an error. */
  static void send(
      Map<String, Object> settings, String topic, Encoding encoding, List<Flow> flows) {
    send(settings, topic, encoding, flows, 2);
  }

  /** The same; the second exporter has one in so many of the flows. */
  static void send(
      Map<String, Object> settings, String topic, Encoding encoding, List<Flow> flows, int oneIn) {
    Map<String, Object> patient = new HashMap<>(settings);
    patient.put("request.timeout.ms", 300_000);
    patient.put("delivery.timeout.ms", 600_000);
    // A topic made just now may refuse the first of several requests and take the next.
    patient.put("max.in.flight.requests.per.connection", 1);
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(patient, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int from = 0; from < flows.size(); from += BATCH) {
        List<Flow> some = flows.subList(from, Math.min(flows.size(), from + BATCH));
        int partition = from / BATCH % oneIn == 1 ? 1 : 0;
        for (byte[] value : messages(encoding, some)) {
          sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
        }
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("Cannot fill the topic " + topic, e);
    }
  }

  private static List<byte[]> messages(Encoding encoding, List<Flow> flows) {
    if (encoding == Encoding.COMPACT) {
      return List.of(batch(flows));
    }
    return flows.stream()
        .map(flow -> json(encoding, flow).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] batch(List<Flow> flows) {
    FlowBatchWriter writer = new FlowBatchWriter(flows.size());
    writer.begin(0, 0xffff_0a00_0001L, 0);
    FlowRecord record = new FlowRecord();
    for (Flow flow : flows) {
      record.clear();
      record.set(FlowRecord.START_MICROS, micros(flow.start()));
      record.set(FlowRecord.END_MICROS, micros(flow.end()));
      record.set(FlowRecord.IP_VERSION, 4);
      record.setAddress(FlowRecord.SRC_ADDRESS, 0, flow.from() & 0xffff_ffffL);
      record.setAddress(FlowRecord.DST_ADDRESS, 0, flow.to() & 0xffff_ffffL);
      record.set(FlowRecord.PROTOCOL, 6);
      record.set(FlowRecord.SRC_PORT, flow.fromPort());
      record.set(FlowRecord.DST_PORT, flow.toPort());
      record.set(FlowRecord.PACKETS, flow.packets());
      record.set(FlowRecord.BYTES, flow.bytes());
      record.set(FlowRecord.TCP_FLAGS, flow.flags());
      writer.add(record, 9, micros(flow.end()));
    }
    return Arrays.copyOf(writer.buffer(), writer.finish());
  }

  /** A flow as a line of JSON. */
  static String json(Encoding encoding, Flow flow) {
    return encoding == Encoding.GOFLOW2_JSON ? goflow2(flow) : benchmark(flow);
  }

  private static String goflow2(Flow flow) {
    return """
        {"type":"NETFLOW_V9","sampler_address":"10.0.0.1","sampling_rate":0,\
        "time_flow_start_ns":%d000,"time_flow_end_ns":%d000,"bytes":%d,"packets":%d,\
        "src_addr":"%s","dst_addr":"%s","etype":"IPv4","proto":"TCP","src_port":%d,"dst_port":%d,\
        "tcp_flags":%d}"""
        .formatted(
            micros(flow.start()),
            micros(flow.end()),
            flow.bytes(),
            flow.packets(),
            address(flow.from()),
            address(flow.to()),
            flow.fromPort(),
            flow.toPort(),
            flow.flags());
  }

  private static String benchmark(Flow flow) {
    return """
        {"date_first_seen":"%s","date_last_seen":"%s","duration":%d.%06d,"src_ip_addr":"%s",\
        "dst_ip_addr":"%s","src_port":%d,"dst_port":%d,"protocol":6,"flags":"%s","tos":0,\
        "packets":%d,"bytes":%d}"""
        .formatted(
            flow.start(),
            flow.end(),
            flow.micros() / 1_000_000,
            flow.micros() % 1_000_000,
            address(flow.from()),
            address(flow.to()),
            flow.fromPort(),
            flow.toPort(),
            flow.flags() == 2 ? "......S." : "...AP.SF",
            flow.packets(),
            flow.bytes());
  }

  private static String address(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
