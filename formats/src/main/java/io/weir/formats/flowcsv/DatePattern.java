// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.lines.Decimals;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads dates and times written in one way: yyyy, M, d, H (of 24) or h (of 12), m, s, and a for AM
 * and PM; what is in brackets at the end may be missing. One letter or two read one digit or two;
 * seconds may have a fraction, and an offset or Z may follow. Without a, hours of a clock of twelve
 * are those of a working day: 1 to 7 are after noon. Not thread-safe: the last day and offset are
 * remembered.
 */
final class DatePattern {
  /** Dates with the year first and times, however they are divided. */
  static final String YEAR_FIRST = "yyyy~M~d[_H:m[:s]]";

  private static final String LETTERS = "yMdHhmsa";
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final long MICROS = 1_000_000;
  private static final int QUARTER = 900;
  private static final int FIRST_HOUR = 8;

  private final String steps;
  private final boolean isYearFirst;
  private final ZoneId zone;
  private long lastDate = Long.MIN_VALUE;
  private long lastDay;
  private long lastQuarter = Long.MIN_VALUE;
  private long lastOffset;
  private int at;
  private long fraction;

  DatePattern(String pattern, ZoneId zone) {
    steps = steps(pattern);
    isYearFirst = pattern.equals(YEAR_FIRST);
    this.zone = zone;
  }

  /** Each run of a letter as one; two y or three M as other letters. */
  private static String steps(String pattern) {
    String text = pattern.replace("yyyy", "y").replace("yy", "Y").replace("MMM", "N");
    return text.replaceAll("([MdHhmsa])\\1", "$1").replace("]", "");
  }

  /** What is wrong with a pattern; empty when nothing is. */
  static Optional<String> defect(String pattern) {
    String steps = steps(pattern);
    boolean isKnown =
        steps.chars().allMatch(c -> !Character.isLetter(c) || (LETTERS + "YNT").indexOf(c) >= 0);
    boolean isWhole =
        (steps.contains("y") || steps.contains("Y"))
            && (steps.contains("M") || steps.contains("N"))
            && steps.contains("d");
    return isKnown && isWhole
        ? Optional.empty()
        : Optional.of("Write one such as dd/MM/yyyy HH:mm:ss.");
  }

  /** Microseconds since 1970 UTC; {@link Decimals#BAD} when it is not so written. */
  long micros(byte[] bytes, int from, int end) {
    if (isYearFirst && isUsual(bytes, from, end)) {
      return usual(bytes, from, end);
    }
    at = from;
    fraction = 0;
    int year = -1;
    int month = -1;
    int day = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    boolean isTwelve = false;
    for (int i = 0; i < steps.length(); i++) {
      char step = steps.charAt(i);
      if (step == '[' && at == end) {
        break;
      }
      int value = 0;
      switch (step) {
        case 'y' -> value = year = digits(bytes, end, 4, 4);
        case 'Y' -> {
          value = digits(bytes, end, 2, 2);
          year = 2000 + value;
        }
        case 'M' -> value = month = digits(bytes, end, 1, 2);
        case 'N' -> value = month = month(bytes, end);
        case 'd' -> value = day = digits(bytes, end, 1, 2);
        case 'H' -> value = hour = digits(bytes, end, 1, 2);
        case 'h' -> {
          value = hour = digits(bytes, end, 1, 2);
          isTwelve = true;
        }
        case 'm' -> value = minute = digits(bytes, end, 1, 2);
        case 's' -> {
          value = second = digits(bytes, end, 1, 2);
          fraction(bytes, end);
        }
        case 'a', '[' -> {}
        default -> value = literal(step, bytes, end);
      }
      if (value < 0) {
        return Decimals.BAD;
      }
    }
    if (isTwelve) {
      hour = hourOfTwelve(hour, bytes, end);
    }
    if (hour < 0 || hour > 23 || minute > 59 || second > 60) {
      return Decimals.BAD;
    }
    long days = day(year, month, day);
    return days == Decimals.BAD
        ? days
        : utc(bytes, end, days * 86_400 + hour * 3600L + minute * 60L + second);
  }

  /** Whether it is written as {@code 2026-11-21 12:00:00}, as nearly all are. */
  private static boolean isUsual(byte[] bytes, int from, int end) {
    if (end - from < 19) {
      return false;
    }
    byte first = bytes[from + 4];
    byte middle = bytes[from + 10];
    return (first == '-' || first == '/')
        && bytes[from + 7] == first
        && (middle == ' ' || middle == 'T')
        && bytes[from + 11] != ' '
        && bytes[from + 13] == ':'
        && bytes[from + 16] == ':';
  }

