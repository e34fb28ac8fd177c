// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.WeirException;
import io.weir.model.engine.TopicAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Stores messages in a topic of Kafka: acknowledged by all replicas, none twice, in order. */
final class KafkaStore implements MessageStore {
  private static final int FIRST_ANSWER_MILLIS = 5_000;
  private static final String NO_BROKER = "no broker";
  private static final String REFUSING_BROKER = "broker refuses";

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicAddress address;
  private final Map<String, String> settings;
  private boolean isTopicReady;

  private KafkaStore(
      KafkaProducer<byte[], byte[]> producer, TopicAddress address, Map<String, String> settings) {
    this.producer = producer;
    this.address = address;
    this.settings = settings;
  }

  /**
   * Connects to a topic.
   *
   * @param settings Kafka's own, instead of Weir's
   * @throws WeirException when a setting is wrong
   */
  static KafkaStore open(TopicAddress address, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address.servers());
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "weir-collect");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(4 << 20));
    // A broker that is away is asked again soon; the bounded buffer is ours.
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000");
    all.putAll(settings);
    try {
      return new KafkaStore(
          new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()),
          address,
          Map.copyOf(settings));
    } catch (KafkaException e) {
      throw wrong(address, e);
    }
  }

  /**
   * Checks that a broker answers, makes the topic if it is not there, and waits until it takes
   * records.
   *
   * <p>A new topic is known before it takes records. Of several requests under way to it the first
   * may be refused and the next one taken; the broker then never takes what was first.
   *
   * @return empty, or why no broker answers; it may later
   * @throws WeirException when a broker refuses, as for a wrong password, or a setting is wrong
   */
  static String check(TopicAddress address, Map<String, String> settings) {
    try (Admin admin = admin(address, settings)) {
      if (!admin.listTopics().names().get().contains(address.topic())) {
        create(admin, address.topic());
      }
      awaitLeaders(admin, address.topic());
      return "";
    } catch (ExecutionException e) {
      if (isPassing(e.getCause())) {
        return reason(e);
      }
      throw WeirException.failed(
          "Cannot store to %s: the broker refuses (%s). Correct --to and Kafka's settings, or allow"
              + " it at the broker.",
          address, reason(e));
    } catch (KafkaException e) {
      throw wrong(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static void create(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    try {
      admin
          .createTopics(List.of(new NewTopic(name, Optional.empty(), Optional.empty())))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /**
   * Asks the leader of each partition for its end, which one that does not lead yet cannot tell.
   */
  private static void awaitLeaders(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic :
        admin.describeTopics(List.of(name)).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }

  /** True when the same may succeed later: no broker is there, or not all that the topic needs. */
  private static boolean isPassing(@Nullable Throwable failure) {
    return failure instanceof RetriableException
        || failure instanceof InvalidReplicationFactorException;
  }

  private static WeirException wrong(TopicAddress address, KafkaException failure) {
    return WeirException.usage(
        "Cannot store to %s: %s. See --to, --kafka and --kafka-config.", address, reason(failure));
  }

  private static Admin admin(TopicAddress address, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", address.servers());
    all.put("default.api.timeout.ms", Integer.toString(FIRST_ANSWER_MILLIS));
    all.put("request.timeout.ms", Integer.toString(FIRST_ANSWER_MILLIS));
    all.keySet().removeIf(key -> key.equals("compression.type") || key.equals("acks"));
    return Admin.create(all);
  }

  /** Deletes a topic; one that cannot be deleted stays. */
  static void delete(TopicAddress address, Map<String, String> settings) {
    try (Admin admin = admin(address, settings)) {
      admin.deleteTopics(List.of(address.topic())).all().get();
    } catch (ExecutionException | KafkaException e) {
      // The broker is gone, or does not allow it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    String message = first.getMessage() == null ? "" : first.getMessage();
    return message.isEmpty() ? first.getClass().getSimpleName() : message.replaceAll("\\.$", "");
  }

  @Override
  public void store(Message message, Answer answer) {
    int flows = message.flowsPerValue();
    int from = 0;
    for (int end : message.ends) {
      byte[] value =
          from == 0 && end == message.bytes.length
              ? message.bytes
              : Arrays.copyOfRange(message.bytes, from, end);
      from = end;
      store(
          new ProducerRecord<>(address.topic(), null, message.timestamp, message.key, value),
          flows,
          answer);
    }
  }

  /** Takes the answer for one record. */
  private static final class Attempt implements Callback {
    private final Thread sender = Thread.currentThread();
    private final int flows;
    private final int bytes;
    private final Answer answer;
    private boolean isNotTaken;

    Attempt(int flows, int bytes, Answer answer) {
      this.flows = flows;
      this.bytes = bytes;
      this.answer = answer;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        answer.stored(flows, bytes);
      } else if (failure instanceof TimeoutException && Thread.currentThread() == sender) {
        // No broker, or no room: the producer did not take the record.
        isNotTaken = true;
      } else {
        answer.refused(flows, name(failure));
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback tells all.
  private void store(ProducerRecord<byte[], byte[]> record, int flows, Answer answer) {
    Attempt attempt = new Attempt(flows, record.value().length, answer);
    try {
      do {
        attempt.isNotTaken = !isTopicReady();
        if (!attempt.isNotTaken) {
          producer.send(record, attempt);
        }
      } while (attempt.isNotTaken && !Thread.currentThread().isInterrupted());
      if (attempt.isNotTaken) {
        answer.refused(flows, NO_BROKER);
      }
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      answer.refused(flows, NO_BROKER);
    } catch (WeirException e) {
      answer.refused(flows, REFUSING_BROKER);
    } catch (KafkaException | IllegalStateException e) {
      answer.refused(flows, name(e));
    }
  }

  private boolean isTopicReady() {
    if (!isTopicReady) {
      isTopicReady = check(address, settings).isEmpty();
    }
    return isTopicReady;
  }

  /** Kafka's name of an error, in words: {@code RecordTooLargeException} → record too large. */
  private static String name(Exception failure) {
    String name = failure.getClass().getSimpleName().replaceAll("Exception$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  @Override
  public void close(Duration wait) {
    try {
      producer.close(wait);
    } catch (InterruptException cut) {
      // The interrupt has told all there is to tell; what was under way is refused.
      Thread.interrupted();
      producer.close(Duration.ZERO);
    }
  }
}
