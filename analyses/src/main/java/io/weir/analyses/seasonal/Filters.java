// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.analyses.features.Quantile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;

/** Which anomalies are worth to be told. */
final class Filters {
  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;

  private Filters() {}

  /** Only those at the end. */
  enum OnlyLast {
    DAY(Filters.DAY),
    HR(HOUR);

    private final long micros;

    OnlyLast(long micros) {
      this.micros = micros;
    }
  }

  /** Only those that are as high as what days reach. */
  enum Threshold {
    /** The median of the days' highest values. */
    MED_MAX(0.5),
    /** What 95 % of the days' highest values are not above. */
    P95(0.95),
    /** What 99 % of the days' highest values are not above. */
    P99(0.99);

    private final double share;

    Threshold(double share) {
      this.share = share;
    }
  }

  /** Leaves the anomalies of the last day or hour. */
  static void keepLast(Series series, OnlyLast last, BitSet anomalies) {
    long[] times = series.times();
    int first = Arrays.binarySearch(times, times[times.length - 1] - last.micros + 1);
    anomalies.clear(0, first < 0 ? -first - 1 : first);
  }

  /** Leaves the anomalies that are as high as the days' highest values, and not low ones. */
  static void keepHigh(Series series, Threshold threshold, Search.Found found) {
    TreeMap<Long, Double> highest = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      highest.merge(Math.floorDiv(series.times()[i], DAY), series.values()[i], Math::max);
    }
    double[] sorted = highest.values().stream().mapToDouble(value -> value).sorted().toArray();
    double least = Quantile.of(sorted, threshold.share);
    BitSet anomalies = found.anomalies();
    for (int i = anomalies.nextSetBit(0); i >= 0; i = anomalies.nextSetBit(i + 1)) {
      if (series.values()[i] < least || found.scores()[i] < 0) {
        anomalies.clear(i);
      }
    }
  }
}
