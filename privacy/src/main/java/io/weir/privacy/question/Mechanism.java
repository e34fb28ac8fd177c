// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.noise.ConfidenceInterval;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The noise of one part of a tally's sums.
 *
 * <p>A unit changes {@code touched} sums by at most {@code bound} each, so their ℓ1-sensitivity is
 * touched·bound and the square of their ℓ2-sensitivity touched·bound². Nothing of it comes from
 * data. The price is divided equally over so many parts.
 */
final class Mechanism {
  private final int touched;

  /** Of Laplace noise; or null. */
  private final @Nullable Fraction scale;

  /** Of Gaussian noise; 0 for Laplace noise. */
  private final Fraction variance;

  /** Calculated when it is asked for; -1 before. */
  private long error = -1;

  /**
   * The noise of a part.
   *
   * @throws WeirException of kind USAGE when it would be too large to be drawn
   */
  Mechanism(Price price, int parts, int touched, long bound) {
    this.touched = touched;
    if (!isDrawable(price, parts, touched, bound)) {
      throw WeirException.usage(
          "Cannot answer at the price of %s: the noise would be too large for any number. Pay more,"
              + " or lower the cap.",
          price);
    }
    scale = price instanceof Price.Pure pure ? scale(pure, parts, touched, bound) : null;
    variance =
        price instanceof Price.Concentrated some
            ? variance(some, parts, touched, bound)
            : Fraction.ZERO;
  }

  /** Whether there is such noise. */
  static boolean isDrawable(Price price, int parts, int touched, long bound) {
    Fraction limit = Fraction.of(NoiseSource.LARGEST_SCALE);
    if (price instanceof Price.Pure pure) {
      return pure.epsilon().fraction().signum() > 0
          && scale(pure, parts, touched, bound).compareTo(limit) <= 0;
    }
    Price.Concentrated some = (Price.Concentrated) price;
    return some.rho().fraction().signum() > 0
        && variance(some, parts, touched, bound).compareTo(limit.squared()) <= 0;
  }

  private static Fraction scale(Price.Pure price, int parts, int touched, long bound) {
    Fraction sensitivity = Fraction.of(bound).times(touched).times(parts);
    return sensitivity.dividedBy(price.epsilon().fraction());
  }

  private static Fraction variance(Price.Concentrated price, int parts, int touched, long bound) {
    Fraction squared = Fraction.of(bound).squared().times(touched).times(parts);
    return squared.dividedBy(price.rho().fraction().times(2));
  }

  /** Noise for one sum. */
  long draw(NoiseSource noise) {
    return scale != null ? noise.laplace(scale) : noise.gaussian(variance);
  }

  /** Noise lies within this distance of 0 with a chance of 95 % at least. */
  long error() {
    if (error < 0) {
      error =
          scale != null ? ConfidenceInterval.laplace(scale) : ConfidenceInterval.gaussian(variance);
    }
    return error;
  }

  /**
   * The least noisy number of units at which a key may be shown: a key that one unit alone touches
   * gets there with a chance of δ at most, over all keys of that unit.
   */
  long threshold(Delta delta) {
    double each = delta.value().doubleValue() / touched;
    double distance;
    if (scale != null) {
      // P(X >= t) = p^t / (1 + p).
      double p = Math.exp(-1 / scale());
      distance = -scale() * Math.log(each * (1 + p));
    } else {
      // P(X >= t) <= exp(-t² / (2σ²)): Canonne, Kamath and Steinke 2020, proposition 25.
      distance = scale() * Math.sqrt(-2 * Math.log(each));
    }
    // One more, for what doubles round.
    return 1 + (long) Math.ceil(distance) + 1;
  }

  /** The scale of Laplace noise, or the standard deviation of Gaussian noise. */
  double scale() {
    return scale != null ? number(scale) : Math.sqrt(number(variance));
  }

  private static double number(Fraction fraction) {
    return fraction.rounded(MathContext.DECIMAL64).doubleValue();
  }
}
