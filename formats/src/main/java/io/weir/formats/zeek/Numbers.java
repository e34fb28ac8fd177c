// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.lines.Decimals;

/** Reads numbers from bytes. */
final class Numbers {
  /** Stands for text that is no number, or one that does not fit. */
  static final long BAD = Long.MIN_VALUE;

  private static final int WORD = 8;

  /** Digits behind the point in Zeek's times and durations. */
  private static final int FRACTION = 6;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** A number of no more digits fits a long. */
  static final int SAFE_DIGITS = 18;

  private static final long EXACT = 1L << 53;

  /** Longer texts are not looked at as numbers; no number that is written is as long. */
  private static final int LONGEST = 400;

  private Numbers() {}

  /**
   * A number of one to sixteen digits; negative when it is anything else. Eight digits are read at
   * once, so that their number costs nothing.
   */
  static long digits(byte[] bytes, int from, int end) {
    int length = end - from;
    if (length > WORD) {
      if (length > 2 * WORD) {
        return -1;
      }
      long high = digits(bytes, from, end - WORD);
      long low = eightDigits(bytes, end - WORD, end);
      return high < 0 || low < 0 ? -1 : high * 100_000_000 + low;
    }
    return length > 0 && end >= WORD ? eightDigits(bytes, from, end) : -1;
  }

  private static long eightDigits(byte[] bytes, int from, int end) {
    long digits = Decimals.digits(bytes, from, end);
    return Decimals.notDigits(digits) != 0 ? -1 : Decimals.eightDigits(digits);
  }

  /** A decimal integer; {@link #BAD} when it is none or does not fit a long. */
  static long integer(byte[] bytes, int from, int end) {
    long digits = digits(bytes, from, end);
    if (digits >= 0) {
      return digits;
    }
    int i = from;
    boolean isNegative = i < end && bytes[i] == '-';
    if (isNegative) {
      i++;
    }
    if (i == end || end - i > SAFE_DIGITS) {
      return slowInteger(bytes, from, end);
    }
    long value = 0;
    for (; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return slowInteger(bytes, from, end);
      }
      value = value * 10 + digit;
    }
    return isNegative ? -value : value;
  }

  /** Nineteen digits, or a real number that is whole, such as {@code 1e3} and {@code 60.0}. */
  private static long slowInteger(byte[] bytes, int from, int end) {
    if (isDigits(bytes, from, end)) {
      try {
        return Long.parseLong(new String(bytes, from, end - from, ISO_8859_1));
      } catch (NumberFormatException e) {
        return BAD;
      }
    }
    double value = slowReal(bytes, from, end);
    return Math.abs(value) < EXACT && value == Math.rint(value) ? (long) value : BAD;
  }

  /** True when text is an integer, even one that does not fit. */
  static boolean isDigits(byte[] bytes, int from, int end) {
    int first = from < end && bytes[from] == '-' ? from + 1 : from;
    for (int i = first; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return first < end && end - from < LONGEST;
  }

  /** A decimal number; NaN when it is none. */
  static double real(byte[] bytes, int from, int end) {
    int point = end - 1 - FRACTION;
    if (point > from && bytes[point] == '.' && point - from <= WORD) {
      long whole = digits(bytes, from, point);
      long fraction = digits(bytes, point + 1, end);
      if (whole >= 0 && fraction >= 0) {
        // Both are exact, so the quotient is rounded once: the double nearest to the text.
        return (whole * 1_000_000 + fraction) / 1e6;
      }
    }
    return anyReal(bytes, from, end);
  }

  private static double anyReal(byte[] bytes, int from, int end) {
    int i = from;
    boolean isNegative = i < end && bytes[i] == '-';
    if (isNegative) {
      i++;
    }
    int first = i;
    if (end - i > SAFE_DIGITS + 1 || i == end) {
      return slowReal(bytes, from, end);
    }
    long value = 0;
    int point = -1;
    for (; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        return slowReal(bytes, from, end);
      }
    }
    // Both are exact, so the quotient is rounded once: the double nearest to the text.
    if (value > EXACT || (end - first == 1 && point >= 0)) {
      return slowReal(bytes, from, end);
    }
    double magnitude = point < 0 ? value : value / POWERS[end - 1 - point];
    return isNegative ? -magnitude : magnitude;
  }

  static boolean isNan(byte[] bytes, int from, int end) {
    return end - from == 3 && new String(bytes, from, 3, ISO_8859_1).equalsIgnoreCase("nan");
  }

  /** Any spelling of a number that Zeek or JSON has; NaN when it is none. */
  static double slowReal(byte[] bytes, int from, int end) {
    if (end - from > LONGEST || !isNumberLike(bytes, from, end)) {
      return infinity(bytes, from, end);
    }
    try {
      return Double.parseDouble(new String(bytes, from, end - from, ISO_8859_1));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double infinity(byte[] bytes, int from, int end) {
    String text = end - from > 4 ? "" : new String(bytes, from, end - from, ISO_8859_1);
    return switch (text) {
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private static boolean isNumberLike(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      byte c = bytes[i];
      boolean isMark = c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!isMark && (c < '0' || c > '9')) {
        return false;
      }
    }
    return end > from;
  }
}
