// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.anomalies;

import io.weir.analyses.features.Quantile;

/**
 * What is usual of some values.
 *
 * @param lower values below are unusual
 * @param upper values above are unusual
 * @param low what values below are measured from
 * @param high what values above are measured from
 * @param scale what their distance is measured in; 0 where all usual values are one
 */
record Bounds(double lower, double upper, double low, double high, double scale) {
  /** How many times the deviation of a normal distribution is its median deviation. */
  static final double NORMAL = 1.4826;

  /** How the bounds are found. */
  enum Method {
    /** So many standard deviations of the population from the mean. */
    GAUSSIAN(3),
    /** So many distances of the quartiles beyond these (Tukey). */
    BOXPLOT(1.5),
    /** So many median deviations, times 1.4826, from the median. */
    MAD(3.5);

    private final double k;

    Method(double k) {
      this.k = k;
    }

    /** The usual factor. */
    double k() {
      return k;
    }
  }

  /**
   * The bounds of values.
   *
   * @param sorted ascending, at least one
   */
  static Bounds of(double[] sorted, Method method, double k) {
    return switch (method) {
      case GAUSSIAN -> {
        double mean = mean(sorted);
        yield around(mean, deviation(sorted, mean), k);
      }
      case BOXPLOT -> {
        double first = Quantile.of(sorted, 0.25);
        double third = Quantile.of(sorted, 0.75);
        double range = third - first;
        yield new Bounds(first - k * range, third + k * range, first, third, range);
      }
      case MAD -> {
        double median = Quantile.of(sorted, 0.5);
        double[] distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
          distances[i] = Math.abs(sorted[i] - median);
        }
        java.util.Arrays.sort(distances);
        yield around(median, NORMAL * Quantile.of(distances, 0.5), k);
      }
    };
  }

  private static Bounds around(double centre, double scale, double k) {
    return new Bounds(centre - k * scale, centre + k * scale, centre, centre, scale);
  }

  private static double mean(double[] sorted) {
    if (sorted[0] == sorted[sorted.length - 1]) {
      return sorted[0];
    }
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    return sum / sorted.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  /** Whether a value is beyond the bounds. */
  boolean isBeyond(double value) {
    return value < lower || value > upper;
  }

  /** How far a value is, in scales, below 0 on the lower side; NaN where the scale is 0. */
  double score(double value) {
    return scale == 0 ? Double.NaN : (value - (value > high ? high : low)) / scale;
  }
}
