// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The exponential mechanism, exact although its weights are irrational: weights and the random
 * number are both known to so many bits; where these do not tell the choice, which is one draw in
 * 2<sup>60</sup> or fewer, more bits are drawn and calculated. So each choice has exactly its
 * probability, and nothing is tried until it is accepted, which takes long where few are good.
 */
final class ExactChoice {
  private static final int FIRST_BITS = 128;
  private static final int MORE_BITS = 64;

  private final long[] gaps;
  private final long[] weights;
  private final Fraction factor;

  /** The first and the last that can be chosen at all. */
  private final int first;

  private final int last;

  private ExactChoice(long[] gaps, long[] weights, Fraction factor) {
    this.gaps = gaps;
    this.weights = weights;
    this.factor = factor;
    int[] possible = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    this.first = possible[0];
    this.last = possible[possible.length - 1];
  }

  static ExactChoice of(long[] scores, long[] weights, Fraction factor) {
    if (scores.length == 0 || scores.length != weights.length || factor.signum() < 0) {
      throw new IllegalArgumentException(
          scores.length + " scores, " + weights.length + " weights, factor " + factor);
    }
    long best = Long.MIN_VALUE;
    for (int i = 0; i < scores.length; i++) {
      if (weights[i] < 0) {
        throw new IllegalArgumentException("weight " + weights[i]);
      }
      best = weights[i] > 0 ? Math.max(best, scores[i]) : best;
    }
    if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException("all weights are 0");
    }
    long[] gaps = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      // What cannot be chosen may be better than the best.
      gaps[i] = weights[i] == 0 ? 0 : Math.subtractExact(best, scores[i]);
    }
    return new ExactChoice(gaps, weights.clone(), factor);
  }

  int draw(RandomBits random) {
    int bits = FIRST_BITS;
    BigInteger drawn = random.next(bits);
    while (true) {
      int choice = choice(drawn, bits);
      if (choice >= 0) {
        return choice;
      }
      drawn = drawn.shiftLeft(MORE_BITS).or(random.next(MORE_BITS));
      bits += MORE_BITS;
    }
  }

  /**
   * The choice, or -1 when the bits do not tell it. It is the first whose cumulated weight is above
   * u · total, where u lies in [drawn, drawn + 1) / 2^bits.
   */
  private int choice(BigInteger drawn, int bits) {
    BigInteger[] terms = new BigInteger[gaps.length];
    BigInteger total = BigInteger.ZERO;
    BigInteger allWeights = BigInteger.ZERO;
    Map<Long, BigInteger> known = new HashMap<>();
    for (int i = 0; i < gaps.length; i++) {
      BigInteger weight = BigInteger.valueOf(weights[i]);
      BigInteger exp =
          known.computeIfAbsent(gaps[i], gap -> FixedPoint.exp(factor.times(gap), bits));
      terms[i] = exp.multiply(weight);
      total = total.add(terms[i]);
      allWeights = allWeights.add(weight);
    }
    // Each term is off by its weight at most, so all sums are by all weights.
    BigInteger lowest = drawn.multiply(total.subtract(allWeights)).shiftRight(bits);
    BigInteger highest =
        drawn
            .add(BigInteger.ONE)
            .multiply(total.add(allWeights))
            .shiftRight(bits)
            .add(BigInteger.ONE);
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < terms.length; i++) {
      BigInteger before = sum;
      sum = sum.add(terms[i]);
      // Where the first begins and the last ends is known exactly.
      boolean isAbove = i == first || before.add(allWeights).compareTo(lowest) <= 0;
      boolean isBelow = i == last || highest.compareTo(sum.subtract(allWeights)) < 0;
      if (weights[i] > 0 && isAbove && isBelow) {
        return i;
      }
    }
    return -1;
  }
}
