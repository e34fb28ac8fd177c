// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.WeirException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic, and how to reach it.
 *
 * @param servers as Kafka's bootstrap.servers
 * @param settings further settings of Kafka's consumer, such as those of TLS and SASL
 */
record TopicAddress(String servers, String topic, Map<String, String> settings)
    implements Serializable {
  private static final Pattern ADDRESS =
      Pattern.compile("kafka://([^/]+:[0-9]+)/([A-Za-z0-9._-]+)");

  TopicAddress {
    settings = new TreeMap<>(settings);
  }

  static boolean isAddress(String input) {
    return input.startsWith("kafka://");
  }

  static TopicAddress of(String input, Map<String, String> settings) {
    Matcher address = ADDRESS.matcher(input);
    if (!address.matches()) {
      throw WeirException.usage(
          "Cannot read %s: it is no address of a topic. Write kafka://HOST:PORT/TOPIC, or"
              + " kafka://HOST:PORT,HOST:PORT/TOPIC.",
          input);
    }
    return new TopicAddress(address.group(1), address.group(2), settings);
  }

  /** The settings of a consumer. */
  Map<String, Object> consumer() {
    Map<String, Object> all = new TreeMap<>();
    all.put("client.id", "weir");
    all.put("isolation.level", "read_committed");
    // Large enough that a message is not what is paid for, small enough for the memory.
    all.put("max.partition.fetch.bytes", "2097152");
    all.put("max.poll.records", "100000");
    all.put("receive.buffer.bytes", "1048576");
    all.put("fetch.max.wait.ms", "200");
    all.put("default.api.timeout.ms", "10000");
    all.putAll(settings);
    all.put("bootstrap.servers", servers);
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.put("allow.auto.create.topics", "false");
    all.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    all.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    return all;
  }

  @Override
  public String toString() {
    return "kafka://" + servers + "/" + topic;
  }
}
