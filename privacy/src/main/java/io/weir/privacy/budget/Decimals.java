// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import io.weir.model.WeirException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What epsilon, rho and delta have in common: decimals of at least 0 with so many digits. */
final class Decimals {
  private Decimals() {}

  /** The number with all its digits, so that equal numbers are equal objects. */
  static BigDecimal checked(BigDecimal value, int digits, String what) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(what + " is negative: " + value);
    }
    return value.setScale(digits, RoundingMode.UNNECESSARY);
  }

  /**
   * Reads what a person wrote.
   *
   * @throws WeirException of kind USAGE for no such number
   */
  static BigDecimal parse(String text, int digits, String what) {
    try {
      BigDecimal value = text.length() > 40 ? BigDecimal.ONE.negate() : new BigDecimal(text);
      if (value.signum() >= 0 && value.precision() - value.scale() <= 6) {
        return value.setScale(digits, RoundingMode.UNNECESSARY);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused(text, digits, what);
    }
    throw refused(text, digits, what);
  }

  private static WeirException refused(String text, int digits, String what) {
    return WeirException.usage(
        "Cannot take %s as %s: it is no such number. Write a decimal from 0 to 999999 with at most"
            + " %d digits behind the point.",
        text, what, digits);
  }

  static String shown(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
