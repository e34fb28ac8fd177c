// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The days that a question is about, whether there are records of them or not: public.
 *
 * @param last included
 */
public record Days(LocalDate first, LocalDate last) {
  /** The most that one question may be about: ten years. */
  public static final int MOST = 3660;

  /** Checks them. */
  public Days {
    long count = ChronoUnit.DAYS.between(first, last) + 1;
    if (count < 1 || count > MOST || first.getYear() < 1 || last.getYear() > 9999) {
      throw WeirException.usage(
          "Cannot ask about the days from %s to %s: these are %d. Ask about 1 to %d days.",
          first, last, count, MOST);
    }
  }

  /** How many they are. */
  public int count() {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1);
  }

  /** Each of them. */
  public List<LocalDate> all() {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  /** Such as {@code 2026-03-01..2026-03-07}. */
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + ".." + last;
  }
}