  private long usual(byte[] bytes, int from, int end) {
    int year = two(bytes, from) * 100 + two(bytes, from + 2);
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    int hour = two(bytes, from + 11);
    int minute = two(bytes, from + 14);
    int second = two(bytes, from + 17);
    if ((year | month | day | hour | minute | second) < 0
        || hour > 23
        || minute > 59
        || second > 60) {
      return Decimals.BAD;
    }
    at = from + 19;
    fraction = 0;
    fraction(bytes, end);
    long days = day(year, month, day);
    return days == Decimals.BAD
        ? days
        : utc(bytes, end, days * 86_400 + hour * 3600L + minute * 60L + second);
  }

  /** Two digits; very negative when they are none. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
  }

  private int digits(byte[] bytes, int end, int fewest, int most) {
    int value = 0;
    int first = at;
    while (at < end && at - first < most && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
    }
    return at - first < fewest ? -1 : value;
  }

  private int month(byte[] bytes, int end) {
    if (end - at < 3) {
      return -1;
    }
    for (int i = 0; i < MONTHS.length(); i += 3) {
      if ((bytes[at] | 0x20) == MONTHS.charAt(i)
          && (bytes[at + 1] | 0x20) == MONTHS.charAt(i + 1)
          && (bytes[at + 2] | 0x20) == MONTHS.charAt(i + 2)) {
        at += 3;
        return i / 3 + 1;
      }
    }
    return -1;
  }

  private void fraction(byte[] bytes, int end) {
    if (at < end && bytes[at] == '.') {
      long unit = MICROS;
      at++;
      for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
        unit /= 10;
        fraction += unit * (bytes[at] - '0');
      }
    }
  }

  /** What stands between parts; -1 when it is something else. */
  private int literal(char step, byte[] bytes, int end) {
    if (at >= end) {
      return -1;
    }
    byte c = bytes[at];
    boolean fits =
        switch (step) {
          case '~' -> c == '-' || c == '/' || c == '.';
          case '_', ' ' -> c == ' ' || c == 'T';
          default -> c == step;
        };
    at++;
    while (step != '~' && fits && c == ' ' && at < end && bytes[at] == ' ') {
      at++;
    }
    return fits ? 0 : -1;
  }

  private int hourOfTwelve(int hour, byte[] bytes, int end) {
    int mark = at;
    while (mark < end && bytes[mark] == ' ') {
      mark++;
    }
    boolean isMarked =
        end - mark >= 2
            && ((bytes[mark] | 0x20) == 'a' || (bytes[mark] | 0x20) == 'p')
            && (bytes[mark + 1] | 0x20) == 'm';
    boolean isMeant = steps.contains("a");
    if (isMarked != isMeant) {
      return -1;
    }
    if (hour > 12) {
      return isMeant ? -1 : hour;
    }
    if (isMarked) {
      at = mark + 2;
      return hour % 12 + ((bytes[mark] | 0x20) == 'p' ? 12 : 0);
    }
    return hour < FIRST_HOUR ? hour + 12 : hour;
  }

  private long day(int year, int month, int day) {
    long key = ((long) year << 16) + (month << 8) + day;
    if (key != lastDate) {
      try {
        lastDay = LocalDate.of(year, month, day).toEpochDay();
      } catch (DateTimeException e) {
        return Decimals.BAD;
      }
      lastDate = key;
    }
    return lastDay;
  }

  /** Applies the offset that stands there, or the zone's. */
  private long utc(byte[] bytes, int end, long local) {
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    int length = end - at;
    if (length == 0) {
      return (local - offset(local)) * MICROS + fraction;
    }
    if (length == 1 && bytes[at] == 'Z') {
      return local * MICROS + fraction;
    }
    byte sign = bytes[at++];
    int hours = digits(bytes, end, 2, 2);
    if (at < end && bytes[at] == ':') {
      at++;
    }
    int minutes = at == end ? 0 : digits(bytes, end, 2, 2);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || at != end) {
      return Decimals.BAD;
    }
    long offset = hours * 3600L + minutes * 60L;
    return (sign == '-' ? local + offset : local - offset) * MICROS + fraction;
  }

  private long offset(long local) {
    long quarter = Math.floorDiv(local, QUARTER);
    if (quarter != lastQuarter) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(quarter * QUARTER, 0, ZoneOffset.UTC);
      lastOffset = zone.getRules().getOffset(time).getTotalSeconds();
      lastQuarter = quarter;
    }
    return lastOffset;
  }
}
