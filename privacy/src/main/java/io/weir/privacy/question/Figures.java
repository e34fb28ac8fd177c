// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as answers show them. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(9);

  private Figures() {}

  /** Rounded to what matters, without an exponent. */
  static BigDecimal shown(BigDecimal value) {
    BigDecimal rounded = value.round(DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** All of a number with so many digits behind the point, without zeros at its end. */
  static BigDecimal plain(long places, int digits) {
    BigDecimal value = BigDecimal.valueOf(places, digits).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  static BigDecimal shown(double value) {
    return shown(new BigDecimal(value));
  }
}
