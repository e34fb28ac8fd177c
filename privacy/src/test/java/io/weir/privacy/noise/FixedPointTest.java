// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
  private static final int BITS = 200;
  private static final BigDecimal UNIT = new BigDecimal(BigInteger.ONE.shiftLeft(BITS));

  /** Digits of these numbers as the world knows them. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 0.36787944117144232159552377016146086744581113103176783",
    "0.5, 0.60653065971263342360379953499118045344191813548718695",
    "10, 0.000045399929762484851535591515560550610237918088866564"
  })
  void exponentialsAreRight(BigDecimal x, BigDecimal expected) {
    assertThat(new BigDecimal(FixedPoint.exp(Fraction.of(x), BITS)).divide(UNIT))
        .isCloseTo(expected, within(new BigDecimal("1e-50")));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, 0.69314718055994530941723212145817656807550013436025525",
    "10, 2.30258509299404568401799145468436420760110148862877298",
    "0.000001, -13.815510557964274104107948728106185245606608931772637856"
  })
  void logarithmsAreRight(BigDecimal x, BigDecimal expected) {
    assertThat(new BigDecimal(FixedPoint.ln(Fraction.of(x), BITS)).divide(UNIT))
        .isCloseTo(expected, within(new BigDecimal("1e-46")));
  }
}
