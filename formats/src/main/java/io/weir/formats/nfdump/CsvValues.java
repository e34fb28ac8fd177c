// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.formats.lines.Decimals;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Values as nfdump prints them. */
final class CsvValues {
  /** What is no such value. */
  static final long BAD = Decimals.BAD;

  /** A time that nfdump does not know. */
  static final long NONE = Long.MIN_VALUE + 1;

  private static final long MICROS = 1_000_000;

  /** So many digits are milliseconds, not seconds. */
  private static final int MILLIS_DIGITS = 12;

  private static final String FLAGS = "FSRPAUEC";

  private CsvValues() {}

  /** Seconds with a fraction, as microseconds. */
  static long seconds(byte[] bytes, int from, int end) {
    int dot = from;
    while (dot < end && bytes[dot] != '.') {
      dot++;
    }
    long whole = Decimals.number(bytes, from, dot);
    long fraction = 0;
    for (int i = 0; i < 6; i++) {
      int at = dot + 1 + i;
      int digit = at < end ? bytes[at] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      fraction = fraction * 10 + digit;
    }
    return whole == BAD || whole > Long.MAX_VALUE / MICROS - 1 ? BAD : whole * MICROS + fraction;
  }

  /** A date and time of a zone, or since 1970 in seconds with a fraction, or milliseconds. */
  static long time(byte[] bytes, int from, int end, NfdumpZone zone) {
    if (end - from < 19 || bytes[from + 4] != '-') {
      long millis = end - from >= MILLIS_DIGITS ? Decimals.number(bytes, from, end) : BAD;
      long micros = millis == BAD ? seconds(bytes, from, end) : millis * 1000;
      return micros == 0 ? NONE : micros;
    }
    long year = Decimals.number(bytes, from, from + 4);
    long seconds = seconds(bytes, from + 17, end);
    if (year == 0) {
      return NONE;
    }
    long hours = Decimals.number(bytes, from + 11, from + 13);
    long minutes = Decimals.number(bytes, from + 14, from + 16);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0) {
      return BAD;
    }
    try {
      int month = (int) Decimals.number(bytes, from + 5, from + 7);
      int day = (int) Decimals.number(bytes, from + 8, from + 10);
      long days = LocalDate.of((int) year, month, day).toEpochDay();
      long local = ((days * 24 + hours) * 60 + minutes) * 60 * MICROS + seconds;
      return local == 0 ? NONE : zone.utc(local);
    } catch (DateTimeException e) {
      return BAD;
    }
  }

  /** TCP flags as letters. */
  static long flags(byte[] bytes, int from, int end) {
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

  /** 0 or I where the flow was seen to enter, 1 or E where it left. */
  static long direction(byte[] bytes, int from, int end) {
    if (end - from != 1) {
      return BAD;
    }
    return switch (bytes[from]) {
      case '0', 'I' -> 0;
      case '1', 'E' -> 1;
      default -> BAD;
    };
  }
}
