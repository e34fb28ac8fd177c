// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
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
 * offset in the zone; {@code --to} is the first instant outside). {@code today} and {@code
 * yesterday} are days; {@code now}, {@code -90m}, {@code -6h}, {@code -2d} (before now) and seconds
 * since 1970 UTC, as logs write them, are times.
 */
public final class TimeSpec {
  private static final Pattern DAY = Pattern.compile("(\\d{4})([-_])(\\d{2})\\2(\\d{2})");
  private static final Pattern AGO = Pattern.compile("-(\\d{1,9})([smhdw])");
  private static final Pattern SECONDS = Pattern.compile("(\\d{9,11})(?:\\.(\\d{1,9}))?");

  private TimeSpec() {}

  /**
   * The range between two ends.
   *
   * @param from empty text for the beginning of time
   * @param to empty text for the end of time
   */
  public static TimeRange range(String from, String to, ZoneId zone) {
    return range(from, to, zone, Clock.systemUTC());
  }

  /**
   * The range between two ends.
   *
   * @param from empty text for the beginning of time
   * @param to empty text for the end of time
   * @param clock tells what now is
   */
  static TimeRange range(String from, String to, ZoneId zone, Clock clock) {
    Instant now = clock.instant();
    TimeRange first = from.isEmpty() ? TimeRange.ALL : end("--from", from, zone, now);
    TimeRange last = to.isEmpty() ? TimeRange.ALL : end("--to", to, zone, now);
    if (first.from() >= last.to()) {
      throw WeirException.usage(
          "Cannot select --from %s --to %s: the range ends before it begins.", from, to);
    }
    return new TimeRange(first.from(), last.to());
  }

  /** What one end stands for: a day, or an instant. */
  private static TimeRange end(String option, String text, ZoneId zone, Instant now) {
    try {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (word.equals("today")) {
        return day(now.atZone(zone).toLocalDate(), zone);
      }
      if (word.equals("yesterday")) {
        return day(now.atZone(zone).toLocalDate().minusDays(1), zone);
      }
      Matcher day = DAY.matcher(text);
      if (day.matches()) {
        LocalDate date =
            LocalDate.of(
                Integer.parseInt(day.group(1)),
                Integer.parseInt(day.group(3)),
                Integer.parseInt(day.group(4)));
        return day(date, zone);
      }
      Instant instant = instant(word, zone, now);
      return TimeRange.between(instant, instant);
    } catch (DateTimeException e) {
      throw WeirException.usage(
          "Cannot read %s '%s': it is neither a day nor a time. Use 2026-03-01,"
              + " 2026-03-01T10:00:00Z, yesterday, or -6h for six hours ago.",
          option, text);
    }
  }

  /** A whole day in a zone. */
  static TimeRange day(LocalDate date, ZoneId zone) {
    return TimeRange.between(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static Instant instant(String word, ZoneId zone, Instant now) {
    if (word.equals("now")) {
      return now;
    }
    Matcher ago = AGO.matcher(word);
    if (ago.matches()) {
      return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
    }
    Matcher seconds = SECONDS.matcher(word);
    if (seconds.matches()) {
      String fraction = (seconds.group(2) == null ? "" : seconds.group(2)) + "000000000";
      return Instant.ofEpochSecond(
          Long.parseLong(seconds.group(1)), Long.parseLong(fraction.substring(0, 9)));
    }
    String text = word.toUpperCase(Locale.ROOT).replace(' ', 'T');
    boolean hasOffset = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:?\\d\\d");
    return hasOffset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }
}
