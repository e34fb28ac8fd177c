// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.lines.Decimals;

/** Numbers and flags as CSV files of flows have them. */
final class Values {
  /** What is no such value. */
  static final long BAD = Decimals.BAD;

  private static final String FLAGS = "FSRPAUEC";
  private static final double EXACT = 1L << 53;

  private Values() {}

  /** A whole number, also written as {@code 62.0} or {@code 1e3}. */
  static long whole(byte[] bytes, int from, int end) {
    return Decimals.whole(bytes, from, end);
  }

  /** A number that is not negative; one with a suffix is scaled: {@code 1.2 M} is 1 200 000. */
  static long count(byte[] bytes, int from, int end) {
    long value = whole(bytes, from, end);
    if (value != BAD || from == end) {
      return value < 0 ? BAD : value;
    }
    double factor =
        switch (bytes[end - 1]) {
          case 'K', 'k' -> 1e3;
          case 'M' -> 1e6;
          case 'G' -> 1e9;
          case 'T' -> 1e12;
          default -> 0;
        };
    int stop = end - 1;
    while (stop > from && bytes[stop - 1] == ' ') {
      stop--;
    }
    double scaled = Decimals.real(bytes, from, stop) * factor;
    return factor > 0 && scaled >= 0 && scaled < EXACT ? Math.round(scaled) : BAD;
  }

  /** A number, {@code Infinity} or {@code -Infinity}; NaN when it is none. */
  static double real(byte[] bytes, int from, int end) {
    double value = Decimals.real(bytes, from, end);
    if (Double.isNaN(value) && end - from <= 9) {
      return switch (new String(bytes, from, end - from, ISO_8859_1)) {
        case "Infinity", "inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Infinity", "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.NaN;
      };
    }
    return value;
  }

  /** TCP flags as letters, dots for those not set, or as a number, also {@code 0xdb}. */
  static long flags(byte[] bytes, int from, int end) {
    boolean isNumber = from < end && bytes[from] >= '0' && bytes[from] <= '9';
    if (isNumber) {
      long value = isHex(bytes, from, end) ? hex(bytes, from, end) : whole(bytes, from, end);
      return value >= 0 && value <= 0xffff ? value : BAD;
    }
    long flags = 0;
    for (int i = from; i < end; i++) {
      int bit = FLAGS.indexOf(bytes[i]);
      if (bit >= 0) {
        flags |= 1L << bit;
      } else if (bytes[i] != '.' && bytes[i] != '-') {
        return BAD;
      }
    }
    return flags;
  }

  static boolean isHex(byte[] bytes, int from, int end) {
    return end - from > 2 && bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x';
  }

  /** A number as {@code 0x0303}, of up to eight digits. */
  static long hex(byte[] bytes, int from, int end) {
    if (end - from > 10) {
      return BAD;
    }
    long value = 0;
    for (int i = from + 2; i < end; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return BAD;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** A number in decimal or hexadecimal form from 0 to 65535. */
  static long port(byte[] bytes, int from, int end) {
    long value = isHex(bytes, from, end) ? hex(bytes, from, end) : whole(bytes, from, end);
    return value >= 0 && value <= 0xffff ? value : BAD;
  }

  /** 1, true, t, yes or y in any case, or 0 and their opposites. */
  static long truth(byte[] bytes, int from, int end) {
    return switch (new String(bytes, from, Math.min(6, end - from), ISO_8859_1)
        .toLowerCase(java.util.Locale.ROOT)) {
      case "1", "true", "t", "yes", "y" -> 1;
      case "0", "false", "f", "no", "n" -> 0;
      default -> BAD;
    };
  }
}
