// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** What SQL asks of the rows of a group, with the public bounds of what a unit adds to it. */
public sealed interface Aggregate {
  /** The word for the number in answers. */
  String word();

  /**
   * How many rows there are.
   *
   * @param cap the most rows that a unit counts
   */
  record RowCount(long cap) implements Aggregate {
    public RowCount {
      requireCap(BigDecimal.valueOf(cap));
    }

    @Override
    public String word() {
      return "rows";
    }
  }

  /**
   * The sum of a value over rows, where it is known and above 0.
   *
   * @param cap the most that a unit adds to it
   */
  record Total(RowExpression value, BigDecimal cap) implements Aggregate {
    private static final int MOST_DIGITS = 6;
    private static final BigDecimal MOST_PLACES = BigDecimal.valueOf(Taken.MOST_BYTES);

    public Total {
      value.plain(UnaryOperator.identity());
      cap = cap.signum() == 0 ? BigDecimal.ZERO : cap.stripTrailingZeros();
      requireCap(cap);
      if (cap.scale() > MOST_DIGITS) {
        throw WeirException.usage(
            "Cannot cap what a unit adds at %s: write %d digits behind the point at most.",
            cap.toPlainString(), MOST_DIGITS);
      }
    }

    /** The digits behind the point with which values are added up. */
    int digits() {
      int digits = Math.max(0, cap.scale());
      while (digits < MOST_DIGITS && cap.movePointRight(digits + 1).compareTo(MOST_PLACES) <= 0) {
        digits++;
      }
      return digits;
    }

    /** The cap as a whole number, in units of the last digit. */
    long places() {
      return cap.movePointRight(digits()).longValueExact();
    }

    @Override
    public String word() {
      return "sum";
    }
  }

  /** The mean over units of the mean that each has of a column. */
  record MeanOf(Lattice lattice) implements Aggregate {
    @Override
    public String word() {
      return "mean";
    }
  }

  /**
   * A quantile over units of the mean that each has of a column.
   *
   * @param permille of the units, 1 to 999
   */
  record QuantileOf(Lattice lattice, int permille) implements Aggregate {
    public QuantileOf {
      permille = new Question.Percentile(permille).permille();
    }

    @Override
    public String word() {
      return "percentile";
    }
  }

  private static void requireCap(BigDecimal cap) {
    if (cap.signum() <= 0 || cap.compareTo(BigDecimal.valueOf(Taken.MOST_BYTES)) > 0) {
      throw WeirException.usage(
          "Cannot cap what a unit counts at %s: the cap must be above 0 and %d at most.",
          cap.toPlainString(), Taken.MOST_BYTES);
    }
  }
}
