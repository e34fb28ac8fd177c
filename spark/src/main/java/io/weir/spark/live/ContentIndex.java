// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Contents by number, and by how they begin: to find one costs as much as there are lengths of
 * beginnings, at most {@link Content#LONGEST}, however many contents there are. Not thread-safe.
 */
final class ContentIndex {
  private final Map<Long, Content> contents = new LinkedHashMap<>();
  private final Map<Content.Beginning, List<Long>> byBeginning = new HashMap<>();

  /** How many contents are told by so many bytes. */
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  ContentIndex(Collection<Content> all) {
    all.forEach(this::put);
  }

  /** Adds a content, in the place of the one with its number. */
  void put(Content content) {
    Content before = contents.put(content.id(), content);
    if (before != null) {
      if (before.beginning().equals(content.beginning())) {
        return;
      }
      byBeginning.getOrDefault(before.beginning(), new ArrayList<>()).remove(before.id());
      lengths.merge(before.length(), -1, (a, b) -> a + b == 0 ? null : a + b);
    }
    byBeginning.computeIfAbsent(content.beginning(), key -> new ArrayList<>()).add(content.id());
    lengths.merge(content.length(), 1, Integer::sum);
  }

  /** The content that begins so, in this file if there are several. */
  Optional<Content> find(byte[] head, String key) {
    List<Content> alike = new ArrayList<>();
    for (int length : lengths.headMap(head.length, true).keySet()) {
      Content.Beginning beginning = new Content.Beginning(length, Content.digest(head, length));
      for (Long id : byBeginning.getOrDefault(beginning, List.of())) {
        alike.add(contents.get(id));
      }
    }
    return alike.stream()
        .min(
            Comparator.comparing((Content content) -> content.key().equals(key) ? 0 : 1)
                .thenComparing(Content::id));
  }

  /** All, in the order in which they came. */
  List<Content> all() {
    return List.copyOf(contents.values());
  }
}
