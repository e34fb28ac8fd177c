// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;

/** Medians; of an even number of values the middle of the two in the middle. */
final class Median {
  /** How many times the deviation of a normal distribution is its median deviation. */
  static final double NORMAL = 1.4826;

  private Median() {}

  /** The median of at least one value, in any order. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, 0, sorted.length);
  }

  /** The median of ascending values from one place up to another. */
  static double ofSorted(double[] sorted, int from, int to) {
    int middle = (from + to) >>> 1;
    return ((to - from) & 1) == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The median of the distances of ascending values from their median, in logarithmic time: the
   * distances to the left and to the right of it ascend each.
   */
  static double deviation(double[] sorted, int from, int to, double median) {
    int right = (from + to) >>> 1;
    Distances distances = new Distances(sorted, from, right, to, median);
    int size = to - from;
    return (size & 1) == 1
        ? distances.at(size / 2)
        : (distances.at(size / 2 - 1) + distances.at(size / 2)) / 2;
  }

  /**
   * Distances of ascending values from a number among them.
   *
   * @param right the first place whose value is not below the number
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read at once
  private record Distances(double[] sorted, int from, int right, int to, double median) {
    private double left(int place) {
      return median - sorted[right - 1 - place];
    }

    private double right(int place) {
      return sorted[right + place] - median;
    }

    /** The distance that so many are not above. */
    double at(int rank) {
      int lefts = right - from;
      int rights = to - right;
      int least = Math.max(0, rank - rights);
      int most = Math.min(rank, lefts);
      while (least < most) {
        int taken = (least + most) >>> 1;
        if (left(taken) < right(rank - taken - 1)) {
          least = taken + 1;
        } else {
          most = taken;
        }
      }
      double fromLeft = least < lefts ? left(least) : Double.POSITIVE_INFINITY;
      double fromRight = rank - least < rights ? right(rank - least) : Double.POSITIVE_INFINITY;
      return Math.min(fromLeft, fromRight);
    }
  }
}
