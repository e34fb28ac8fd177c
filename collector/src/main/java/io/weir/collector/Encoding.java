// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How flows are written into a topic. */
public enum Encoding {
  /** Weir's compact batches: thousands of flows a message. */
  COMPACT,
  /** A message a flow, with goflow2's members. */
  GOFLOW2_JSON,
  /** A message a flow, with the 12 members of the benchmark of stream processors. */
  BENCHMARK_JSON;

  /** The word for it: {@code goflow2-json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Encoding::word).toList();
  }

  /** The encoding of a word, if it is one. */
  public static Optional<Encoding> named(String word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  FlowEncoder encoder() {
    return switch (this) {
      case COMPACT -> new CompactEncoder();
      case GOFLOW2_JSON -> new JsonEncoder(JsonStyles::goflow2);
      case BENCHMARK_JSON -> new JsonEncoder(JsonStyles::benchmark);
    };
  }
}
