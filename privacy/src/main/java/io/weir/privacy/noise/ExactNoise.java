// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Noise with exactly the probabilities that the proofs want: integers and fractions, and random
 * bits of the system's secure generator (NIST SP 800-90A's DRBG). No floating point, so no low bits
 * that tell what noise was added to (Mironov 2012).
 *
 * <p>Laplace and Gaussian: Canonne, Kamath and Steinke, <i>The Discrete Gaussian for Differential
 * Privacy</i> (2020), algorithms 1 to 3. How long a draw takes depends on the draw alone.
 */
public final class ExactNoise implements NoiseSource {
  private static final Fraction LARGEST = Fraction.of(LARGEST_SCALE);
  private static final Fraction LARGEST_SQUARED = LARGEST.squared();
  private static final BigInteger TWO = BigInteger.TWO;

  private final RandomBits bits;

  private ExactNoise(RandomBits bits) {
    this.bits = bits;
  }

  /** Noise for answers. It has no seed. */
  public static ExactNoise secure() {
    try {
      return with(SecureRandom.getInstance("DRBG"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has a DRBG", e);
    }
  }

  /** For tests only, which want the same draws again. */
  static ExactNoise with(RandomGenerator random) {
    return new ExactNoise(new RandomBits(random));
  }

  @Override
  public synchronized long laplace(Fraction scale) {
    checked(scale, LARGEST, "scale");
    return drawLaplace(scale.numerator(), scale.denominator());
  }

  @Override
  public synchronized long gaussian(Fraction sigmaSquared) {
    checked(sigmaSquared, LARGEST_SQUARED, "variance");
    BigInteger p = sigmaSquared.numerator();
    BigInteger q = sigmaSquared.denominator();
    BigInteger t = sigmaSquared.floor().sqrt().add(BigInteger.ONE);
    BigInteger qt = q.multiply(t);
    BigInteger denominator = TWO.multiply(p).multiply(q).multiply(t).multiply(t);
    while (true) {
      long draw = drawLaplace(t, BigInteger.ONE);
      // (|y| - σ²/t)² / (2σ²), with σ² = p/q
      BigInteger distance = BigInteger.valueOf(Math.abs(draw)).multiply(qt).subtract(p);
      if (isExp(distance.multiply(distance), denominator)) {
        return draw;
      }
    }
  }

  @Override
  public synchronized int choose(long[] scores, long[] weights, Fraction factor) {
    return ExactChoice.of(scores, weights, factor).draw(bits);
  }

  private static void checked(Fraction value, Fraction largest, String what) {
    if (value.signum() <= 0 || value.compareTo(largest) > 0) {
      throw new IllegalArgumentException(what + " of noise is " + value);
    }
  }

  /** Discrete Laplace of scale t/s: algorithm 2. */
  private long drawLaplace(BigInteger t, BigInteger s) {
    while (true) {
      BigInteger u = bits.below(t);
      if (!isExpSmall(u, t)) {
        continue;
      }
      long v = 0;
      while (isExpSmall(BigInteger.ONE, BigInteger.ONE)) {
        v++;
      }
      BigInteger x = u.add(t.multiply(BigInteger.valueOf(v)));
      // Beyond a long with a probability of less than exp(-1000).
      long y = x.divide(s).longValueExact();
      boolean isNegative = bits.isHeads();
      if (!isNegative || y != 0) {
        return isNegative ? -y : y;
      }
    }
  }

  /** True with a probability of exp(-n/d), for n/d of at least 0. */
  private boolean isExp(BigInteger n, BigInteger d) {
    BigInteger[] parts = n.divideAndRemainder(d);
    // Each whole part ends it with a probability of 0.63: few are looked at.
    for (BigInteger i = parts[0]; i.signum() > 0; i = i.subtract(BigInteger.ONE)) {
      if (!isExpSmall(BigInteger.ONE, BigInteger.ONE)) {
        return false;
      }
    }
    return isExpSmall(parts[1], d);
  }

  /** True with a probability of exp(-n/d), for n/d from 0 to 1: algorithm 1. */
  private boolean isExpSmall(BigInteger n, BigInteger d) {
    if (n.signum() == 0) {
      return true;
    }
    int k = 1;
    while (bits.isDrawn(n, d.multiply(BigInteger.valueOf(k)))) {
      k++;
    }
    return (k & 1) == 1;
  }
}
