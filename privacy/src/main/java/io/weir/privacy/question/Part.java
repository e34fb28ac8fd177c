// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

/** A sum that is taken over the units of a group; each gets noise of its own. */
enum Part {
  /** How many units there are. */
  UNITS("number of units") {
    @Override
    long bound(long cap) {
      return 1;
    }

    @Override
    String sql(String value, long cap) {
      return "count(*)";
    }
  },
  /** The units' values, each from 0 to the cap. */
  VALUES("sum") {
    @Override
    long bound(long cap) {
      return cap;
    }

    @Override
    String sql(String value, long cap) {
      return "sum(least(" + value + ", " + cap + "))";
    }
  },
  /** How many of the units' values are above the cap. */
  ABOVE("number above the cap") {
    @Override
    long bound(long cap) {
      return 1;
    }

    @Override
    String sql(String value, long cap) {
      return "sum(CASE WHEN " + value + " > " + cap + " THEN 1 ELSE 0 END)";
    }
  },
  /** Twice the units' values less the cap, so that they lie on both sides of 0. */
  CENTRED("sum of values") {
    @Override
    long bound(long cap) {
      return cap;
    }

    @Override
    String sql(String value, long cap) {
      return "sum(" + centred(value, cap) + ")";
    }
  },
  /** The squares of these. */
  SQUARES("sum of squares") {
    @Override
    long bound(long cap) {
      return Math.multiplyExact(cap, cap);
    }

    @Override
    String sql(String value, long cap) {
      String one = centred(value, cap);
      return "sum(CAST(" + one + " * " + one + " AS DECIMAL(18, 0)))";
    }
  };

  private final String text;

  Part(String text) {
    this.text = text;
  }

  /** The words for people. */
  String text() {
    return text;
  }

  /**
   * The most that one unit changes the sum of one group by, whatever its rows.
   *
   * @param cap the most that a unit's value can be
   */
  abstract long bound(long cap);

  /**
   * The sum over units.
   *
   * @param value a unit's value, 0 or more
   */
  abstract String sql(String value, long cap);

  private static String centred(String value, long cap) {
    return "(2 * least(" + value + ", " + cap + ") - " + cap + ")";
  }
}
