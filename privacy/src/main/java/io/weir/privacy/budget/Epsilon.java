// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import io.weir.model.WeirException;
import io.weir.privacy.noise.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The ε of pure differential privacy, or of (ε, δ).
 *
 * <p>A decimal of at least 0 with 12 digits behind the point; costs are rounded up to it.
 * Immutable.
 */
public record Epsilon(BigDecimal value) implements Comparable<Epsilon> {
  /** Digits behind the point. */
  public static final int DIGITS = 12;

  public static final Epsilon ZERO = new Epsilon(BigDecimal.ZERO);

  /** The most that a person can write; its ρ and sums of many still fit into the ledger. */
  public static final Epsilon LARGEST = new Epsilon(BigDecimal.valueOf(1000));

  /** Takes a number that has no more digits than are kept. */
  public Epsilon {
    value = Decimals.checked(value, DIGITS, "an epsilon");
  }

  /**
   * Reads what a person wrote.
   *
   * @throws WeirException of kind USAGE for no such number, or one above {@link #LARGEST}
   */
  public static Epsilon parse(String text) {
    Epsilon epsilon = new Epsilon(Decimals.parse(text, DIGITS, "an epsilon"));
    if (epsilon.compareTo(LARGEST) > 0) {
      throw WeirException.usage(
          "Cannot take %s as an epsilon: that hides nothing. Write %s at most.", text, LARGEST);
    }
    return epsilon;
  }

  /** The least that is not below a number: what something costs. */
  public static Epsilon ceiling(Fraction cost) {
    return new Epsilon(cost.rounded(DIGITS, RoundingMode.CEILING));
  }

  /** The greatest that is not above a number: what something may cost. */
  public static Epsilon floor(Fraction limit) {
    return new Epsilon(limit.rounded(DIGITS, RoundingMode.FLOOR));
  }

  /** The ε of a group of so many units: k·ε. */
  public Epsilon ofGroup(long units) {
    return times(units);
  }

  /** The scale of discrete Laplace noise on a sum of this ℓ1-sensitivity: Δ/ε. */
  public Fraction laplaceScale(Fraction sensitivity) {
    return sensitivity.dividedBy(fraction());
  }

  public Epsilon plus(Epsilon other) {
    return new Epsilon(value.add(other.value));
  }

  /** What is left when another is taken away; 0 when it is more. */
  public Epsilon less(Epsilon other) {
    return new Epsilon(value.subtract(other.value).max(BigDecimal.ZERO));
  }

  public Epsilon times(long factor) {
    return new Epsilon(value.multiply(BigDecimal.valueOf(factor)));
  }

  /** The number, for exact calculations. */
  public Fraction fraction() {
    return Fraction.of(value);
  }

  @Override
  public int compareTo(Epsilon other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return Decimals.shown(value);
  }
}
