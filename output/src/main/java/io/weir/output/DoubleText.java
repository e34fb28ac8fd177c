// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The shortest decimal text that reads back as the same double, on every JDK (before 19 {@link
 * Double#toString} is at times longer).
 *
 * <p>From 1e-5 up to 1e16 plain, with at least one digit after the point ({@code 1.0}); else with
 * an exponent ({@code 1.5e-7}). What is not a number is {@code NaN}, {@code Infinity}, {@code
 * -Infinity}.
 */
final class DoubleText {
  private static final long EXACT = 1L << 53;
  private static final double[] POWERS = new double[23];

  static {
    // Powers of ten up to 1e22 are exact doubles.
    BigDecimal power = BigDecimal.ONE;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power.doubleValue();
      power = power.movePointRight(1);
    }
  }

  private DoubleText() {}

  static String of(double value) {
    StringBuilder out = new StringBuilder(24);
    append(out, value);
    return out.toString();
  }

  static void append(StringBuilder out, double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      out.append(value);
      return;
    }
    if (Double.doubleToRawLongBits(value) < 0) {
      out.append('-');
    }
    if (size == 0) {
      out.append("0.0");
    } else if (size < 1e-5 || size >= 1e16) {
      appendExponent(out, size);
    } else if (!appendScaled(out, size)) {
      appendPlain(out, shortest(size));
    }
  }

  /**
   * Looks for the fewest decimals k with {@code size = m / 10^k}, m below 2^53: such a quotient of
   * exact doubles is rounded correctly, so its text reads back as the same double.
   */
  private static boolean appendScaled(StringBuilder out, double size) {
    for (int k = 0; k < POWERS.length; k++) {
      double scaled = size * POWERS[k];
      if (scaled >= EXACT) {
        return false;
      }
      double m = Math.rint(scaled);
      if (m / POWERS[k] == size) {
        appendDecimal(out, (long) m, k);
        return true;
      }
    }
    return false;
  }

  private static void appendDecimal(StringBuilder out, long m, int decimals) {
    if (decimals == 0) {
      out.append(m).append(".0");
      return;
    }
    int from = out.length();
    out.append(m);
    while (out.length() - from <= decimals) {
      out.insert(from, '0');
    }
    out.insert(out.length() - decimals, '.');
  }

  /**
   * 15 digits hold every decimal that short (subnormal numbers have fewer), 17 tell every double
   * apart.
   */
  private static BigDecimal shortest(double size) {
    BigDecimal exact = new BigDecimal(size);
    for (int digits = size < Double.MIN_NORMAL ? 1 : 15; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == size) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros();
  }

  private static void appendPlain(StringBuilder out, BigDecimal value) {
    out.append(value.toPlainString());
    if (value.scale() <= 0) {
      out.append(".0");
    }
  }

  private static void appendExponent(StringBuilder out, double size) {
    BigDecimal value = shortest(size);
    String digits = value.unscaledValue().toString();
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append('e').append(digits.length() - 1 - value.scale());
  }
}
