// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import java.time.LocalDate;
import java.time.YearMonth;

/** Reads numbers, times and flags as the records write them. */
final class Texts {
  /** What is answered for text that is not what was asked for. */
  static final long BAD = Decimals.BAD;

  /** What a fraction of so many digits is multiplied with. */
  private static final long[] MICROS = {1_000_000, 100_000, 10_000, 1000, 100, 10, 1};

  private static final String FLAGS = "FSRPAUEC";

  /** Larger numbers are milliseconds: the year 5138. */
  private static final long SECONDS_BELOW = 100_000_000_000L;

  private Texts() {}

  /** Days since 1970 of a date, {@code 2016-03-01}, or {@link #BAD}; from there on are 19 bytes. */
  static long day(byte[] bytes, int from) {
    if (bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return BAD;
    }
    long year = Decimals.number(bytes, from, from + 4);
    long month = Decimals.number(bytes, from + 5, from + 7);
    long day = Decimals.number(bytes, from + 8, from + 10);
    boolean isDate = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!isDate || day > YearMonth.of((int) year, (int) month).lengthOfMonth()) {
      return BAD;
    }
    return LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
  }

  /**
   * Minutes since 1970 of a date and time whose day is known, or {@link #BAD}. Behind its ten bytes
   * it is {@code T10:20}.
   */
  static long minute(long day, byte[] bytes, int from) {
    boolean isDivided =
        (bytes[from + 10] == 'T' || bytes[from + 10] == ' ') && bytes[from + 13] == ':';
    long hour = Decimals.number(bytes, from + 11, from + 13);
    long minute = Decimals.number(bytes, from + 14, from + 16);
    if (!isDivided || day == BAD || !within(hour, 23) || !within(minute, 59)) {
      return BAD;
    }
    return (day * 24 + hour) * 60 + minute;
  }

  /**
   * Microseconds since 1970 of a date and time whose minute is known. Behind its 16 bytes it is
   * {@code :30.123+01:00}; without a zone it is UTC.
   */
  static long time(long minute, byte[] bytes, int from, int end) {
    long second = Decimals.number(bytes, from + 17, from + 19);
    if (minute == BAD || bytes[from + 16] != ':' || !within(second, 60)) {
      return BAD;
    }
    int at = from + 19;
    long fraction = 0;
    if (at < end && bytes[at] == '.') {
      int digits = at + 1;
      at = Bytes.behindDigits(bytes, digits, end);
      fraction = fraction(bytes, digits, at);
    }
    long zone = zone(bytes, at, end);
    if (zone == BAD) {
      return BAD;
    }
    long seconds = minute * 60 + second - zone;
    return seconds * 1_000_000 + fraction;
  }

  /** Whether a date is all zeros, which stands for none. */
  static boolean isZeroDate(byte[] bytes, int from) {
    return Decimals.number(bytes, from, from + 4) == 0
        && Decimals.number(bytes, from + 5, from + 7) == 0;
  }

  /** Whether a text begins as a date and time does. */
  static boolean isDate(byte[] bytes, int from, int end) {
    return end - from >= 19 && bytes[from + 4] == '-' && bytes[from + 7] == '-';
  }

  /** The end without the name of a zone in brackets, as RFC 9557 has it. */
  static int withoutZoneName(byte[] bytes, int from, int end) {
    if (end > from && bytes[end - 1] == ']') {
      for (int i = end - 1; i > from; i--) {
        if (bytes[i] == '[') {
          return i;
        }
      }
    }
    return end;
  }

  /**
   * Microseconds since 1970 of a number since 1970: with a point seconds, else seconds,
   * milliseconds, microseconds or nanoseconds, as its size tells for times after April 1970.
   */
  static long sinceEpoch(byte[] bytes, int from, int end) {
    int point = from;
    while (point < end && bytes[point] != '.') {
      point++;
    }
    long value = Decimals.number(bytes, from, point);
    if (value == BAD) {
      return BAD;
    }
    if (point < end || value < SECONDS_BELOW) {
      boolean isGood = value < SECONDS_BELOW && (point == end || areDigits(bytes, point + 1, end));
      return isGood ? value * 1_000_000 + fraction(bytes, point + 1, end) : BAD;
    }
    if (value < SECONDS_BELOW * 1000) {
      return value * 1000;
    }
    return value < SECONDS_BELOW * 1_000_000 ? value : value / 1000;
  }

  private static boolean areDigits(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** Where the first value in an array begins; of a string, behind its quote. */
  static int firstFrom(byte[] bytes, int from, int end) {
    int i = from + 1;
    while (i < end && bytes[i] <= ' ' && bytes[i] >= 0) {
      i++;
    }
    return i < end && bytes[i] == '"' ? i + 1 : i;
  }

  /** Where the first value in an array ends, which begins at {@code from}. */
  static int firstTo(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] != ',' && bytes[i] != ']' && bytes[i] != '"' && bytes[i] > ' ') {
      i++;
    }
    return i;
  }

  /** True when a date and time tells no zone: behind its seconds there are only digits. */
  static boolean isWithoutZone(byte[] bytes, int from, int end) {
    for (int i = from + 19; i < end; i++) {
      if (bytes[i] != '.' && (bytes[i] < '0' || bytes[i] > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(long value, int most) {
    return value >= 0 && value <= most;
  }

  /** Microseconds of a fraction's digits; those behind the sixth are cut off. */
  private static long fraction(byte[] bytes, int from, int end) {
    int digits = Math.min(6, end - from);
    return digits <= 0 ? 0 : Decimals.number(bytes, from, from + digits) * MICROS[digits];
  }

  private static long zone(byte[] bytes, int from, int end) {
    int length = end - from;
    if (length == 0 || (length == 1 && (bytes[from] | 0x20) == 'z')) {
      return 0;
    }
    boolean hasColon = length == 6 && bytes[from + 3] == ':';
    if ((bytes[from] != '+' && bytes[from] != '-') || (length != 5 && !hasColon)) {
      return BAD;
    }
    long hours = Decimals.number(bytes, from + 1, from + 3);
    long minutes = Decimals.number(bytes, end - 2, end);
    if (!within(hours, 18) || !within(minutes, 59)) {
      return BAD;
    }
    long seconds = hours * 3600 + minutes * 60;
    return bytes[from] == '-' ? -seconds : seconds;
  }

  /** TCP flags as letters, {@code .AP.SF}, as words, {@code ["ACK","PSH"]}, or as a number. */
  static long flags(byte[] bytes, int from, int end) {
    if (from < end && bytes[from] == '[') {
      return words(bytes, from + 1, end - 1);
    }
    if (from < end && bytes[from] >= '0' && bytes[from] <= '9') {
      return Decimals.number(bytes, from, end);
    }
    long flags = 0;
    for (int i = from; i < end; i++) {
      int bit = FLAGS.indexOf(bytes[i]);
      if (bit >= 0) {
        flags |= 1L << bit;
      } else if (bytes[i] != '.') {
        return BAD;
      }
    }
    return flags;
  }

  /** The first letter of a word tells which flag is meant. */
  private static long words(byte[] bytes, int from, int end) {
    long flags = 0;
    boolean isWord = false;
    for (int i = from; i < end; i++) {
      if (bytes[i] == '"') {
        isWord = !isWord;
        int bit = isWord && i + 1 < end ? FLAGS.indexOf(bytes[i + 1]) : 0;
        if (bit < 0) {
          return BAD;
        }
        flags |= isWord ? 1L << bit : 0;
      } else if (!isWord && bytes[i] != ',' && bytes[i] != ' ') {
        return BAD;
      }
    }
    return flags;
  }
}
