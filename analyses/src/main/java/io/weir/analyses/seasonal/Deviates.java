// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The generalized extreme Studentized deviate test (Rosner, Technometrics 25, 1983): the value
 * farthest from the centre is taken out, again and again, and all are outliers up to the last that
 * was farther than chance puts it.
 *
 * <p>What is farthest is the first or the last of the values that are left, in ascending order: so
 * these lie side by side, and their median and median deviation are found in logarithmic time.
 *
 * @param places of the outliers, in the order in which they were taken out
 * @param centre of the other values
 * @param scale of the other values; 0 where they are one
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read at once
record Deviates(int[] places, double centre, double scale) {
  /**
   * How the test is made.
   *
   * @param alpha how likely an outlier may be found where there is none
   * @param isHybrid whether centre and scale are median and median deviation, else mean and
   *     standard deviation
   */
  record Test(double alpha, Direction direction, boolean isHybrid) {

    /** Whether a deviate is farther than chance puts the farthest of so many values. */
    private boolean isBeyond(double deviate, int size) {
      double degrees = size - 2.0;
      double rest = (size - 1.0) * (size - 1.0) - deviate * deviate * size;
      if (degrees < 1) {
        return false;
      }
      if (rest <= 0) {
        return true;
      }
      double t = deviate * Math.sqrt(size * degrees / rest);
      double tail = alpha / (direction == Direction.BOTH ? 2.0 * size : size);
      return TDistribution.of(degrees).survivalProbability(t) < tail;
    }
  }

  /**
   * Tests values.
   *
   * @param most outliers that are looked for, fewer than half of the values
   */
  static Deviates of(double[] values, int most, Test test) {
    return new Removal(values, test).run(most);
  }

  /** The values that are left. */
  private static final class Removal {
    private final Test test;
    private final double[] sorted;
    private final int[] order;
    private final Moments moments;
    private int from;
    private int to;
    private double centre;
    private double scale;

    Removal(double[] values, Test test) {
      this.test = test;
      this.sorted = values.clone();
      Arrays.sort(sorted);
      this.order = order(values, sorted);
      this.to = values.length;
      this.moments = new Moments(sorted);
      measure();
    }

    /** The places of the values in ascending order; of equal ones the earliest first. */
    private static int[] order(double[] values, double[] sorted) {
      int[] order = new int[values.length];
      int[] seen = new int[values.length];
      for (int i = 0; i < values.length; i++) {
        int first = first(sorted, values[i]);
        order[first + seen[first]++] = i;
      }
      return order;
    }

    private static int first(double[] sorted, double value) {
      int least = 0;
      int most = sorted.length;
      while (least < most) {
        int middle = (least + most) >>> 1;
        if (sorted[middle] < value) {
          least = middle + 1;
        } else {
          most = middle;
        }
      }
      return least;
    }

    Deviates run(int most) {
      int[] taken = new int[most];
      double[] deviates = new double[most];
      int[] highs = new int[most + 1];
      int steps = 0;
      while (steps < most && scale > 0) {
        boolean isHigh = isHigh();
        deviates[steps] = (isHigh ? sorted[to - 1] - centre : centre - sorted[from]) / scale;
        taken[steps] = isHigh ? highest() : order[from];
        highs[steps + 1] = highs[steps] + (isHigh ? 1 : 0);
        steps++;
        remove(isHigh);
      }
      int outliers = steps;
      while (outliers > 0 && !test.isBeyond(deviates[outliers - 1], sorted.length - outliers + 1)) {
        outliers--;
      }
      return rewound(Arrays.copyOf(taken, outliers), highs[outliers]);
    }

    private void remove(boolean isHigh) {
      if (isHigh) {
        to--;
      } else {
        from++;
      }
      measure();
    }

    /** With the outliers alone taken out. */
    private Deviates rewound(int[] outliers, int highs) {
      from = outliers.length - highs;
      to = sorted.length - highs;
      moments.restart(from, to);
      measure();
      return new Deviates(outliers, centre, scale);
    }

    private void measure() {
      if (sorted[from] == sorted[to - 1]) {
        centre = sorted[from];
        scale = 0;
      } else if (test.isHybrid()) {
        centre = Median.ofSorted(sorted, from, to);
        scale = Median.NORMAL * Median.deviation(sorted, from, to, centre);
      } else {
        moments.cut(from, to);
        centre = moments.mean();
        scale = moments.deviation();
      }
    }

    /** Whether the value that is farthest is the highest; of both at one distance the earlier. */
    private boolean isHigh() {
      if (test.direction() != Direction.BOTH) {
        return test.direction() == Direction.POS;
      }
      double above = sorted[to - 1] - centre;
      double below = centre - sorted[from];
      return above == below ? highest() < order[from] : above > below;
    }

    /** The place of the highest value; of equal ones the earliest that is left. */
    private int highest() {
      double value = sorted[to - 1];
      int first = first(sorted, value);
      int end = first(sorted, Math.nextUp(value));
      return order[first + (end - to)];
    }
  }
}
