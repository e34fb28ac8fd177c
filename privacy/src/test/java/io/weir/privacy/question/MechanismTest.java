// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.noise.SeededNoise;
import org.junit.jupiter.api.Test;

class MechanismTest {
  private static final Price EPSILON = new Price.Pure(Epsilon.parse("0.5"));
  private static final Price RHO = new Price.Concentrated(Rho.parse("0.02"));

  @Test
  void scalesComeOfBoundsAndPrice() {
    assertThat(new Mechanism(EPSILON, 1, 1, 1000).scale()).isEqualTo(2000);
    assertThat(new Mechanism(EPSILON, 3, 4, 1000).scale()).isEqualTo(24_000);
    // σ² = touched · bound² · parts / (2ρ)
    assertThat(new Mechanism(RHO, 1, 1, 10).scale()).isEqualTo(50);
    assertThat(new Mechanism(RHO, 4, 4, 10).scale()).isEqualTo(200);
  }

  @Test
  void errorsHoldNineteenTimesInTwenty() {
    NoiseSource noise = SeededNoise.of(5);
    for (Price price : new Price[] {EPSILON, RHO}) {
      Mechanism mechanism = new Mechanism(price, 1, 2, 30);
      long error = mechanism.error();
      int inside = 0;
      for (int i = 0; i < 20_000; i++) {
        inside += Math.abs(mechanism.draw(noise)) <= error ? 1 : 0;
      }
      assertThat(inside).isBetween(18_900, 19_110);
    }
  }

  @Test
  void aKeyOfOneUnitReachesTheThresholdAsRarelyAsDeltaSays() {
    NoiseSource noise = SeededNoise.of(6);
    Delta delta = Delta.parse("0.000001");
    // With ε 50 and one key the noise is nearly nothing, and the threshold near.
    Mechanism narrow = new Mechanism(new Price.Pure(Epsilon.parse("50")), 1, 1, 1);
    assertThat(narrow.threshold(delta)).isBetween(2L, 4L);
    for (Price price : new Price[] {EPSILON, RHO}) {
      Mechanism mechanism = new Mechanism(price, 1, 1, 1);
      // A thousandth is seen in so many draws.
      long threshold = mechanism.threshold(Delta.parse("0.001"));
      int shown = 0;
      for (int i = 0; i < 100_000; i++) {
        shown += 1 + mechanism.draw(noise) >= threshold ? 1 : 0;
      }
      assertThat(shown).isBetween(price == EPSILON ? 10 : 0, 110);
      assertThat(mechanism.threshold(delta)).isGreaterThan(threshold);
    }
  }

  @Test
  void noiseThatNoNumberHoldsIsRefused() {
    Price tiny = new Price.Pure(Epsilon.parse("0.000000000001"));
    Price nothing = new Price.Concentrated(Rho.ZERO);
    assertThatThrownBy(() -> new Mechanism(tiny, 1, 1, 1_000_000_000))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot answer at the price of epsilon 0.000000000001: the noise would be too large for any"
                + " number. Pay more, or lower the cap.");
    assertThatThrownBy(() -> new Mechanism(nothing, 1, 1, 1)).isInstanceOf(WeirException.class);
  }
}
