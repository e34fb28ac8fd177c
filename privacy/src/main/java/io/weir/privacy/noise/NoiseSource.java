// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

/**
 * Draws noise on the integers. {@link ExactNoise} is the one that answers are made with; another
 * library can be plugged in here, if its distributions are exactly these.
 *
 * <p>Implementations are thread-safe, and nothing but the system's secure randomness feeds them.
 */
public interface NoiseSource {
  /**
   * The largest scale, and the largest standard deviation: 2<sup>52</sup>. So a draw is never near
   * the ends of a {@code long}.
   */
  long LARGEST_SCALE = 1L << 52;

  /**
   * A draw of the discrete Laplace distribution: x with a probability in proportion to {@code
   * exp(-|x| / scale)}. Added to a sum of sensitivity Δ with a scale of Δ/ε it makes that sum
   * ε-differentially private.
   *
   * @param scale above 0, at most {@link #LARGEST_SCALE}
   */
  long laplace(Fraction scale);

  /**
   * A draw of the discrete Gaussian distribution: x with a probability in proportion to {@code
   * exp(-x² / (2 sigmaSquared))}. Added to sums of ℓ2-sensitivity Δ it makes them (Δ² / (2
   * sigmaSquared))-zCDP.
   *
   * @param sigmaSquared above 0, at most the square of {@link #LARGEST_SCALE}
   */
  long gaussian(Fraction sigmaSquared);

  /**
   * A draw of the exponential mechanism: index i with a probability in proportion to {@code
   * weights[i] · exp(factor · scores[i])}. With a factor of ε/(2Δ), where a unit changes each score
   * by Δ at most, it is ε-differentially private and (ε²/8)-zCDP; where all scores change in one
   * direction, ε/Δ is enough.
   *
   * @param scores how good each choice is; at least one
   * @param weights how many values each choice stands for, as many as scores, none negative, not
   *     all 0; public
   * @param factor at least 0
   */
  int choose(long[] scores, long[] weights, Fraction factor);
}
