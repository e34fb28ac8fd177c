// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each value of a feature was seen for a name, and from which frequency on a value is
 * usual.
 *
 * <p>Values are ranked by frequency. Where the quartiles of the resolutions lie in that ranking
 * tells, as the fences of a box plot do, up to which rank values are usual.
 *
 * @param <V> the values
 */
final class Frequencies<V> {
  private static final double FENCE = 1.5;

  /** Keeps a fence on a whole rank there, whatever the last digit. */
  private static final double ROUNDING = 1e-9;

  private final Map<V, Long> counts = new HashMap<>();
  private long total;
  private long least;

  void add(V value, long n) {
    counts.merge(value, n, Long::sum);
    total += n;
  }

  /** Ends the counting. */
  void rank() {
    long[] ascending = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
    double first = quartile(ascending, 1);
    double third = quartile(ascending, 3);
    int rank = (int) Math.floor(third + FENCE * (third - first) + ROUNDING);
    boolean isRank = rank >= 0 && rank < ascending.length;
    least = isRank ? ascending[ascending.length - 1 - rank] : 0;
  }

  /**
   * The rank, with a fraction, at which so many quarters of all resolutions are reached; the most
   * frequent value ends at 0.
   */
  private double quartile(long[] ascending, int quarters) {
    double wanted = total * (quarters / 4.0);
    long before = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      long count = ascending[ascending.length - 1 - rank];
      if (before + count >= wanted) {
        return rank - 1 + (wanted - before) / count;
      }
      before += count;
    }
    return ascending.length - 1.0;
  }

  boolean isUsual(V value) {
    return counts.getOrDefault(value, 0L) >= least;
  }

  /** The value's share of all resolutions. */
  double share(V value) {
    return total == 0 ? 0 : (double) counts.getOrDefault(value, 0L) / total;
  }

  /** The least share of a usual value; 0 when all are. */
  double leastShare() {
    return total == 0 ? 0 : (double) least / total;
  }
}
