// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;

/**
 * STL once more, step by step as the paper has it (Cleveland et al., 1990, sections 2.2 to 2.4),
 * with nothing left out that a periodic cycle makes needless, and nothing kept from one place to
 * the next. Two things the paper leaves open: a phase without weight takes its median, and what is
 * no more than rounding is no distance.
 */
final class PlainStl {
  private final double[] values;
  private final int period;
  private final double[] weights;
  private double[] seasonal;
  private double[] trend;

  private PlainStl(double[] values, int period) {
    this.values = values;
    this.period = period;
    this.weights = new double[values.length];
    this.seasonal = new double[values.length];
    this.trend = new double[values.length];
    Arrays.fill(weights, 1);
  }

  static Stl of(double[] values, int period) {
    PlainStl stl = new PlainStl(values, period);
    for (int outer = 0; outer <= 15; outer++) {
      stl.inner();
      stl.weigh();
    }
    return new Stl(stl.cycleMeans(), stl.trend);
  }

  private void inner() {
    int n = values.length;
    double[] extended = new double[n + 2 * period];
    for (int phase = 0; phase < period; phase++) {
      extend(phase, extended);
    }
    double[] low = averages(averages(averages(extended, period), period), 3);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    int lowWindow = period % 2 == 0 ? period + 1 : period;
    double[] smoothLow = loess(low, ones, lowWindow, (lowWindow + 9) / 10);
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      seasonal[i] = extended[period + i] - smoothLow[i];
      rest[i] = values[i] - seasonal[i];
    }
    int trendWindow = (int) Math.ceil(1.5 * period / (1 - 1.5 / (10.0 * n + 1)));
    trendWindow += trendWindow % 2 == 0 ? 1 : 0;
    trend = loess(rest, weights, trendWindow, (trendWindow + 9) / 10);
  }

  /** One phase in all cycles, smoothed by its weighted mean, and one cycle more at both ends. */
  private void extend(int phase, double[] extended) {
    double sum = 0;
    double total = 0;
    int count = 0;
    double[] own = new double[values.length];
    for (int i = phase; i < values.length; i += period) {
      own[count++] = values[i] - trend[i];
      sum += weights[i] * (values[i] - trend[i]);
      total += weights[i];
    }
    double mean = total > 0 ? sum / total : median(Arrays.copyOf(own, count));
    for (int i = phase; i < extended.length; i += period) {
      extended[i] = mean;
    }
  }

  private static double[] averages(double[] values, int length) {
    double[] averages = new double[values.length - length + 1];
    for (int i = 0; i < averages.length; i++) {
      averages[i] = Arrays.stream(values, i, i + length).average().orElseThrow();
    }
    return averages;
  }

  private void weigh() {
    double[] far = new double[values.length];
    for (int i = 0; i < far.length; i++) {
      far[i] = Math.abs(values[i] - seasonal[i] - trend[i]);
    }
    double middle = median(values);
    double rounding = 1e-12 * Arrays.stream(values).map(v -> Math.abs(v - middle)).max().orElse(0);
    double reach = 6 * median(far);
    for (int i = 0; i < far.length; i++) {
      double u = far[i] / reach;
      weights[i] =
          far[i] <= Math.max(0.001 * reach, rounding) ? 1 : u > 0.999 ? 0 : Math.pow(1 - u * u, 2);
    }
  }

  private double[] cycleMeans() {
    double[] means = new double[values.length];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      int count = 0;
      for (int j = i % period; j < means.length; j += period) {
        sum += seasonal[j];
        count++;
      }
      means[i] = sum / count;
    }
    return means;
  }

  static double[] loess(double[] y, double[] weights, int window, int jump) {
    int n = y.length;
    double[] smooth = new double[n];
    int last = 0;
    for (int i = 0; i < n; i++) {
      if (i % Math.min(jump, n - 1) == 0 || i == n - 1) {
        smooth[i] = line(y, weights, window, i);
        for (int j = last + 1; j < i; j++) {
          double share = (double) (j - last) / (i - last);
          smooth[j] = smooth[last] + share * (smooth[i] - smooth[last]);
        }
        last = i;
      }
    }
    return smooth;
  }

  private static double line(double[] y, double[] weights, int window, int at) {
    int n = y.length;
    int from = 0;
    int to = Math.min(window, n);
    while (to < n && at - from > to - 1 - at) {
      from++;
      to++;
    }
    double reach = Math.max(at - from, to - 1 - at);
    if (window > n) {
      reach += Math.floor((window - n) / 2.0);
    }
    double[] w = new double[to - from];
    double total = 0;
    double centre = 0;
    for (int j = from; j < to; j++) {
      double u = Math.abs(j - at) / reach;
      w[j - from] = weights[j] * (u <= 0.001 ? 1 : u > 0.999 ? 0 : Math.pow(1 - u * u * u, 3));
      total += w[j - from];
      centre += w[j - from] * j;
    }
    if (total <= 0) {
      return y[at];
    }
    centre /= total;
    double spread = 0;
    for (int j = from; j < to; j++) {
      spread += w[j - from] / total * (j - centre) * (j - centre);
    }
    boolean hasSlope = Math.sqrt(spread) > 0.001 * (n - 1);
    double fitted = 0;
    for (int j = from; j < to; j++) {
      double slope = hasSlope ? (at - centre) * (j - centre) / spread : 0;
      fitted += w[j - from] / total * (1 + slope) * y[j];
    }
    return fitted;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
