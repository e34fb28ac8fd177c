// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code --from} and {@code --to}: days such as {@code 2026-03-01} or {@code 2026_03_01} (in
 * a zone; both ends included), or times such as {@code 2026-03-01T10:00:00Z} (RFC 3339; without an
 * offset in the zone; {@code --to} is the first instant outside).
 */
public final class TimeSpec {
  private static final Pattern DAY = Pattern.compile("(\\d{4})([-_])(\\d{2})\\2(\\d{2})");

  private TimeSpec() {}

  /**
   * The range between two ends.
   *
   * @param from empty text for the beginning of time
   * @param to empty text for the end of time
   */
  public static TimeRange range(String from, String to, ZoneId zone) {
    TimeRange first = from.isEmpty() ? TimeRange.ALL : end("--from", from, zone);
    TimeRange last = to.isEmpty() ? TimeRange.ALL : end("--to", to, zone);
    if (first.from() >= last.to()) {
      throw WeirException.usage(
          "Cannot select --from %s --to %s: the range ends before it begins.", from, to);
    }
    return new TimeRange(first.from(), last.to());
  }

  /** What one end stands for: a day, or an instant. */
  private static TimeRange end(String option, String text, ZoneId zone) {
    try {
      Matcher day = DAY.matcher(text);
      if (day.matches()) {
        LocalDate date =
            LocalDate.of(
                Integer.parseInt(day.group(1)),
                Integer.parseInt(day.group(3)),
                Integer.parseInt(day.group(4)));
        return day(date, zone);
      }
      Instant instant = instant(text.toUpperCase(Locale.ROOT).replace(' ', 'T'), zone);
      return TimeRange.between(instant, instant);
    } catch (DateTimeException e) {
      throw WeirException.usage(
          "Cannot read %s '%s': it is neither a day nor a time. Use 2026-03-01 or"
              + " 2026-03-01T10:00:00Z.",
          option, text);
    }
  }

  /** A whole day in a zone. */
  static TimeRange day(LocalDate date, ZoneId zone) {
    return TimeRange.between(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static Instant instant(String text, ZoneId zone) {
    boolean hasOffset = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:?\\d\\d");
    return hasOffset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
