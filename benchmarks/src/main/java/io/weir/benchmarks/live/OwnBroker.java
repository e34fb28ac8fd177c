// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.broker.Broker;
import io.weir.collector.Collector;
import io.weir.model.engine.TopicAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker in this process, whose files go when it is closed. */
final class OwnBroker implements AutoCloseable {
  private final Path directory;
  private final Broker broker;

  private OwnBroker(Path directory, Broker broker) {
    this.directory = directory;
    this.broker = broker;
  }

  static OwnBroker start() throws IOException {
    // Kafka and Spark log the same way; who is first must not decide it.
    if (System.getProperty("log4j2.configurationFile") == null) {
      System.setProperty("log4j2.configurationFile", "classpath:io/weir/spark/log4j2.properties");
    }
    Path directory = Files.createTempDirectory("weir-benchmark-");
    return new OwnBroker(directory, Broker.start(directory.resolve("kafka")));
  }

  /** A directory beside the broker's files. */
  Path directory() {
    return directory;
  }

  /** Makes a topic of two partitions. */
  TopicAddress topic(String name) {
    TopicAddress address = new TopicAddress(broker.bootstrapServers(), name);
    String missing = Collector.check(address, Map.of());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(missing);
    }
    return address;
  }

  @Override
  public void close() {
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
