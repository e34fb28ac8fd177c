// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.WeirException;
import io.weir.model.engine.TopicAddress;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic, and how to reach it.
 *
 * @param settings further settings of Kafka's consumer, such as those of TLS and SASL
 */
record Topic(TopicAddress address, Map<String, String> settings) implements Serializable {
  Topic {
    settings = new TreeMap<>(settings);
  }

  static Topic of(String input, Map<String, String> settings) {
    return TopicAddress.parse(input)
        .map(address -> new Topic(address, settings))
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot read %s: it is no address of a topic. Write %s, or"
                        + " kafka://HOST:PORT,HOST:PORT/TOPIC.",
                    input, TopicAddress.FORM));
  }

  String servers() {
    return address.servers();
  }

  String name() {
    return address.topic();
  }

  /** The settings of a consumer. */
  Map<String, Object> consumer() {
    Map<String, Object> all = new TreeMap<>();
    all.put("client.id", "weir");
    all.put("isolation.level", "read_committed");
    // Large enough that a message is not what is paid for, small enough for the memory.
    all.put("max.partition.fetch.bytes", "2097152");
    // So few that they are still in the processor's cache when they are decoded.
    all.put("max.poll.records", "500");
    all.put("receive.buffer.bytes", "1048576");
    all.put("fetch.max.wait.ms", "200");
    all.put("default.api.timeout.ms", "10000");
    all.putAll(settings);
    all.put("bootstrap.servers", servers());
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.put("allow.auto.create.topics", "false");
    // Messages are not copied.
    all.put("key.deserializer", "org.apache.kafka.common.serialization.ByteBufferDeserializer");
    all.put("value.deserializer", "org.apache.kafka.common.serialization.ByteBufferDeserializer");
    return all;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
