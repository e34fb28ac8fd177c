// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of one resolver. */
final class Resolver {
  final long clients;
  final SortedMap<String, Reach> networks = new TreeMap<>();
  final List<Deviation> deviations = new ArrayList<>();
  private long resolutions;
  private long names;
  private @Nullable String lastName;

  Resolver(long clients) {
    this.clients = clients;
  }

  /** Counts replies for a name; those of one name come together. */
  void count(String name, long times) {
    if (!name.equals(lastName)) {
      names++;
      lastName = name;
    }
    resolutions += times;
  }

  long resolutions() {
    return resolutions;
  }

  /** Different names that it resolved. */
  long names() {
    return names;
  }
}
