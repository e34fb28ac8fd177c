// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import java.time.LocalDate;
import java.time.YearMonth;

/** Reads times in the forms Zeek writes them. */
public final class Times {
  private static final int FRACTION = 6;
  private static final long MICROS = 1_000_000;

  private Times() {}

  /**
   * A time as microseconds since 1970, to the nearest: seconds with a fraction, or ISO 8601 with or
   * without a zone (then UTC). {@link Numbers#BAD} when it is neither.
   */
  static long micros(byte[] bytes, int from, int end) {
    boolean isDate = end - from > 10 && bytes[from + 4] == '-' && bytes[from + 7] == '-';
    return isDate ? iso(bytes, from, end) : seconds(bytes, from, end);
  }

  /** Seconds since 1970 with a fraction. */
  static long seconds(byte[] bytes, int from, int end) {
    int last = end - 1 - FRACTION;
    if (last > from && bytes[last] == '.' && last - from <= 12) {
      long whole = Numbers.digits(bytes, from, last);
      long micros = Numbers.digits(bytes, last + 1, end);
      if (whole >= 0 && micros >= 0) {
        return whole * MICROS + micros;
      }
    }
    return anySeconds(bytes, from, end);
  }

  private static long anySeconds(byte[] bytes, int from, int end) {
    boolean isNegative = from < end && bytes[from] == '-';
    int first = isNegative ? from + 1 : from;
    long value = 0;
    int i = first;
    for (; i < end && bytes[i] != '.'; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return exponent(bytes, from, end);
      }
      value = value * 10 + digit;
    }
    if (i == first || i - first > 12) {
      return exponent(bytes, from, end);
    }
    long fraction = fraction(bytes, i, end);
    if (fraction < 0) {
      return exponent(bytes, from, end);
    }
    long micros = value * MICROS + fraction;
    return isNegative ? -micros : micros;
  }

  /** Digits behind a point as microseconds, to the nearest; -1 when there is anything else. */
  private static long fraction(byte[] bytes, int point, int end) {
    long value = 0;
    int i = point + 1;
    for (int k = 0; k < FRACTION; k++, i++) {
      int digit = i < end ? bytes[i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    if (i < end && bytes[i] >= '5') {
      value++;
    }
    for (; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
    }
    return value;
  }

  private static long exponent(byte[] bytes, int from, int end) {
    double seconds = Numbers.slowReal(bytes, from, end);
    return Math.abs(seconds) < 1e12 ? Math.round(seconds * 1e6) : Numbers.BAD;
  }

  /** {@code 2018-03-24T17:15:20.866586Z}; a blank for the T, and a zone as {@code +02:00}. */
  public static long iso(byte[] bytes, int from, int end) {
    if (end - from < 19 || !isDivided(bytes, from)) {
      return Numbers.BAD;
    }
    int year = digits(bytes, from, 4);
    int month = digits(bytes, from + 5, 2);
    int day = digits(bytes, from + 8, 2);
    int hour = digits(bytes, from + 11, 2);
    int minute = digits(bytes, from + 14, 2);
    int second = digits(bytes, from + 17, 2);
    boolean isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    if (year < 0 || month < 1 || month > 12 || day < 1 || !isTime || second < 0 || second > 60) {
      return Numbers.BAD;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return Numbers.BAD;
    }
    int stop = from + 19;
    while (stop < end && (bytes[stop] == '.' || (bytes[stop] >= '0' && bytes[stop] <= '9'))) {
      stop++;
    }
    long fraction = stop == from + 19 ? 0 : fraction(bytes, from + 19, stop);
    long zone = zoneSeconds(bytes, stop, end);
    boolean isFraction = stop == from + 19 || bytes[from + 19] == '.';
    if (fraction < 0 || zone == Numbers.BAD || !isFraction) {
      return Numbers.BAD;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return (seconds - zone) * MICROS + fraction;
  }

  private static boolean isDivided(byte[] bytes, int from) {
    return bytes[from + 4] == '-'
        && bytes[from + 7] == '-'
        && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ')
        && bytes[from + 13] == ':'
        && bytes[from + 16] == ':';
  }

  private static long zoneSeconds(byte[] bytes, int from, int end) {
    int length = end - from;
    if (length == 0 || (length == 1 && (bytes[from] | 0x20) == 'z')) {
      return 0;
    }
    boolean isZone = length >= 5 && (bytes[from] == '+' || bytes[from] == '-');
    boolean hasColon = isZone && length == 6 && bytes[from + 3] == ':';
    if (!isZone || (length != 5 && !hasColon)) {
      return Numbers.BAD;
    }
    int hours = digits(bytes, from + 1, 2);
    int minutes = digits(bytes, hasColon ? from + 4 : from + 3, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Numbers.BAD;
    }
    long seconds = hours * 3600L + minutes * 60L;
    return bytes[from] == '-' ? -seconds : seconds;
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
