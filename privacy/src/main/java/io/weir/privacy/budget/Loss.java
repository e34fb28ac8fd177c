// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import io.weir.privacy.noise.FixedPoint;
import io.weir.privacy.noise.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * (ε, δ) as most people know it: what somebody learns about one unit, but for a chance of δ, is
 * bounded by ε. Every number is rounded up.
 */
public record Loss(Epsilon epsilon, Delta delta) {
  private static final int BITS = 192;
  private static final Delta CERTAIN = Delta.parse("1");

  /**
   * What ρ-zCDP means as (ε, δ): Canonne, Kamath and Steinke 2020, section 2.3,
   *
   * <pre>ε = αρ + (ln(1/δ) - ln(α - 1) + α·ln(1 - 1/α)) / (α - 1)</pre>
   *
   * which holds for each α above 1. The best α is looked for with doubles; the bound at that α is
   * then calculated with integers and rounded up.
   *
   * @param delta above 0
   */
  public static Loss of(Rho rho, Delta delta) {
    if (delta.equals(Delta.ZERO)) {
      throw new IllegalArgumentException("there is no epsilon without a delta");
    }
    if (rho.equals(Rho.ZERO)) {
      return new Loss(Epsilon.ZERO, Delta.ZERO);
    }
    Fraction alpha = bestAlpha(rho.value().doubleValue(), delta.value().doubleValue());
    return new Loss(bound(rho, delta, alpha), delta);
  }

  /**
   * What a cost means: of pure ε that ε, else by its ρ; with the cost's own δ.
   *
   * @param conversion the δ at which ρ is told; above 0
   */
  public static Loss of(Cost cost, Delta conversion) {
    Loss loss =
        cost.epsilon()
            .map(e -> new Loss(e, Delta.ZERO))
            .orElseGet(() -> of(cost.rho(), conversion));
    return new Loss(loss.epsilon, loss.delta.plus(cost.delta()));
  }

  /**
   * What a cost means for a group of units, such as all days of one person: k·ε, or by k²·ρ. With a
   * δ of the cost's own, (k·ε, k·exp((k - 1)·ε)·δ) of what it means for one (Dwork and Roth 2014,
   * theorem 2.2 and below); a δ of 1 says that nothing is promised.
   */
  public static Loss ofGroup(Cost cost, long units, Delta conversion) {
    if (cost.delta().equals(Delta.ZERO)) {
      return cost.epsilon()
          .map(e -> new Loss(e.ofGroup(units), Delta.ZERO))
          .orElseGet(() -> of(cost.rho().ofGroup(units), conversion));
    }
    Loss one = of(cost, conversion);
    return new Loss(one.epsilon.ofGroup(units), groupDelta(one, units));
  }

  private static Delta groupDelta(Loss one, long units) {
    Fraction exponent = one.epsilon.fraction().times(units - 1);
    // The least that exp(-x) can be.
    BigInteger inverse = FixedPoint.exp(exponent, BITS).subtract(BigInteger.ONE);
    if (inverse.signum() <= 0) {
      return CERTAIN;
    }
    Fraction growth = new Fraction(BigInteger.ONE.shiftLeft(BITS), inverse);
    Fraction delta = growth.times(one.delta.fraction()).times(units);
    return delta.compareTo(Fraction.ONE) >= 0 ? CERTAIN : Delta.ceiling(delta);
  }

  /** The greatest ρ that is no more than this loss; to be spent as any sum of zCDP answers. */
  public Rho rho() {
    BigInteger low = BigInteger.ZERO;
    // ρ-zCDP is at least as bad as ρ: the least ε there is for a δ below 1/2.
    BigInteger high = epsilon.value().unscaledValue().add(BigInteger.ONE);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      Rho rho = new Rho(new BigDecimal(middle, Rho.DIGITS));
      if (of(rho, delta).epsilon.compareTo(epsilon) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Rho(new BigDecimal(low, Rho.DIGITS));
  }

  private static Epsilon bound(Rho rho, Delta delta, Fraction alpha) {
    Fraction less = alpha.minus(Fraction.ONE);
    BigInteger ofDelta = FixedPoint.ln(delta.fraction(), BITS).negate();
    BigInteger ofLess = FixedPoint.ln(less, BITS).negate();
    Fraction ofQuotient =
        new Fraction(FixedPoint.ln(less.dividedBy(alpha), BITS), BigInteger.ONE).times(alpha);
    // Each logarithm may be 1 too small.
    Fraction sum =
        new Fraction(ofDelta.add(ofLess).add(BigInteger.TWO), BigInteger.ONE)
            .plus(ofQuotient)
            .plus(alpha);
    Fraction scaled =
        sum.dividedBy(less).dividedBy(new Fraction(BigInteger.ONE.shiftLeft(BITS), BigInteger.ONE));
    Fraction epsilon = alpha.times(rho.fraction()).plus(scaled);
    return epsilon.signum() <= 0 ? Epsilon.ZERO : Epsilon.ceiling(epsilon);
  }

  /** Near the α that gives the least ε, with few digits. */
  private static Fraction bestAlpha(double rho, double delta) {
    double low = Math.log(1e-6);
    double high = Math.log(1e10);
    for (int i = 0; i < 120; i++) {
      double third = (high - low) / 3;
      if (epsilon(rho, delta, low + third) < epsilon(rho, delta, high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    BigDecimal less = new BigDecimal(Math.exp((low + high) / 2), new MathContext(12));
    return Fraction.of(less).plus(Fraction.ONE);
  }

  private static double epsilon(double rho, double delta, double logOfLess) {
    double less = Math.exp(logOfLess);
    double alpha = less + 1;
    return alpha * rho
        + (-Math.log(delta) - logOfLess + alpha * (logOfLess - Math.log1p(less))) / less;
  }

  @Override
  public String toString() {
    return delta.equals(Delta.ZERO)
        ? "epsilon " + epsilon
        : "(epsilon, delta) = (" + epsilon + ", " + delta + ")";
  }
}
