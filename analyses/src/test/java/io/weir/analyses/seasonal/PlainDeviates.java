// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/** Rosner's test once more: all is made anew at each step, and critical values are looked up. */
final class PlainDeviates {
  private PlainDeviates() {}

  static BitSet of(double[] values, int most, Deviates.Test test) {
    int n = values.length;
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      left.add(i);
    }
    List<Integer> taken = new ArrayList<>();
    int outliers = 0;
    for (int i = 1; i <= most; i++) {
      double[] now = left.stream().mapToDouble(k -> values[k]).toArray();
      double centre = test.isHybrid() ? PlainStl.median(now) : mean(now);
      double scale = test.isHybrid() ? 1.4826 * spread(now, centre) : deviation(now, centre);
      if (scale == 0) {
        break;
      }
      int farthest = 0;
      for (int k = 1; k < now.length; k++) {
        if (far(now[k], centre, test.direction()) > far(now[farthest], centre, test.direction())) {
          farthest = k;
        }
      }
      double deviate = far(now[farthest], centre, test.direction()) / scale;
      taken.add(left.remove(farthest));
      if (deviate > critical(n, i, test)) {
        outliers = i;
      }
    }
    BitSet found = new BitSet();
    taken.subList(0, outliers).forEach(found::set);
    return found;
  }

  /** Rosner 1983, equation 2.5. */
  private static double critical(int n, int i, Deviates.Test test) {
    double tails = test.direction() == Direction.BOTH ? 2 : 1;
    double p = 1 - test.alpha() / (tails * (n - i + 1));
    if (n - i - 1 < 1) {
      return Double.POSITIVE_INFINITY;
    }
    double t = TDistribution.of(n - i - 1).inverseCumulativeProbability(p);
    return t * (n - i) / Math.sqrt((n - i - 1 + t * t) * (n - i + 1));
  }

  private static double far(double value, double centre, Direction direction) {
    return switch (direction) {
      case POS -> value - centre;
      case NEG -> centre - value;
      case BOTH -> Math.abs(value - centre);
    };
  }

  private static double spread(double[] values, double centre) {
    return PlainStl.median(Arrays.stream(values).map(v -> Math.abs(v - centre)).toArray());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
