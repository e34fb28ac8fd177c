// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/**
 * Mean and standard deviation of ascending values, of which the first and the last are taken away
 * one by one. Sums are made anew, around the new mean, when most of them was taken away or the mean
 * went far: so nothing is left of what rounding took from big ones.
 */
final class Moments {
  private static final double MOST_IS_GONE = 1e-3;

  private final double[] sorted;
  private int from;
  private int to;
  private double base;
  private double sum;
  private double squares;
  private double squaresAtFirst;

  Moments(double[] sorted) {
    this.sorted = sorted;
    restart(0, sorted.length);
  }

  /** Takes the values between two places, whatever was there before. */
  void restart(int newFrom, int newTo) {
    from = newFrom;
    to = newTo;
    base = 0;
    for (int i = from; i < to; i++) {
      base += (sorted[i] - base) / (i - from + 1);
    }
    sum = 0;
    squares = 0;
    for (int i = from; i < to; i++) {
      add(sorted[i], 1);
    }
    squaresAtFirst = squares;
  }

  /** Takes away what is outside of two places. */
  void cut(int newFrom, int newTo) {
    while (from < newFrom) {
      add(sorted[from++], -1);
    }
    while (to > newTo) {
      add(sorted[--to], -1);
    }
    boolean isMostGone = squares < MOST_IS_GONE * squaresAtFirst;
    if (isMostGone || aroundMean() < MOST_IS_GONE * squares) {
      restart(newFrom, newTo);
    }
  }

  private void add(double value, int sign) {
    double distance = value - base;
    sum += sign * distance;
    squares += sign * distance * distance;
  }

  double mean() {
    return base + sum / (to - from);
  }

  /** Of a sample; 0 for one value. */
  double deviation() {
    int size = to - from;
    return size < 2 ? 0 : Math.sqrt(Math.max(0, aroundMean()) / (size - 1));
  }

  private double aroundMean() {
    return squares - sum * sum / (to - from);
  }
}
