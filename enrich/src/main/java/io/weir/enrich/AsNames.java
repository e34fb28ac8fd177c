// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of autonomous systems by number, from pyasn's {@code asnames.json}. Immutable. */
final class AsNames {
  /** A HashMap: Map.copyOf's linear probing is slow for numbers that are close together. */
  private final Map<Long, String> byNumber;

  private AsNames(Map<Long, String> byNumber) {
    this.byNumber = byNumber;
  }

  /** Reads a JSON object of names by number. */
  static AsNames read(LookupFile file) {
    Map<Long, String> names = new HashMap<>();
    for (Map.Entry<?, ?> entry : members(file).entrySet()) {
      String key = String.valueOf(entry.getKey());
      long number = AsnDatabase.number(key, 0);
      if (number == AsnDatabase.NONE || !(entry.getValue() instanceof String name)) {
        throw file.wrong("a member is not \"NUMBER\": \"NAME\"", key);
      }
      names.put(number, name);
    }
    return new AsNames(names);
  }

  private static Map<?, ?> members(LookupFile file) {
    Object value;
    try {
      value = Json.parse(new String(file.content(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw file.wrong("it is not JSON", String.valueOf(e.getMessage()));
    }
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw file.wrong("it is no JSON object", "");
  }

  @Nullable String name(long number) {
    return byNumber.get(number);
  }
}
