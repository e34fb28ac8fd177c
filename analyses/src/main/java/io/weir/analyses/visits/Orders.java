// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of a page's names come later than which others. */
final class Orders {
  private final Map<String, Integer> places = new HashMap<>();
  private final long[][] later;
  private final long[][] both;

  Orders(List<String> patterns) {
    for (String pattern : patterns) {
      places.put(pattern, places.size());
    }
    later = new long[places.size()][places.size()];
    both = new long[places.size()][places.size()];
  }

  /** Adds a visit: first offsets by pattern. */
  void add(Map<String, Long> offsets) {
    List<Map.Entry<String, Long>> known = new ArrayList<>();
    for (Map.Entry<String, Long> offset : offsets.entrySet()) {
      if (places.containsKey(offset.getKey())) {
        known.add(offset);
      }
    }
    for (Map.Entry<String, Long> one : known) {
      int a = places.getOrDefault(one.getKey(), 0);
      for (Map.Entry<String, Long> other : known) {
        int b = places.getOrDefault(other.getKey(), 0);
        int comparison = Long.compare(one.getValue(), other.getValue());
        both[a][b] += a == b ? 0 : 2;
        // At the same time is half a time later.
        later[a][b] += a == b ? 0 : comparison + 1;
      }
    }
  }

  /** The mean share of visits in which a pattern is later than another; 0.5 without any other. */
  double order(String pattern) {
    int a = places.getOrDefault(pattern, -1);
    double sum = 0;
    int others = 0;
    for (int b = 0; a >= 0 && b < places.size(); b++) {
      if (both[a][b] > 0) {
        sum += (double) later[a][b] / both[a][b];
        others++;
      }
    }
    return others == 0 ? 0.5 : sum / others;
  }
}
