// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.benchmarks.generate.FlowPool;
import io.weir.collector.Collector;
import io.weir.collector.CollectorReport;
import io.weir.collector.CollectorSettings;
import io.weir.collector.Encoding;
import io.weir.model.engine.TopicAddress;
import io.weir.wire.batch.FlowBatchWriter;
import io.weir.wire.export.FlowRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with flows whose times are spread evenly. */
final class FilledTopic {
  private static final int EXPORTERS = 8;
  private static final int PARTITIONS = 2;

  /** As the collector's batches are. */
  private static final int BATCH_FLOWS = 8192;

  private static final int BATCH_BYTES = 192 << 10;
  private static final int NETFLOW_V9 = 9;

  /** Datagrams and flows that may be under way: no more than sockets and the collector keep. */
  private static final long MOST_DATAGRAMS = 64;

  private static final long MOST_FLOWS = 200_000;
  private static final long FIRST = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond();

  private final TopicAddress topic;
  private final long flows;
  private final long seconds;
  private final FlowPool pool;

  /**
   * Not filled yet.
   *
   * @param seconds that the flows are spread over
   */
  FilledTopic(TopicAddress topic, FlowPool pool, long flows, long seconds) {
    this.topic = topic;
    this.pool = pool;
    this.flows = flows;
    this.seconds = seconds;
  }

  private long micros(long flow) {
    return FIRST * 1_000_000 + (long) ((double) flow / flows * seconds * 1_000_000);
  }

  /**
   * Fills the topic, JSON through the collector, batches without it: that goes faster.
   *
   * @return how many flows the topic has
   */
  long fill(Encoding encoding) throws Exception {
    return encoding == Encoding.COMPACT ? batches() : collected(encoding);
  }

  private long batches() throws Exception {
    FlowBatchWriter writer = new FlowBatchWriter(BATCH_FLOWS);
    writer.begin(0, 0, 0);
    int partition = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topic.servers(), "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Future<RecordMetadata> last = null;
      for (long i = 0; i < flows; i++) {
        FlowRecord flow = pool.flow(i, micros(i));
        writer.add(flow, NETFLOW_V9, micros(i));
        if (writer.isFull() || writer.estimatedBytes() >= BATCH_BYTES || i == flows - 1) {
          int length = writer.finish();
          byte[] value = Arrays.copyOf(writer.buffer(), length);
          last = producer.send(new ProducerRecord<>(topic.topic(), partition, null, value));
          partition = (partition + 1) % PARTITIONS;
          writer.begin(0, 0, 0);
        }
      }
      if (last != null) {
        last.get();
      }
    }
    return flows;
  }

  private long collected(Encoding encoding) throws InterruptedException {
    CollectorSettings settings =
        CollectorSettings.of(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), encoding);
    try (Collector collector = Collector.start(settings, topic, Map.of());
        Exporters exporters = new Exporters(pool, collector.ports().get(0), EXPORTERS, 0)) {
      long checked = 0;
      for (long i = 0; i < flows; i++) {
        exporters.export(micros(i));
        if (exporters.sentDatagrams() - checked == MOST_DATAGRAMS) {
          checked += MOST_DATAGRAMS;
          await(collector, exporters, checked);
        }
      }
      exporters.flush();
      await(collector, exporters, exporters.sentDatagrams());
      return collector.stop().storedFlows();
    }
  }

  private static void await(Collector collector, Exporters exporters, long datagrams)
      throws InterruptedException {
    long end = System.nanoTime() + 1_000_000_000;
    while (System.nanoTime() < end) {
      CollectorReport report = collector.report();
      if (report.receivedDatagrams() >= datagrams
          && exporters.sentFlows() - report.storedFlows() < MOST_FLOWS) {
        return;
      }
      Thread.sleep(1);
    }
  }
}
