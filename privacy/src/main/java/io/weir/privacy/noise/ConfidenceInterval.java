// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.math.BigInteger;
import java.math.MathContext;

/**
 * Error bars: how far noise takes a sum from what it was, 95 times of 100. They are about the noise
 * alone, known before anything is drawn, and no secret.
 */
public final class ConfidenceInterval {
  private static final int BITS = 256;
  private static final BigInteger FORTY = BigInteger.valueOf(40);

  /** The standard normal distribution's quantile at 97.5 %. */
  private static final double NORMAL = 1.959963984540054;

  /** Above this variance the discrete distribution is the continuous one to 10 digits. */
  private static final double SUMMED = 1e8;

  private ConfidenceInterval() {}

  /** The least h with P(|x| ≤ h) ≥ 95 % for {@link NoiseSource#laplace}. */
  public static long laplace(Fraction scale) {
    double t = scale.rounded(MathContext.DECIMAL64).doubleValue();
    long guess = Math.max(0, Math.round(t * Math.log(40 / (1 + Math.exp(-1 / t))) - 1));
    while (guess > 0 && holds(scale, guess - 1)) {
      guess--;
    }
    while (!holds(scale, guess)) {
      guess++;
    }
    return guess;
  }

  /** With q = exp(-1/t): P(|x| > h) = 2·q^(h+1) / (1 + q), which is to be 1/20 at most. */
  private static boolean holds(Fraction scale, long h) {
    BigInteger tail = FixedPoint.exp(Fraction.of(h).plus(Fraction.ONE).dividedBy(scale), BITS);
    BigInteger q = FixedPoint.exp(Fraction.ONE.dividedBy(scale), BITS);
    BigInteger one = BigInteger.ONE.shiftLeft(BITS);
    return tail.multiply(FORTY).compareTo(one.add(q)) <= 0;
  }

  /** The least h with P(|x| ≤ h) ≥ 95 % for {@link NoiseSource#gaussian}. */
  public static long gaussian(Fraction sigmaSquared) {
    double variance = sigmaSquared.rounded(MathContext.DECIMAL64).doubleValue();
    if (variance > SUMMED) {
      return (long) Math.ceil(NORMAL * Math.sqrt(variance) - 0.5);
    }
    int furthest = (int) Math.ceil(12 * Math.sqrt(variance)) + 2;
    double total = 1;
    for (int x = furthest; x > 0; x--) {
      total += 2 * likely(x, variance);
    }
    double within = 1;
    int h = 0;
    while (within < 0.95 * total) {
      h++;
      within += 2 * likely(h, variance);
    }
    return h;
  }

  private static double likely(double x, double variance) {
    return Math.exp(-x * x / (2 * variance));
  }
}
