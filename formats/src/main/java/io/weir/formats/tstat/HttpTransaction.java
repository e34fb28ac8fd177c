// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its response, as far as their lines were seen. */
final class HttpTransaction {
  final String clientIp;
  final @Nullable Long clientPort;
  final String serverIp;
  final @Nullable Long serverPort;
  final long depth;
  final long line;
  boolean isAsked;
  boolean isAnswered;
  long asked;
  long answered;
  private final Map<String, String> values = new HashMap<>();

  HttpTransaction(LineFields fields, long depth, long line) {
    clientIp = String.valueOf(fields.text(0));
    clientPort = fields.number(1);
    serverIp = String.valueOf(fields.text(2));
    serverPort = fields.number(3);
    this.depth = depth;
    this.line = line;
  }

  /** Keeps a value where there is none yet; a continuation fills what the first line lacks. */
  void set(String name, @Nullable String value) {
    if (value != null) {
      values.putIfAbsent(name, value);
    }
  }

  @Nullable String value(String name) {
    return values.get(name);
  }

  long start() {
    return isAsked ? asked : answered;
  }

  long end() {
    return isAnswered ? answered : asked;
  }
}
