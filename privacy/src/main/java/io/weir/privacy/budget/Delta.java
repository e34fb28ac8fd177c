// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import io.weir.privacy.noise.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The δ of approximate differential privacy: the chance of a worse loss. It adds up under
 * composition.
 *
 * <p>A decimal of at least 0 with 18 digits behind the point; costs are rounded up to it.
 * Immutable.
 */
public record Delta(BigDecimal value) implements Comparable<Delta> {
  /** Digits behind the point. */
  public static final int DIGITS = 18;

  public static final Delta ZERO = new Delta(BigDecimal.ZERO);

  /** The largest that a dataset may declare: 10<sup>-6</sup>. */
  public static final Delta LARGEST = parse("0.000001");

  /** Takes a number that has no more digits than are kept. */
  public Delta {
    value = Decimals.checked(value, DIGITS, "a delta");
  }

  /**
   * Reads what a person wrote.
   *
   * @throws io.weir.model.WeirException of kind USAGE for no such number
   */
  public static Delta parse(String text) {
    return new Delta(Decimals.parse(text, DIGITS, "a delta"));
  }

  /** The least that is not below a number: what something costs. */
  public static Delta ceiling(Fraction cost) {
    return new Delta(cost.rounded(DIGITS, RoundingMode.CEILING));
  }

  /** The greatest that is not above a number: what something may cost. */
  public static Delta floor(Fraction limit) {
    return new Delta(limit.rounded(DIGITS, RoundingMode.FLOOR));
  }

  public Delta plus(Delta other) {
    return new Delta(value.add(other.value));
  }

  /** What is left when another is taken away; 0 when it is more. */
  public Delta less(Delta other) {
    return new Delta(value.subtract(other.value).max(BigDecimal.ZERO));
  }

  public Delta times(long factor) {
    return new Delta(value.multiply(BigDecimal.valueOf(factor)));
  }

  /** The number, for exact calculations. */
  public Fraction fraction() {
    return Fraction.of(value);
  }

  @Override
  public int compareTo(Delta other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return Decimals.shown(value);
  }
}
