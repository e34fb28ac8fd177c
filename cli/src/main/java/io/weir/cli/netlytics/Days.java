// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --start_day} and {@code --end_day}, both of which are inside. */
final class Days {
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})([-_])(\\d{1,2})\\2(\\d{1,2})|(\\d{4})(\\d{2})(\\d{2})");

  private Days() {}

  /**
   * The time of days in a zone.
   *
   * @param start empty text for the beginning of time
   * @param end empty text for the end of time
   * @throws WeirException of kind USAGE when one is no day, or the last before the first
   */
  static TimeRange range(String start, String end, ZoneId zone) {
    LocalDate first = start.isEmpty() ? null : day("--start_day", start);
    LocalDate last = end.isEmpty() ? null : day("--end_day", end);
    if (first != null && last != null && last.isBefore(first)) {
      throw WeirException.usage(
          "Cannot select --start_day %s --end_day %s: the last day is before the first. Swap them.",
          start, end);
    }
    TimeRange from = first == null ? TimeRange.ALL : day(first, zone);
    TimeRange to = last == null ? TimeRange.ALL : day(last, zone);
    return new TimeRange(from.from(), to.to());
  }

  private static TimeRange day(LocalDate day, ZoneId zone) {
    return TimeRange.between(
        day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static LocalDate day(String option, String text) {
    Matcher parts = DAY.matcher(text);
    try {
      if (parts.matches()) {
        int group = parts.group(1) == null ? 5 : 1;
        int month = group == 1 ? 3 : 6;
        return LocalDate.of(
            Integer.parseInt(parts.group(group)),
            Integer.parseInt(parts.group(month)),
            Integer.parseInt(parts.group(month + 1)));
      }
    } catch (DateTimeException e) {
      throw refused(option, text);
    }
    throw refused(option, text);
  }

  private static WeirException refused(String option, String text) {
    return WeirException.usage(
        "Cannot read %s %s: it is no day. Write it as 2017_03_01.", option, text);
  }
}
