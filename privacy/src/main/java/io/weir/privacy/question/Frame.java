// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Days;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which rows a question is about. All of it is public.
 *
 * @param table {@code flows}, {@code named_flows}, or a native table with a declared user column
 * @param days that are asked about
 * @param where conditions on rows, all of which hold
 * @param every length of time of which each gets an answer of its own; empty: one for all days
 */
public record Frame(String table, Days days, List<Condition> where, Optional<Duration> every) {
  private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]{0,63}");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  public Frame {
    where =
        new LinkedHashSet<>(where).stream().sorted(Comparator.comparing(Condition::text)).toList();
    if (!TABLE.matcher(table).matches()) {
      throw WeirException.usage("Cannot ask about the table %s: no table has such a name.", table);
    }
    if (every.isPresent() && !divides(every.get())) {
      throw WeirException.usage(
          "Cannot answer for every %s: a day must be a multiple of it. Use 1h, 15m or 1d.",
          every.get());
    }
  }

  private static boolean divides(Duration every) {
    return every.compareTo(SHORTEST) >= 0
        && every.compareTo(DAY) <= 0
        && DAY.toNanos() % every.toNanos() == 0;
  }

  /** Lengths of time in a day; 1 where all days have one answer. */
  int perDay() {
    return every.map(length -> Math.toIntExact(DAY.toNanos() / length.toNanos())).orElse(1);
  }
}
