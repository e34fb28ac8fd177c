// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.math.BigInteger;

/**
 * Exponential and logarithm as integers over a power of two, within a known error: for exact draws
 * and for bounds that hold. Thread-safe.
 */
public final class FixedPoint {
  /** Bits calculated with beyond those that are returned. */
  private static final int GUARD = 64;

  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(GUARD - 1);

  private FixedPoint() {}

  /**
   * A number within 1 of {@code exp(-x) · 2^bits}.
   *
   * @param x at least 0
   * @param bits 16 or more
   */
  public static BigInteger exp(Fraction x, int bits) {
    if (x.signum() < 0 || bits < 16) {
      throw new IllegalArgumentException("exp of -" + x + " with " + bits + " bits");
    }
    // exp(-x) < 2^-bits there.
    if (x.compareTo(Fraction.of(bits)) > 0) {
      return BigInteger.ZERO;
    }
    int precision = bits + GUARD;
    // y = x / 2^halvings is at most 1/256; squaring again doubles the error each time: 2^30 at
    // most.
    int halvings = x.ceiling().bitLength() + 8;
    BigInteger y = x.numerator().shiftLeft(precision).divide(x.denominator().shiftLeft(halvings));
    BigInteger sum = BigInteger.ONE.shiftLeft(precision);
    BigInteger term = sum;
    for (long i = 1; term.signum() != 0; i++) {
      term = term.multiply(y).shiftRight(precision).divide(BigInteger.valueOf(i));
      sum = (i & 1) == 1 ? sum.subtract(term) : sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum).shiftRight(precision);
    }
    return sum.add(HALF).shiftRight(GUARD);
  }

  /**
   * A number within 1 of {@code ln(x) · 2^bits}.
   *
   * @param x above 0
   */
  public static BigInteger ln(Fraction x, int bits) {
    if (x.signum() <= 0) {
      throw new IllegalArgumentException("logarithm of " + x);
    }
    int precision = bits + GUARD;
    // x = m · 2^power with m from 1/2 to 2.
    int power = x.numerator().bitLength() - x.denominator().bitLength();
    Fraction m =
        power >= 0
            ? new Fraction(x.numerator(), x.denominator().shiftLeft(power))
            : new Fraction(x.numerator().shiftLeft(-power), x.denominator());
    BigInteger ofMantissa =
        twiceAtanh(m.minus(Fraction.ONE).dividedBy(m.plus(Fraction.ONE)), precision);
    BigInteger ofTwo = twiceAtanh(Fraction.of(1, 3), precision);
    return ofTwo.multiply(BigInteger.valueOf(power)).add(ofMantissa).add(HALF).shiftRight(GUARD);
  }

  /** 2 atanh(y), which is ln((1 + y) / (1 - y)); |y| at most 1/3. */
  private static BigInteger twiceAtanh(Fraction y, int precision) {
    BigInteger argument = y.numerator().shiftLeft(precision).divide(y.denominator());
    BigInteger square = argument.multiply(argument).shiftRight(precision);
    BigInteger power = argument;
    BigInteger sum = BigInteger.ZERO;
    for (long i = 1; power.abs().bitLength() > 1; i += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
      power = power.multiply(square).shiftRight(precision);
    }
    return sum.shiftLeft(1);
  }
}
