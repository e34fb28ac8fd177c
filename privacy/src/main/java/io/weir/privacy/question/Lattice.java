// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * The whole numbers that values of a column become before anything is added up: steps above a
 * public lower bound, from 0 to {@link #STEPS}. Values outside the bounds become the nearest bound.
 * Bounds have 16 digits, as in SQL.
 *
 * @param column a numeric column
 * @param low public lower bound
 * @param high public upper bound
 */
public record Lattice(String column, BigDecimal low, BigDecimal high) {
  /** Steps between the bounds. */
  public static final long STEPS = 1L << 20;

  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,63}");
  private static final BigDecimal LARGEST = new BigDecimal("1e15");

  public Lattice {
    if (!COLUMN.matcher(column).matches()) {
      throw WeirException.usage(
          "Cannot ask about the column %s: no column has such a name.", column);
    }
    if (low.compareTo(high) >= 0
        || low.abs().compareTo(LARGEST) > 0
        || high.abs().compareTo(LARGEST) > 0) {
      throw WeirException.usage(
          "Cannot bound values from %s to %s: the lower bound must be the smaller, and neither"
              + " beyond 1e15.",
          low.toPlainString(), high.toPlainString());
    }
    low = low.round(MathContext.DECIMAL64).stripTrailingZeros();
    high = high.round(MathContext.DECIMAL64).stripTrailingZeros();
    if (low.doubleValue() >= high.doubleValue()) {
      throw WeirException.usage(
          "Cannot bound values from %s to %s: both are the same bound with the 16 digits that are"
              + " kept.",
          low.toPlainString(), high.toPlainString());
    }
  }

  /** The length of a step. */
  BigDecimal step() {
    return high.subtract(low).divide(BigDecimal.valueOf(STEPS), MathContext.DECIMAL128);
  }

  /** The value of a place on the lattice, which may lie between two steps. */
  BigDecimal value(BigDecimal place) {
    return low.add(place.multiply(step()));
  }

  /**
   * The place of a known number: below the lower bound 0, above the upper one, and for NaN, the
   * last.
   *
   * @param number a column of doubles
   */
  String place(String number) {
    // Cut before it is cast, so that no engine casts what no whole number holds, whatever branch it
    // calculates beforehand. Both hold NaN for the largest.
    String steps = "(%s - %s) * %s".formatted(number, text(low), text(inverse()));
    String most = "CAST(" + STEPS + " AS DOUBLE)";
    return "CAST(floor(least(greatest(%s, CAST(0 AS DOUBLE)), %s)) AS BIGINT)"
        .formatted(steps, most);
  }

  /** Of the bounds that SQL compares with. */
  private BigDecimal inverse() {
    BigDecimal range =
        new BigDecimal(high.doubleValue()).subtract(new BigDecimal(low.doubleValue()));
    return BigDecimal.valueOf(STEPS).divide(range, MathContext.DECIMAL128);
  }

  private static String text(BigDecimal number) {
    return "CAST('" + number.round(MathContext.DECIMAL64) + "' AS DOUBLE)";
  }
}
