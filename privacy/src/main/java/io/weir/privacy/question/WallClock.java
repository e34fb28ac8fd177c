// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;

/**
 * Days as a zone's wall clocks count them, in SQL. Rows belong to the day of their start.
 *
 * @param days between 1971 and 2200, so that no number of microseconds is negative
 */
record WallClock(Days days, ZoneId zone) {
  static final long MICROS_OF_DAY = 86_400_000_000L;

  private static final int EARLIEST = 1971;
  private static final int LATEST = 2200;
  private static final DateTimeFormatter SQL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  WallClock {
    if (days.first().getYear() < EARLIEST || days.last().getYear() > LATEST) {
      throw WeirException.usage(
          "Cannot ask about the days %s: they must lie between %d and %d.", days, EARLIEST, LATEST);
    }
  }

  /** The condition that a row began on one of the days; false for a row without a time. */
  String condition() {
    return "ts >= %s AND ts < %s".formatted(time(start(days.first())), time(end()));
  }

  /** Whether no hour is left out or repeated on these days. */
  boolean isEven() {
    ZoneOffsetTransition next = zone.getRules().nextTransition(start(days.first()));
    return next == null || !next.getInstant().isBefore(end());
  }

  /**
   * The wall clock's time of a row as microseconds since 1970 of the wall clock. Zones' offsets
   * change at known times, so no engine need know the zone.
   */
  String localMicros() {
    Instant start = start(days.first());
    StringBuilder cases = new StringBuilder();
    ZoneOffset offset = zone.getRules().getOffset(start);
    ZoneOffsetTransition next = zone.getRules().nextTransition(start);
    while (next != null && next.getInstant().isBefore(end())) {
      cases.append("WHEN ts < ").append(time(next.getInstant()));
      cases.append(" THEN ").append(micros(offset)).append(' ');
      offset = next.getOffsetAfter();
      next = zone.getRules().nextTransition(next.getInstant());
    }
    String shift =
        cases.isEmpty()
            ? Long.toString(micros(offset))
            : "CASE " + cases + "ELSE " + micros(offset) + " END";
    return "(unix_micros(ts) + " + shift + ")";
  }

  /** Where a day begins on the wall clock, in its microseconds since 1970. */
  static long localMicros(LocalDate day) {
    return Math.multiplyExact(day.toEpochDay(), MICROS_OF_DAY);
  }

  private static long micros(ZoneOffset offset) {
    return offset.getTotalSeconds() * 1_000_000L;
  }

  private Instant end() {
    return start(days.last().plusDays(1));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static String time(Instant instant) {
    return "TIMESTAMP '" + SQL_TIME.format(instant) + "'";
  }
}
