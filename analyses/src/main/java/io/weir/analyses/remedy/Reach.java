// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that one resolver has answered with addresses in one network. */
final class Reach {
  private long resolutions;
  private long domains;
  private @Nullable String lastDomain;
  private final Range ttl = new Range();
  private final Range names = new Range();
  private final Range addresses = new Range();

  private static final class Range {
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;

    void add(long value) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }

    boolean isOne() {
      return least == most;
    }
  }

  /**
   * Adds a reply.
   *
   * @param domain the registered domain; those of one come together
   */
  void add(String domain, Pair.Reply reply) {
    if (!domain.equals(lastDomain)) {
      domains++;
      lastDomain = domain;
    }
    resolutions += reply.times();
    names.add(reply.answers().names());
    addresses.add(reply.answers().addresses());
    if (reply.hasTtl()) {
      ttl.add(reply.lowestTtl());
      ttl.add(reply.highestTtl());
    }
  }

  long resolutions() {
    return resolutions;
  }

  /** Registered domains. */
  long domains() {
    return domains;
  }

  double perDomain() {
    return (double) resolutions / domains;
  }

  /** The features that never varied, of those that are not the network itself. */
  Set<Feature> fixed() {
    Set<Feature> fixed = EnumSet.noneOf(Feature.class);
    if (ttl.isOne()) {
      fixed.add(Feature.TTL);
    }
    if (names.isOne()) {
      fixed.add(Feature.NAMES);
    }
    if (addresses.isOne()) {
      fixed.add(Feature.ADDRESSES);
    }
    return fixed;
  }
}
