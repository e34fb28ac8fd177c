// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FractionTest {
  @Test
  void isInLowestTermsWithThePositiveDenominator() {
    assertThat(Fraction.of(6, -4)).isEqualTo(Fraction.of(-3, 2)).hasToString("-3/2");
    assertThat(Fraction.of(0, -7)).isEqualTo(Fraction.ZERO).hasToString("0");
    assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void takesDecimalsExactly() {
    assertThat(Fraction.of(new BigDecimal("0.125"))).isEqualTo(Fraction.of(1, 8));
    assertThat(Fraction.of(new BigDecimal("1e3"))).isEqualTo(Fraction.of(1000));
    assertThat(Fraction.of(1, 3).rounded(3, RoundingMode.CEILING)).isEqualTo("0.334");
  }

  @Test
  void roundsToIntegers() {
    assertThat(Fraction.of(-7, 2).floor()).isEqualTo(-4);
    assertThat(Fraction.of(-7, 2).ceiling()).isEqualTo(-3);
    assertThat(Fraction.of(7, 2).floor()).isEqualTo(3);
    assertThat(Fraction.of(7, 2).ceiling()).isEqualTo(4);
    assertThat(Fraction.of(4).ceiling()).isEqualTo(4);
  }

  @Property
  void calculatesAsNumbersDo(
      @ForAll @IntRange(min = -99, max = 99) int a,
      @ForAll @IntRange(min = 1, max = 99) int b,
      @ForAll @IntRange(min = -99, max = 99) int c,
      @ForAll @IntRange(min = 1, max = 99) int d) {
    Fraction x = Fraction.of(a, b);
    Fraction y = Fraction.of(c, d);
    assertThat(x.plus(y).minus(y)).isEqualTo(x);
    assertThat(x.times(y)).isEqualTo(Fraction.of((long) a * c, (long) b * d));
    assertThat(Integer.signum(x.compareTo(y))).isEqualTo(Integer.signum(a * d - c * b));
    if (c != 0) {
      assertThat(x.times(y).dividedBy(y)).isEqualTo(x);
    }
  }
}
