// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.live.LiveSettings;
import io.weir.model.Scan;
import io.weir.model.WeirException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The records in the messages of a topic. A position is the next offset of each partition. */
final class TopicSource implements GrowingSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fewer messages than this are not divided. */
  private static final long LEAST_PART = 64;

  private final Topic address;
  private final Scan scan;
  private final String format;
  private final LiveSettings settings;
  private final int threads;
  private final RunControl control;
  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private @Nullable Map<Integer, Long> frozen;

  /**
   * Reaches for the topic.
   *
   * @throws WeirException when no broker answers, or there is no such topic
   */
  TopicSource(
      Topic address,
      Scan scan,
      String format,
      LiveSettings settings,
      int threads,
      RunControl control) {
    this.address = address;
    this.scan = scan;
    this.format = format;
    this.settings = settings;
    this.threads = threads;
    this.control = control;
    this.consumer = open(address);
    control.watch(() -> SilentParts.has(address) ? broker() : "");
  }

  private String broker() {
    return "a broker at " + address.servers();
  }

  private static KafkaConsumer<ByteBuffer, ByteBuffer> open(Topic address) {
    try {
      return new KafkaConsumer<>(address.consumer());
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot read %s: %s.".formatted(address, cause.getMessage()),
          e);
    }
  }

  /** Makes sure that the topic is there, before anything is started. */
  static void require(Topic address) {
    KafkaConsumer<ByteBuffer, ByteBuffer> consumer = open(address);
    try {
      if (partitions(consumer, address).isEmpty()) {
        throw WeirException.usage(
            "Cannot read %s: there is no such topic. %s",
            address,
            io.weir.model.Nearest.remedy(
                address.name(), "Topics", List.copyOf(consumer.listTopics().keySet())));
      }
    } catch (RetriableException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot read %s: no broker answers there (%s). Start it, or correct the address."
              .formatted(address, e.getMessage()),
          e);
    } catch (KafkaException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED, "Cannot read %s: %s.".formatted(address, e.getMessage()), e);
    } finally {
      Consumers.close(consumer);
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer, Topic address) {
    List<PartitionInfo> found = consumer.partitionsFor(address.name());
    return found == null
        ? List.of()
        : found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  private static String json(Map<Integer, Long> position) {
    try {
      return JSON.writeValueAsString(position);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Integer, Long> parse(String position) {
    try {
      return JSON.readValue(position, new TypeReference<TreeMap<Integer, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String start() {
    boolean isLatest = settings.start() == LiveSettings.Start.LATEST;
    return json(
        isLatest
            ? ends()
            : patiently(() -> consumer.beginningOffsets(partitions(consumer, address))));
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> position = new TreeMap<>();
    offsets.forEach((partition, offset) -> position.put(partition.partition(), offset));
    return position;
  }

  /** Asks until a broker answers: it may come back, and nothing is lost meanwhile. */
  private Map<Integer, Long> patiently(Supplier<Map<TopicPartition, Long>> question) {
    while (true) {
      try {
        Map<Integer, Long> answer = byNumber(question.get());
        control.waitFor("");
        return answer;
      } catch (RetriableException brokerIsAway) {
        control.waitFor(broker());
        if (control.isEnding()) {
          throw interrupted(brokerIsAway);
        }
      } catch (InterruptException e) {
        throw interrupted(e);
      }
    }
  }

  /** What Spark takes for the end of a stream that was told to stop. */
  private static UncheckedIOException interrupted(KafkaException cause) {
    InterruptedIOException end = new InterruptedIOException("stopped");
    end.initCause(cause);
    return new UncheckedIOException(end);
  }

  private Map<Integer, Long> ends() {
    return patiently(() -> consumer.endOffsets(partitions(consumer, address)));
  }

  @Override
  public void freeze() {
    frozen = ends();
  }

  /** A topic that was deleted and made again has other messages at the offsets that were read. */
  private void requireSameTopic(Map<Integer, Long> read, Map<Integer, Long> ends) {
    read.forEach(
        (partition, offset) -> {
          Long end = ends.get(partition); // absent where brokers do not know it at the moment
          if (end != null && end < offset) {
            throw WeirException.of(
                WeirException.Kind.FAILED,
                "Cannot read %s: %d messages of partition %d were read, but it has %d: it is another topic of this name. Begin anew with another --checkpoint."
                    .formatted(address, offset, partition, end),
                null);
          }
        });
  }

  @Override
  public String next(String from) {
    Map<Integer, Long> read = parse(from);
    Map<Integer, Long> ends = frozen == null ? ends() : frozen;
    requireSameTopic(read, ends);
    return json(limited(read, ends));
  }

  /**
   * Each partition advances by the same share of what it has, so that their times stay together.
   */
  private Map<Integer, Long> limited(Map<Integer, Long> read, Map<Integer, Long> ends) {
    long waiting = 0;
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      waiting += Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L));
    }
    long limit = settings.messagesPerBatch();
    double share = limit == 0 || waiting <= limit ? 1 : (double) limit / waiting;
    Map<Integer, Long> next = new TreeMap<>(read);
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      long start = read.getOrDefault(end.getKey(), 0L);
      long count = Math.max(0, end.getValue() - start);
      next.put(end.getKey(), start + (share == 1 ? count : (long) Math.ceil(count * share)));
    }
    return next;
  }

  @Override
  public List<Part> plan(String from, String to) {
    Map<Integer, Long> read = parse(from);
    Map<Integer, Long> next = parse(to);
    List<TopicPart> parts = new ArrayList<>();
    long grown =
        next.entrySet().stream()
            .filter(each -> each.getValue() > read.getOrDefault(each.getKey(), 0L))
            .count();
    int tasks = (int) Math.max(1, threads / Math.max(1, grown));
    next.forEach(
        (partition, end) -> {
          long start = read.getOrDefault(partition, 0L);
          long count = Math.max(1, Math.min(tasks, (end - start) / LEAST_PART));
          for (long i = 0; i < count && end > start; i++) {
            parts.add(
                new TopicPart(
                    address,
                    scan,
                    format,
                    partition,
                    start + (end - start) * i / count,
                    start + (end - start) * (i + 1) / count));
          }
        });
    requireThere(parts);
    return List.copyOf(TopicShare.of(parts, threads));
  }

  /** What retention has deleted meanwhile is not passed over in silence. */
  private void requireThere(List<TopicPart> parts) {
    if (parts.isEmpty()) {
      return;
    }
    Map<Integer, Long> beginnings =
        patiently(() -> consumer.beginningOffsets(partitions(consumer, address)));
    for (TopicPart part : parts) {
      if (part.from() < beginnings.getOrDefault(part.partition(), 0L)) {
        throw FetchAhead.gone(part, null);
      }
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
    Consumers.close(address);
  }
}
