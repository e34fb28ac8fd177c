// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.WeirException;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TerminalStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON in a topic, a message a row. The key, {@code RUN/BATCH/OUTPUT/NUMBER}, is the same
 * when a batch comes again: a compacted topic, and a reader that goes by keys, have each row once.
 */
final class TopicSink implements LiveSink {
  private static final String FIRST_ANSWER_MILLIS = "10000";

  private final String servers;
  private final String topic;
  private final Map<String, String> settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private String run = "";

  /**
   * Reaches for nothing yet.
   *
   * @param settings of Kafka's producer, such as those of TLS and SASL
   */
  TopicSink(String servers, String topic, Map<String, String> settings) {
    this.servers = servers;
    this.topic = topic;
    this.settings = settings;
  }

  /** Reaches for the topic: only now, when Spark has told where Kafka's client logs to. */
  @Override
  public void begin(String name) {
    run = name;
    try {
      KafkaProducer<byte[], byte[]> opened =
          new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
      producer = opened;
      opened.partitionsFor(topic);
    } catch (KafkaException e) {
      boolean isAway = e instanceof RetriableException;
      throw WeirException.of(
          isAway ? WeirException.Kind.FAILED : WeirException.Kind.USAGE,
          isAway
              ? "Cannot write to %s: no broker answers there, or it has no such topic (%s). Start it, or correct -o."
                  .formatted(address(), reason(e))
              : "Cannot write to %s: %s. See --kafka and --kafka-config."
                  .formatted(address(), reason(e)),
          e);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> all = new TreeMap<>();
    all.put("client.id", "weir");
    all.put("compression.type", "lz4");
    all.put("linger.ms", "5");
    all.put("max.block.ms", FIRST_ANSWER_MILLIS);
    all.putAll(settings);
    all.put("bootstrap.servers", servers);
    all.put("acks", "all");
    all.put("enable.idempotence", "true");
    // A topic made just now may refuse the first of several requests and take the next, and then
    // never what was first.
    all.put("max.in.flight.requests.per.connection", "1");
    return all;
  }

  private String address() {
    return "kafka://" + servers + "/" + topic;
  }

  private static String reason(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    return String.valueOf(first.getMessage()).replaceAll("\\.$", "");
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // The callback tells all.
  public void write(long batch, String output, Result rows) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Sinks.of(OutputForm.NDJSON, TerminalStyle.FILE).write(rows, text);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    KafkaProducer<byte[], byte[]> open = Objects.requireNonNull(producer, "not begun");
    List<Header> headers = List.of(new RecordHeader("output", output.getBytes(UTF_8)));
    int number = 0;
    try {
      for (String row : text.toString(UTF_8).lines().toList()) {
        byte[] key = (run + "/" + batch + "/" + output + "/" + number++).getBytes(UTF_8);
        open.send(
            new ProducerRecord<>(topic, null, key, row.getBytes(UTF_8), headers),
            (metadata, failed) -> failure.compareAndSet(null, failed));
      }
      open.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IOException(address() + " did not take them (" + reason(failed) + ")", failed);
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      // What was written was flushed.
      producer.close(Duration.ofSeconds(2));
    }
  }
}
