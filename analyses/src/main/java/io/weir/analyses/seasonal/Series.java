// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Points at equal distances.
 *
 * @param times in microseconds
 * @param filled the points without rows
 * @param points the point of each sample
 * @param isInterpolated whether filled points are made of their neighbours
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read at once
record Series(long[] times, double[] values, BitSet filled, int[] points, boolean isInterpolated) {

  /**
   * A series of samples.
   *
   * @param samples sorted, at least one
   */
  static Series of(Samples samples, Spacing spacing, Aggregate aggregate, Fill fill) {
    int size = samples.size();
    long first = spacing.slot(samples.time(0));
    boolean isDense = fill != Fill.NONE;
    int most = isDense ? spacing.points(first, spacing.slot(samples.time(size - 1)), size) : size;
    long[] times = new long[most];
    double[] values = new double[most];
    BitSet filled = new BitSet();
    int[] points = new int[size];
    int count = 0;
    for (int from = 0, to; from < size; from = to) {
      long slot = spacing.slot(samples.time(from));
      to = from + 1;
      while (to < size && spacing.slot(samples.time(to)) == slot) {
        to++;
      }
      int point = isDense ? (int) (slot - first) : count;
      filled.set(count, point);
      times[point] = spacing.time(slot);
      values[point] = aggregate.of(samples, from, to);
      Arrays.fill(points, from, to, point);
      count = point + 1;
    }
    Series series =
        new Series(
            Arrays.copyOf(times, count),
            Arrays.copyOf(values, count),
            filled,
            points,
            fill == Fill.INTERPOLATE);
    series.fill(spacing, first, fill);
    return series;
  }

  private void fill(Spacing spacing, long first, Fill fill) {
    for (int from = filled.nextSetBit(0); from >= 0; from = filled.nextSetBit(from)) {
      int to = filled.nextClearBit(from);
      double before = values[from - 1];
      double step = (values[to] - before) / (to - from + 1);
      for (int i = from; i < to; i++) {
        times[i] = spacing.time(first + i);
        values[i] = fill == Fill.ZERO ? 0 : before + step * (i - from + 1);
      }
      from = to;
    }
  }

  int size() {
    return values.length;
  }

  boolean isConstant() {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }
}
