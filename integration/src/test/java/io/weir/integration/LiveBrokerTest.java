// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.integration.LiveTopics.Encoding;
import io.weir.integration.LiveTopics.Flow;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.analysis.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live runs and their brokers: absent, away for a while, asking for a password; other messages. */
@Timeout(240)
class LiveBrokerTest {
  private static final List<Flow> FLOWS = LiveTopics.inOrder(1000);
  private static final String RUN = "run protocols TOPIC --live --set every=1m --trigger end ";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Broker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start(directory.resolve("kafka"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static String topic(String name) {
    return "kafka://" + broker.bootstrapServers() + "/" + name;
  }

  private static LiveCommand run(String topic, String... more) {
    return LiveCommand.run(RUN.strip().replace("TOPIC", topic), more);
  }

  @Test
  void otherPeoplesMessagesAreRejectedAndCounted() {
    LiveTopics.send(broker.bootstrapServers(), "mixed", Encoding.COMPACT, FLOWS);
    byte[] cut = {(byte) 0x8f, 0x57, 0x46, 0x42, 1, 9, 5, 0};
    send("mixed", "hello".getBytes(UTF_8), "{\"a\":1}".getBytes(UTF_8), new byte[0], cut);
    LiveTopics.send(broker.bootstrapServers(), "mixed", Encoding.GOFLOW2_JSON, FLOWS);
    LiveCommand done = run(topic("mixed"));
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.lastLine())
        .startsWith("read 2000, rejected 4 (")
        .contains("message of an unknown format: 2", "message without a value: 1")
        .endsWith(", late 0");
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A count of records tells what is missing.
  private static void send(String topic, byte[]... values) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.in.flight.requests.per.connection",
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(topic, 0, null, value));
      }
    }
  }

  @Test
  void aBrokerThatIsNotThereAndATopicThatIsNotThereAreTold() throws IOException {
    LiveTopics.send(broker.bootstrapServers(), "flows", Encoding.COMPACT, FLOWS);
    LiveCommand absent =
        run(
            "kafka://127.0.0.1:" + Broker.freePort() + "/flows",
            "--kafka",
            "default.api.timeout.ms=1500");
    assertThat(absent.err())
        .startsWith("Cannot read kafka://127.0.0.1:")
        .contains("no broker answers there")
        .endsWith("Start it, or correct the address.\n")
        .hasLineCount(1);
    assertThat(absent.code()).isEqualTo(1);
    LiveCommand noTopic = run(topic("flowz"));
    assertThat(noTopic.err()).contains("there is no such topic. Did you mean flows?");
    assertThat(noTopic.code()).isEqualTo(2);
  }

  @Test
  void aTopicThatWasMadeAgainIsNotTakenForTheOldOne() throws Exception {
    LiveTopics.send(broker.bootstrapServers(), "renewed", Encoding.COMPACT, FLOWS);
    String checkpoint = directory.resolve("renewed").toString();
    String run =
        "run protocols %s --live --set every=1m --trigger available --checkpoint %s"
            .formatted(topic("renewed"), checkpoint);
    LiveCommand first = LiveCommand.run(run);
    assertThat(first.code()).as(first.err()).isZero();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteTopics(List.of("renewed")).all().get();
    }
    LiveTopics.send(broker.bootstrapServers(), "renewed", Encoding.COMPACT, FLOWS.subList(0, 40));
    LiveCommand second = LiveCommand.run(run);
    assertThat(second.code()).as(second.err()).isEqualTo(1);
    assertThat(second.err())
        .contains("it is another topic of this name. Begin anew with another --checkpoint.");
  }

  @Test
  void aTopicTakesTheRowsAsJson() {
    LiveTopics.send(broker.bootstrapServers(), "asked", Encoding.COMPACT, FLOWS);
    LiveCommand done = run(topic("asked"), "-o", topic("answers"));
    assertThat(done.code()).as(done.err()).isZero();
    List<String> lines = run(topic("asked"), "-f", "ndjson").out().lines().sorted().toList();
    List<ConsumerRecord<byte[], byte[]>> messages = read("answers", lines.size());
    assertThat(messages.stream().map(message -> new String(message.value(), UTF_8)).sorted())
        .containsExactlyElementsOf(lines);
    assertThat(messages.stream().map(message -> new String(message.key(), UTF_8)))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[0-9a-f-]{36}/\\d+/rows/\\d+"));
    LiveCommand absent =
        run(topic("asked"), "-o", "kafka://127.0.0.1:1/x", "--kafka", "max.block.ms=1500");
    assertThat(absent.err())
        .startsWith("Cannot write to kafka://127.0.0.1:1/x: no broker answers there")
        .hasLineCount(1);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(part -> new TopicPartition(topic, part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int i = 0; i < 100 && all.size() < count; i++) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void aBrokerThatStopsForAWhileIsWaitedFor() throws Exception {
    Path files = directory.resolve("stops");
    int port = Broker.freePort();
    Analysis<?> analysis =
        LiveSamples.analyses().stream()
            .filter(named -> named.getName().equals("protocols"))
            .findFirst()
            .orElseThrow()
            .getPayload();
    LiveRuns.Rows rows = new LiveRuns.Rows();
    Broker stops = Broker.start(files, port, Map.of());
    LiveTopics.send(stops.bootstrapServers(), "flows", Encoding.COMPACT, FLOWS.subList(0, 500));
    LiveSettings settings =
        LiveSettings.defaults().withKafka(Map.of("default.api.timeout.ms", "1500"));
    try (LiveRun run =
        LiveRuns.start(
            LiveRuns.job(
                analysis,
                Map.of("every", "1m"),
                "kafka://" + stops.bootstrapServers() + "/flows",
                settings,
                rows))) {
      await(() -> run.progress().records().read() == 500);
      stops.close();
      await(() -> run.progress().waiting().equals("a broker at 127.0.0.1:" + port));
      assertThat(run.await(Duration.ofSeconds(3))).isFalse();
      stops = Broker.start(files, port, Map.of());
      LiveTopics.send(
          stops.bootstrapServers(), "flows", Encoding.COMPACT, FLOWS.subList(500, 1000));
      await(() -> run.progress().records().read() == 1000);
      assertThat(run.progress().waiting()).isEmpty();
      assertThat(run.await(Duration.ofMillis(1))).isFalse();
    } finally {
      stops.close();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(100);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void passwordsReachTheBroker() throws IOException {
    int port = Broker.freePort();
    try (Broker asking = Broker.start(directory.resolve("sasl"), port, saslPlain(port))) {
      Map<String, Object> producer = new TreeMap<>();
      login("secret").forEach(producer::put);
      producer.put("bootstrap.servers", asking.bootstrapServers());
      LiveTopics.send(producer, "flows", Encoding.COMPACT, FLOWS);
      String topic = "kafka://" + asking.bootstrapServers() + "/flows";
      LiveCommand done = run(topic, words("secret"));
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.lastLine()).isEqualTo("read 1000, rejected 0, late 0");
      LiveCommand refused = run(topic, words("wrong"));
      assertThat(refused.err())
          .startsWith("Cannot read " + topic + ": ")
          .containsIgnoringCase("authentication failed")
          .doesNotContain("wrong")
          .hasLineCount(1);
      assertThat(refused.code()).isEqualTo(1);
    }
  }

  private static Map<String, String> login(String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"weir\" password=\""
            + password
            + "\";");
  }

  private static String[] words(String password) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(login(password))
        .forEach((key, value) -> words.addAll(List.of("--kafka", key + "=" + value)));
    return words.toArray(String[]::new);
  }

  private static Map<String, String> saslPlain(int port) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    int controller = Broker.freePort();
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listeners",
        "SASL_PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", "SASL_PLAINTEXT://127.0.0.1:" + port);
    settings.put(
        "listener.security.protocol.map", "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("security.inter.broker.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"weir\""
            + " password=\"secret\" user_weir=\"secret\";");
    return settings;
  }

  @Test
  void settingsOfKafkaThatAreWrongAreTold() {
    LiveCommand done = run(topic("flows"), "--kafka", "security.protocol=SSSL");
    assertThat(done.err()).startsWith("Cannot read kafka://").hasLineCount(1);
    assertThat(done.code()).isEqualTo(2);
  }
}
