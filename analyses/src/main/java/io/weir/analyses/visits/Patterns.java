// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.util.HashMap;
import java.util.Map;

/** How many flows have each pattern of names. */
final class Patterns {
  private final Map<String, int[]> counts = new HashMap<>();

  /** Counts one flow more. */
  void add(String pattern) {
    counts.computeIfAbsent(pattern, none -> new int[1])[0]++;
  }

  /** Counts one flow less. */
  void remove(String pattern) {
    int[] count = counts.get(pattern);
    if (count != null && --count[0] == 0) {
      counts.remove(pattern);
    }
  }

  void clear() {
    counts.clear();
  }

  /** The number of different patterns. */
  int size() {
    return counts.size();
  }

  /** The number of different patterns here or in others. */
  int sizeWith(Patterns others) {
    Patterns fewer = size() < others.size() ? this : others;
    Patterns more = size() < others.size() ? others : this;
    int both = 0;
    for (String pattern : fewer.counts.keySet()) {
      both += more.counts.containsKey(pattern) ? 1 : 0;
    }
    return size() + others.size() - both;
  }

  /** The sum of the flows' weights; a pattern that has none weighs nothing. */
  double sum(Map<String, Double> weights) {
    double sum = 0;
    if (weights.size() < counts.size()) {
      for (Map.Entry<String, Double> weight : weights.entrySet()) {
        int[] count = counts.get(weight.getKey());
        sum += count == null ? 0 : count[0] * weight.getValue();
      }
    } else {
      for (Map.Entry<String, int[]> count : counts.entrySet()) {
        sum += count.getValue()[0] * weights.getOrDefault(count.getKey(), 0.0);
      }
    }
    return sum;
  }
}
