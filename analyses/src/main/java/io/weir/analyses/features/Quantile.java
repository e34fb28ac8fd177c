// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

/** Quantiles of sorted numbers, between two of them in proportion (type 7 of Hyndman and Fan). */
public final class Quantile {
  private Quantile() {}

  /**
   * A quantile.
   *
   * @param sorted ascending, at least one
   * @param share from 0 to 1
   */
  public static double of(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
