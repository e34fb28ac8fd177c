// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads dates and times of logs as microseconds since 1970 UTC. A time that tells no offset is in
 * the zone; of one that a change of clocks makes ambiguous the earlier is taken. Not thread-safe:
 * the last day and hour are remembered.
 */
public final class LogTimes {
  private static final long MICROS = 1_000_000;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final ZoneId zone;
  private long lastDate = -1;
  private long lastDay;
  private long lastHour = Long.MIN_VALUE;
  private long lastOffset;

  /** Times without an offset are in this zone. */
  public LogTimes(ZoneId zone) {
    this.zone = zone;
  }

  /** {@code 22/Mar/2009:09:30:31 +0100}; {@link Decimals#BAD} when it is not so. */
  public long common(byte[] bytes, int from, int end) {
    boolean isCommon =
        end - from >= 20
            && bytes[from + 2] == '/'
            && bytes[from + 6] == '/'
            && bytes[from + 11] == ':';
    if (!isCommon) {
      return Decimals.BAD;
    }
    long day = day(digits(bytes, from + 7, 4), month(bytes, from + 3), digits(bytes, from, 2));
    long second = clock(bytes, from + 12);
    if (day == Decimals.BAD || second < 0) {
      return Decimals.BAD;
    }
    long local = day * 86_400 + second;
    return utc(bytes, from + 20, end, local);
  }

  /** {@code 20-Nov-2017 12:00:00.123}, in the zone. */
  public long dashed(byte[] bytes, int from, int end) {
    boolean isDashed =
        end - from >= 20 && bytes[from + 2] == '-' && bytes[from + 6] == '-' && end - from <= 27;
    if (!isDashed) {
      return Decimals.BAD;
    }
    long day = day(digits(bytes, from + 7, 4), month(bytes, from + 3), digits(bytes, from, 2));
    return withFraction(bytes, from + 12, end, day);
  }

  /** {@code 2017-11-20T12:00:00.123Z}, with or without fraction and offset. */
  public long iso(byte[] bytes, int from, int end) {
    boolean isIso =
        end - from >= 19
            && bytes[from + 4] == '-'
            && bytes[from + 7] == '-'
            && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ');
    if (!isIso) {
      return Decimals.BAD;
    }
    long day = day(digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, from + 8, 2));
    return withFraction(bytes, from + 11, end, day);
  }

  /** {@code Nov 9 12:00:00} of a year, in the zone. */
  public long syslog(byte[] bytes, int from, int end, int year) {
    if (end - from != 15 || bytes[from + 3] != ' ') {
      return Decimals.BAD;
    }
    int date = bytes[from + 4] == ' ' ? digits(bytes, from + 5, 1) : digits(bytes, from + 4, 2);
    long day = day(year, month(bytes, from), date);
    return withFraction(bytes, from + 7, end, day);
  }

  private long withFraction(byte[] bytes, int clock, int end, long day) {
    long second = clock(bytes, clock);
    if (day == Decimals.BAD || second < 0) {
      return Decimals.BAD;
    }
    int at = clock + 8;
    long fraction = 0;
    if (at < end && bytes[at] == '.') {
      long unit = MICROS;
      at++;
      for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
        unit /= 10;
        fraction += unit * (bytes[at] - '0');
      }
    }
    long whole = utc(bytes, at, end, day * 86_400 + second);
    return whole == Decimals.BAD ? whole : whole + fraction;
  }

  /** Applies the offset that stands there, or the zone's. */
  private long utc(byte[] bytes, int from, int end, long local) {
    int at = Bytes.skipBlanks(bytes, from, end);
    int length = end - at;
    if (length == 0) {
      return (local - offset(local)) * MICROS;
    }
    if (length == 1 && bytes[at] == 'Z') {
      return local * MICROS;
    }
    boolean isSigned = (bytes[at] == '+' || bytes[at] == '-') && (length == 5 || length == 6);
    if (!isSigned || (length == 6 && bytes[at + 3] != ':')) {
      return Decimals.BAD;
    }
    int hours = digits(bytes, at + 1, 2);
    int minutes = digits(bytes, end - 2, 2);
    if (hours < 0 || minutes < 0 || hours > 18) {
      return Decimals.BAD;
    }
    long offset = hours * 3600L + minutes * 60L;
    return (bytes[at] == '-' ? local + offset : local - offset) * MICROS;
  }

  private long offset(long local) {
    long hour = Math.floorDiv(local, 3600L);
    if (hour != lastHour) {
      LocalDateTime time = LocalDateTime.ofEpochSecond(hour * 3600, 0, ZoneOffset.UTC);
      lastOffset = zone.getRules().getOffset(time).getTotalSeconds();
      lastHour = hour;
    }
    return lastOffset;
  }

  private long day(int year, int month, int date) {
    long key = ((long) year << 16) + (month << 8) + date;
    if (year < 0 || month < 0 || date < 0) {
      return Decimals.BAD;
    }
    if (key != lastDate) {
      try {
        lastDay = LocalDate.of(year, month, date).toEpochDay();
      } catch (DateTimeException e) {
        return Decimals.BAD;
      }
      lastDate = key;
    }
    return lastDay;
  }

  /** Seconds of {@code 12:00:00}; negative when it is none. */
  private static long clock(byte[] bytes, int from) {
    int hour = digits(bytes, from, 2);
    int minute = digits(bytes, from + 3, 2);
    int second = digits(bytes, from + 6, 2);
    boolean isClock =
        bytes[from + 2] == ':'
            && bytes[from + 5] == ':'
            && hour < 24
            && minute < 60
            && second <= 60
            && (hour | minute | second) >= 0;
    return isClock ? hour * 3600L + minute * 60L + second : -1;
  }

  /** The month whose first three letters stand there, from 1; -1 when none does. */
  public static int month(byte[] bytes, int from) {
    for (int i = 0; i < 12; i++) {
      int at = 3 * i;
      if ((bytes[from] | 0x20) == MONTHS.charAt(at)
          && (bytes[from + 1] | 0x20) == MONTHS.charAt(at + 1)
          && (bytes[from + 2] | 0x20) == MONTHS.charAt(at + 2)) {
        return i + 1;
      }
    }
    return -1;
  }

  private static int digits(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
