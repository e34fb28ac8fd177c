// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Option values by name, as given; what is absent has its default. Immutable. */
public record Options(Map<String, String> values) implements Serializable {
  public static final Options NONE = new Options(Map.of());

  public Options {
    values = Map.copyOf(values);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value given, else the option's default; empty when there is neither. */
  public Optional<String> value(Option option) {
    return value(option.name())
        .or(() -> Optional.of(option.defaultValue()).filter(text -> !text.isEmpty()));
  }

  public Options with(String name, String value) {
    Map<String, String> all = new TreeMap<>(values);
    all.put(name, value);
    return new Options(all);
  }
}
