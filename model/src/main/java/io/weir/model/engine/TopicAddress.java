// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a topic of Kafka is. Written as {@value #FORM}.
 *
 * @param servers {@code HOST:PORT}, several divided by commas, as Kafka's bootstrap.servers
 */
public record TopicAddress(String servers, String topic) implements Serializable {
  /** What an address looks like. */
  public static final String FORM = "kafka://HOST:PORT/TOPIC";

  private static final String SCHEME = "kafka://";
  private static final Pattern ADDRESS =
      Pattern.compile(
          SCHEME
              + "((?:[^/,:\\s]+|\\[[0-9a-fA-F:.]+\\]):\\d+"
              + "(?:,(?:[^/,:\\s]+|\\[[0-9a-fA-F:.]+\\]):\\d+)*)/([a-zA-Z0-9._-]{1,249})/?");

  /** Whether a text can mean nothing but a topic, well written or not. */
  public static boolean isMeant(String text) {
    return text.startsWith(SCHEME);
  }

  /** Reads {@code kafka://HOST:PORT[,HOST:PORT]/TOPIC}; empty when it is none. */
  public static Optional<TopicAddress> parse(String text) {
    Matcher address = ADDRESS.matcher(text);
    return address.matches()
        ? Optional.of(new TopicAddress(address.group(1), address.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return SCHEME + servers + "/" + topic;
  }
}
