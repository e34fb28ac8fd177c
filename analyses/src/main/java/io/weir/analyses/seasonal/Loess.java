// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/**
 * Smooths values at equal distances by local lines (Cleveland 1979), with weights that fall with
 * the third power of the distance. Lines are fitted at some places; between these the curve is
 * straight, as in Cleveland et al. 1990, STL, section 3.
 */
final class Loess {
  /** Nearer than this part of the reach a value has its full weight, beyond the other none. */
  private static final double NEAR = 0.001;

  private static final double FAR = 0.999;

  private final int window;
  private final int jump;
  private final int size;
  private final int inside;
  private final double[] middle;

  /**
   * A smoother.
   *
   * @param size number of values, at least 2
   * @param window number of values that a line is fitted to; odd
   * @param jump how far the places are from each other
   */
  Loess(int size, int window, int jump) {
    this.size = size;
    this.window = window;
    this.jump = Math.min(jump, size - 1);
    this.inside = Math.min(window, size);
    int reach = (window - 1) / 2;
    this.middle = new double[reach + 1];
    for (int distance = 0; distance <= reach; distance++) {
      middle[distance] = tricube(distance, reach);
    }
  }

  private static double tricube(double distance, double reach) {
    if (distance > FAR * reach) {
      return 0;
    }
    double share = distance / reach;
    double rest = 1 - share * share * share;
    return distance <= NEAR * reach ? 1 : rest * rest * rest;
  }

  /**
   * Smooths.
   *
   * @param weights how far each value counts, from 0 to 1
   * @param smooth takes the curve
   */
  void smooth(double[] values, double[] weights, double[] smooth) {
    int last = 0;
    smooth[0] = fitted(values, weights, 0);
    while (last < size - 1) {
      int next = Math.min(last + jump, size - 1);
      smooth[next] = fitted(values, weights, next);
      double step = (smooth[next] - smooth[last]) / (next - last);
      for (int i = last + 1; i < next; i++) {
        smooth[i] = smooth[last] + step * (i - last);
      }
      last = next;
    }
  }

  /** The line's value at a place; the place's own where no value near counts. */
  private double fitted(double[] values, double[] weights, int at) {
    int from = Math.max(0, Math.min(at - (inside - 1) / 2, size - inside));
    int to = from + inside;
    int reach = Math.max(at - from, to - 1 - at) + (window - inside) / 2;
    boolean isMiddle = reach == middle.length - 1;
    double total = 0;
    double first = 0;
    double second = 0;
    double value = 0;
    double product = 0;
    for (int i = from; i < to; i++) {
      int distance = i - at;
      int far = Math.abs(distance);
      double weight = weights[i] * (isMiddle ? middle[far] : tricube(far, reach));
      total += weight;
      first += weight * distance;
      second += weight * distance * distance;
      value += weight * values[i];
      product += weight * distance * values[i];
    }
    if (total <= 0) {
      return values[at];
    }
    double centre = first / total;
    double mean = value / total;
    double spread = second / total - centre * centre;
    boolean hasSlope = reach > 0 && Math.sqrt(Math.max(0, spread)) > NEAR * (size - 1);
    return hasSlope ? mean - centre * (product / total - centre * mean) / spread : mean;
  }
}
