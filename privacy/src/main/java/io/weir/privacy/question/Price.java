// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.noise.Fraction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What is paid for an answer, which decides the kind of its noise. */
public sealed interface Price {
  /** What sums cost at this price. */
  Cost ofSums();

  /** What choices by the exponential mechanism cost at this price. */
  Cost ofChoices();

  /**
   * The ε of one choice when so many are made.
   *
   * @param choices in how many a unit counts
   */
  Fraction epsilonOfChoice(int choices);

  /** The tenth of it that pays for the choice of a bound. */
  Price forBound();

  /** What is left for the sums. */
  Price afterBound();

  /** Pure ε: Laplace noise. */
  record Pure(Epsilon epsilon) implements Price {
    @Override
    public Cost ofSums() {
      return Cost.pure(epsilon);
    }

    @Override
    public Cost ofChoices() {
      return Cost.choice(epsilon);
    }

    @Override
    public Fraction epsilonOfChoice(int choices) {
      return epsilon.fraction().dividedBy(Fraction.of(choices));
    }

    @Override
    public Pure forBound() {
      return new Pure(Epsilon.floor(epsilon.fraction().dividedBy(Fraction.of(10))));
    }

    @Override
    public Pure afterBound() {
      return new Pure(epsilon.less(forBound().epsilon));
    }

    @Override
    public String toString() {
      return "epsilon " + epsilon;
    }
  }

  /** ρ of zero-concentrated privacy: Gaussian noise. */
  record Concentrated(Rho rho) implements Price {
    private static final MathContext DOWN = new MathContext(15, RoundingMode.DOWN);

    @Override
    public Cost ofSums() {
      return Cost.concentrated(rho);
    }

    @Override
    public Cost ofChoices() {
      return Cost.concentrated(rho);
    }

    /** A choice of ε costs a ρ of ε²/8; rounded down. */
    @Override
    public Fraction epsilonOfChoice(int choices) {
      BigDecimal each = rho.value().divide(BigDecimal.valueOf(choices), DOWN);
      return Fraction.of(each.multiply(BigDecimal.valueOf(8)).sqrt(DOWN));
    }

    @Override
    public Concentrated forBound() {
      return new Concentrated(Rho.floor(rho.fraction().dividedBy(Fraction.of(10))));
    }

    @Override
    public Concentrated afterBound() {
      return new Concentrated(rho.less(forBound().rho));
    }

    @Override
    public String toString() {
      return "rho " + rho;
    }
  }
}
