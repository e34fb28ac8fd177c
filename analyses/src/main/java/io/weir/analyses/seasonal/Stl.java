// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;

/**
 * A series as a cycle that stays the same, a slow trend, and a rest: STL (Cleveland, Cleveland,
 * McRae and Terpenning, 1990), robust, with a periodic cycle and the settings of R's {@code stl}.
 *
 * <p>Of a cycle that is periodic, STL's moving averages over a whole period are one number: the
 * mean over the period. So its low-pass filter is that mean, and only the trend is smoothed.
 *
 * @param seasonal the cycle, whose mean is 0
 * @param trend what is left when the cycle and the noise are taken away
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read at once
record Stl(double[] seasonal, double[] trend) {
  /** How often weights are found anew, each time followed by one pass. */
  private static final int ROBUST_PASSES = 15;

  /** What is nearer, as a part of the farthest value, is as near as numbers can tell. */
  private static final double ROUNDING = 1e-12;

  /**
   * Decomposes a series.
   *
   * @param period in points, at least 2
   * @param values at least two periods
   */
  static Stl of(double[] values, int period) {
    return new Passes(values, period).run();
  }

  /** The width of the trend's window that suits a period. */
  static int trendWindow(int size, int period) {
    double cycleWindow = 10.0 * size + 1;
    int width = (int) Math.ceil(1.5 * period / (1 - 1.5 / cycleWindow));
    return (width & 1) == 1 ? width : width + 1;
  }

  /** The memory of one decomposition. */
  private static final class Passes {
    private final double[] values;
    private final double centre;
    private final double rounding;
    private final int period;
    private final Loess loess;
    private final double[] weights;
    private final double[] trend;
    private final double[] rest;
    private final double[] cycle;
    private final double[] counts;

    Passes(double[] values, int period) {
      this.centre = Median.of(values);
      this.values = Arrays.stream(values).map(value -> value - centre).toArray();
      this.rounding = ROUNDING * Arrays.stream(this.values).map(Math::abs).max().orElse(0);
      this.period = period;
      int window = trendWindow(values.length, period);
      this.loess = new Loess(values.length, window, (window + 9) / 10);
      this.weights = new double[values.length];
      Arrays.fill(weights, 1);
      this.trend = new double[values.length];
      this.rest = new double[values.length];
      this.cycle = new double[period];
      this.counts = new double[period];
    }

    Stl run() {
      pass();
      for (int i = 0; i < ROBUST_PASSES; i++) {
        weigh();
        pass();
      }
      double[] seasonal = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        seasonal[i] = cycle[i % period];
        trend[i] += centre;
      }
      return new Stl(seasonal, trend);
    }

    private void pass() {
      Arrays.fill(cycle, 0);
      Arrays.fill(counts, 0);
      for (int i = 0, phase = 0;
          i < values.length;
          i++, phase = phase + 1 == period ? 0 : phase + 1) {
        cycle[phase] += weights[i] * (values[i] - trend[i]);
        counts[phase] += weights[i];
      }
      double mean = 0;
      for (int phase = 0; phase < period; phase++) {
        cycle[phase] = counts[phase] > 0 ? cycle[phase] / counts[phase] : median(phase);
        mean += cycle[phase] / period;
      }
      for (int phase = 0; phase < period; phase++) {
        cycle[phase] -= mean;
      }
      for (int i = 0, phase = 0;
          i < values.length;
          i++, phase = phase + 1 == period ? 0 : phase + 1) {
        rest[i] = values[i] - cycle[phase];
      }
      loess.smooth(rest, weights, trend);
    }

    /** The median of a phase all of whose values were found unlike the rest. */
    private double median(int phase) {
      double[] own = new double[(values.length - phase + period - 1) / period];
      for (int i = 0; i < own.length; i++) {
        own[i] = values[phase + i * period] - trend[phase + i * period];
      }
      return Median.of(own);
    }

    /** Weighs values by how far they are from cycle and trend: the bisquare of six medians. */
    private void weigh() {
      for (int i = 0; i < values.length; i++) {
        rest[i] = Math.abs(rest[i] - trend[i]);
      }
      double reach = 6 * Median.of(rest);
      for (int i = 0; i < values.length; i++) {
        weights[i] = bisquare(rest[i], reach);
      }
    }

    private double bisquare(double distance, double reach) {
      if (distance <= Math.max(0.001 * reach, rounding)) {
        return 1;
      }
      double share = distance / reach;
      double left = 1 - share * share;
      return distance <= 0.999 * reach ? left * left : 0;
    }
  }
}
