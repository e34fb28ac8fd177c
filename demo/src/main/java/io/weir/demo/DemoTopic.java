// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.broker.Broker;
import io.weir.collector.Collector;
import io.weir.model.WeirException;
import io.weir.model.engine.TopicAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topic of the demonstration's own: with a broker in this process, or on brokers given. */
final class DemoTopic implements AutoCloseable {
  private final TopicAddress address;
  private final Map<String, String> kafka;
  private final @Nullable Broker broker;

  private DemoTopic(TopicAddress address, Map<String, String> kafka, @Nullable Broker broker) {
    this.address = address;
    this.kafka = kafka;
    this.broker = broker;
  }

  /**
   * Makes the topic.
   *
   * @param directory for the files of a broker
   * @throws WeirException when no broker answers
   */
  static DemoTopic open(DemoSettings settings, Path directory) throws IOException {
    String name = "weir-demo-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
    Broker broker = settings.servers().isPresent() ? null : Broker.start(directory);
    String servers =
        settings.servers().orElseGet(() -> broker == null ? "" : broker.bootstrapServers());
    TopicAddress address = new TopicAddress(servers, name);
    String missing = Collector.check(address, settings.kafka());
    if (!missing.isEmpty()) {
      throw WeirException.failed(
          "Cannot use the topic %s: no broker answers (%s). Start it, correct --kafka, or leave"
              + " --kafka away for a broker in this process.",
          address, missing);
    }
    return new DemoTopic(address, settings.kafka(), broker);
  }

  TopicAddress address() {
    return address;
  }

  boolean isInThisProcess() {
    return broker != null;
  }

  /** Stops the broker, or deletes the topic on brokers given. */
  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    } else {
      Collector.deleteTopic(address, kafka);
    }
  }
}
