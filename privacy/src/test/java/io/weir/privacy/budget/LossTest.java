// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {
  private static final Delta MILLIONTH = Delta.parse("0.000001");

  /** A second way: for each α the bound with doubles, over a fine grid. */
  @ParameterizedTest
  @CsvSource({"0.5", "0.1", "0.01", "0.000001", "3", "100"})
  void isTheBestBoundThereIs(String text) {
    Rho rho = Rho.parse(text);
    double best = Double.MAX_VALUE;
    for (int i = 1; i < 400_000; i++) {
      double less = Math.exp(-8 + i / 16_000.0);
      best = Math.min(best, bound(rho.value().doubleValue(), 1e-6, less));
    }
    double found = Loss.of(rho, MILLIONTH).epsilon().value().doubleValue();
    assertThat(found).isCloseTo(best, within(best * 1e-6 + 1e-11));
    double simple =
        rho.value().doubleValue() + 2 * Math.sqrt(rho.value().doubleValue() * Math.log(1e6));
    assertThat(found).isLessThan(simple).isGreaterThan(0.5 * simple);
  }

  /** From δ as a function of ε, by bisection: another way to the same bound. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 0.6216926545596025",
    "0.1, 2.141938928385474",
    "0.5, 5.22153444453017",
    "3, 14.947919164492596"
  })
  void hasTheValuesOfTheInverse(String rho, double expected) {
    double found = Loss.of(Rho.parse(rho), MILLIONTH).epsilon().value().doubleValue();
    assertThat(found).isCloseTo(expected, within(1e-9)).isGreaterThanOrEqualTo(expected - 1e-12);
  }

  private static double bound(double rho, double delta, double less) {
    double alpha = 1 + less;
    return alpha * rho
        + (Math.log(1 / delta) - Math.log(less) + alpha * Math.log(less / alpha)) / less;
  }

  @Test
  void theGreatestRhoWithinALossIsFound() {
    for (String epsilon : new String[] {"0.1", "1", "5"}) {
      Loss loss = new Loss(Epsilon.parse(epsilon), MILLIONTH);
      Rho rho = loss.rho();
      assertThat(Loss.of(rho, MILLIONTH).epsilon()).isLessThanOrEqualTo(loss.epsilon());
      Rho more = rho.plus(Rho.parse("0.000000000001"));
      assertThat(Loss.of(more, MILLIONTH).epsilon()).isGreaterThan(loss.epsilon());
    }
  }

  @Property(tries = 30)
  void growsWithRho(
      @ForAll @IntRange(min = 1, max = 1_000_000) int some,
      @ForAll @IntRange(min = 1, max = 1_000_000) int more) {
    Rho less = new Rho(BigDecimal.valueOf(some, 6));
    Rho sum = less.plus(new Rho(BigDecimal.valueOf(more, 6)));
    assertThat(Loss.of(sum, MILLIONTH).epsilon()).isGreaterThan(Loss.of(less, MILLIONTH).epsilon());
  }

  @Test
  void pureEpsilonNeedsNoDelta() {
    Cost cost = Cost.pure(Epsilon.parse("0.5"));
    assertThat(Loss.of(cost, MILLIONTH)).hasToString("epsilon 0.5");
    assertThat(Loss.ofGroup(cost, 7, MILLIONTH)).hasToString("epsilon 3.5");
    assertThatIllegalArgumentException().isThrownBy(() -> Loss.of(cost.rho(), Delta.ZERO));
    assertThat(Loss.of(Rho.ZERO, MILLIONTH)).hasToString("epsilon 0");
  }

  @Test
  void aGroupLosesTheSquareOfRho() {
    Cost cost = Cost.concentrated(Rho.parse("0.01"));
    assertThat(Loss.ofGroup(cost, 3, MILLIONTH)).isEqualTo(Loss.of(Rho.parse("0.09"), MILLIONTH));
  }

  @Test
  void aGroupsDeltaGrowsWithItsEpsilon() {
    Cost cost = Cost.pure(Epsilon.parse("0.5")).withDelta(Delta.parse("0.00000001"));
    Loss loss = Loss.ofGroup(cost, 3, MILLIONTH);
    assertThat(loss.epsilon()).isEqualTo(Epsilon.parse("1.5"));
    // 3 · e · 10^-8
    assertThat(loss.delta().value().doubleValue()).isCloseTo(8.154845485377136e-8, within(1e-18));
    assertThat(Loss.ofGroup(cost, 100, MILLIONTH).delta()).isEqualTo(Delta.parse("1"));
  }

  @Test
  void costsAddUp() {
    Cost pure = Cost.pure(Epsilon.parse("0.1"));
    Cost choice = Cost.choice(Epsilon.parse("0.1"));
    assertThat(pure.rho()).hasToString("0.005");
    assertThat(choice.rho()).hasToString("0.00125");
    assertThat(pure.plus(choice)).hasToString("epsilon 0.2");
    Cost mixed =
        pure.plus(Cost.concentrated(Rho.parse("0.02")).withDelta(Delta.parse("0.0000001")));
    assertThat(mixed).hasToString("rho 0.025, delta 0.0000001");
    assertThat(mixed.epsilon()).isEqualTo(Optional.empty());
  }

  @Test
  void costsAreRoundedUp() {
    assertThat(Rho.of(Epsilon.parse("0.000001"))).hasToString("0.000000000001");
    assertThat(Rho.of(Epsilon.parse("0.000000000001"))).hasToString("0.000000000001");
  }

  @Test
  void capsAllowWhatIsLeft() {
    Cap pure = new Cap.Pure(Epsilon.parse("1"));
    Cap rho = new Cap.Concentrated(Rho.parse("0.5"), Delta.ZERO);
    Cost one = Cost.pure(Epsilon.parse("1"));
    Cost gaussian = Cost.concentrated(Rho.parse("0.5"));
    Cost more = Cost.concentrated(Rho.parse("0.500000000001"));
    assertThat(pure.allows(one)).isTrue();
    assertThat(pure.allows(one.plus(one))).isFalse();
    assertThat(pure.counts(gaussian)).isFalse();
    assertThat(rho.allows(one)).isTrue();
    assertThat(rho.allows(gaussian)).isTrue();
    assertThat(rho.allows(more)).isFalse();
    assertThat(rho.counts(one.withDelta(Delta.parse("0.0000001")))).isFalse();
    assertThat(rho.left(one)).hasToString("rho 0");
    assertThat(pure.left(Cost.pure(Epsilon.parse("0.3")))).hasToString("epsilon 0.7");
  }
}
