// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All answers of one resolver for one name and type. */
final class Pair {
  /** TTLs count in steps of so many seconds. */
  private static final long TTL_STEP = 5;

  /** Stands for an unknown TTL. */
  static final long NO_TTL = -1;

  /**
   * An answer that came so often.
   *
   * @param lowestTtl in seconds, or NO_TTL
   * @param highestTtl in seconds, or NO_TTL
   */
  record Reply(Answers answers, long times, long lowestTtl, long highestTtl) {
    boolean hasTtl() {
      return lowestTtl != NO_TTL;
    }
  }

  final String resolver;
  private final List<Reply> replies = new ArrayList<>();
  private long resolutions;
  private boolean hasTtl;
  private long lowestTtl = Long.MAX_VALUE;
  private long highestTtl;

  Pair(String resolver) {
    this.resolver = resolver;
  }

  void add(Reply reply) {
    replies.add(reply);
    resolutions += reply.times();
    if (reply.hasTtl()) {
      hasTtl = true;
      lowestTtl = Math.min(lowestTtl, reply.lowestTtl());
      highestTtl = Math.max(highestTtl, reply.highestTtl());
    }
  }

  List<Reply> replies() {
    return replies;
  }

  long resolutions() {
    return resolutions;
  }

  boolean hasTtl() {
    return hasTtl;
  }

  /** In seconds, rounded up to a step. */
  long lowestTtl() {
    return rounded(lowestTtl);
  }

  /** In seconds, rounded up to a step. */
  long highestTtl() {
    return rounded(highestTtl);
  }

  private static long rounded(long ttl) {
    return Math.floorDiv(ttl + TTL_STEP - 1, TTL_STEP) * TTL_STEP;
  }

  /** Each network of the answers with the addresses in it. */
  SortedMap<String, SortedSet<String>> servers() {
    SortedMap<String, SortedSet<String>> servers = new TreeMap<>();
    for (Reply reply : replies) {
      reply
          .answers()
          .servers()
          .forEach((k, v) -> servers.computeIfAbsent(k, network -> new TreeSet<>()).addAll(v));
    }
    return servers;
  }
}
