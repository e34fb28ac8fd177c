// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.WeirException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a topic is.
 *
 * @param servers {@code HOST:PORT}, several divided by commas
 */
public record TopicAddress(String servers, String topic) {
  private static final Pattern FORM =
      Pattern.compile(
          "kafka://((?:[^/,:\\s]+|\\[[0-9a-fA-F:.]+\\]):\\d+"
              + "(?:,(?:[^/,:\\s]+|\\[[0-9a-fA-F:.]+\\]):\\d+)*)/([a-zA-Z0-9._-]{1,249})/?");

  /**
   * Reads {@code kafka://HOST:PORT[,HOST:PORT]/TOPIC}.
   *
   * @throws WeirException of kind USAGE when it is none
   */
  public static TopicAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw WeirException.usage(
          "Cannot store to %s: it must be kafka://HOST:PORT/TOPIC. Name the topic with --to.",
          text);
    }
    return new TopicAddress(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return "kafka://" + servers + "/" + topic;
  }
}
