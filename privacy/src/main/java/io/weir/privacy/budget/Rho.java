// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import io.weir.privacy.noise.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The ρ of zero-concentrated differential privacy (Bun and Steinke 2016): it adds up under
 * composition.
 *
 * <p>A decimal of at least 0 with 12 digits behind the point; costs are rounded up to it.
 * Immutable.
 */
public record Rho(BigDecimal value) implements Comparable<Rho> {
  /** Digits behind the point. */
  public static final int DIGITS = 12;

  public static final Rho ZERO = new Rho(BigDecimal.ZERO);

  /** Takes a number that has no more digits than are kept. */
  public Rho {
    value = Decimals.checked(value, DIGITS, "a rho");
  }

  /**
   * Reads what a person wrote.
   *
   * @throws io.weir.model.WeirException of kind USAGE for no such number
   */
  public static Rho parse(String text) {
    return new Rho(Decimals.parse(text, DIGITS, "a rho"));
  }

  /** The least that is not below a number: what something costs. */
  public static Rho ceiling(Fraction cost) {
    return new Rho(cost.rounded(DIGITS, RoundingMode.CEILING));
  }

  /** The greatest that is not above a number: what something may cost. */
  public static Rho floor(Fraction limit) {
    return new Rho(limit.rounded(DIGITS, RoundingMode.FLOOR));
  }

  /** What a mechanism of pure ε costs: ε²/2 (Bun and Steinke 2016, proposition 1.4). */
  public static Rho of(Epsilon epsilon) {
    return ceiling(epsilon.fraction().squared().dividedBy(Fraction.of(2)));
  }

  /**
   * What the exponential mechanism of pure ε costs: ε²/8, for its privacy loss has a range of ε
   * (Cesar and Rogers 2021).
   */
  public static Rho ofChoice(Epsilon epsilon) {
    return ceiling(epsilon.fraction().squared().dividedBy(Fraction.of(8)));
  }

  /**
   * What Gaussian noise costs: Δ² / (2σ²), also discrete (Canonne, Kamath and Steinke 2020, section
   * 2).
   *
   * @param sensitivitySquared the square of the ℓ2-sensitivity of all sums it is added to
   */
  public static Rho ofGaussian(Fraction sensitivitySquared, Fraction sigmaSquared) {
    return ceiling(sensitivitySquared.dividedBy(sigmaSquared.times(2)));
  }

  /** The variance of Gaussian noise that costs this: Δ² / (2ρ). */
  public Fraction sigmaSquared(Fraction sensitivitySquared) {
    return sensitivitySquared.dividedBy(fraction().times(2));
  }

  /** The ρ of a group of so many units: k²·ρ (Bun and Steinke 2016, proposition 1.9). */
  public Rho ofGroup(long units) {
    return times(units).times(units);
  }

  public Rho plus(Rho other) {
    return new Rho(value.add(other.value));
  }

  /** What is left when another is taken away; 0 when it is more. */
  public Rho less(Rho other) {
    return new Rho(value.subtract(other.value).max(BigDecimal.ZERO));
  }

  public Rho times(long factor) {
    return new Rho(value.multiply(BigDecimal.valueOf(factor)));
  }

  /** The number, for exact calculations. */
  public Fraction fraction() {
    return Fraction.of(value);
  }

  @Override
  public int compareTo(Rho other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return Decimals.shown(value);
  }
}
