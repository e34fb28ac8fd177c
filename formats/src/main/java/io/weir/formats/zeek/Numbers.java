// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import java.nio.charset.StandardCharsets;

/** Reads numbers from bytes. */
final class Numbers {
  /** Stands for text that is no number, or one that does not fit. */
  static final long BAD = Long.MIN_VALUE;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int SAFE_DIGITS = 18;
  private static final long EXACT = 1L << 53;

  private Numbers() {}

  /** A decimal integer; {@link #BAD} when it is none or does not fit a long. */
  static long integer(byte[] bytes, int from, int end) {
    int i = from;
    boolean isNegative = i < end && bytes[i] == '-';
    if (isNegative) {
      i++;
    }
    if (i == end || end - i > SAFE_DIGITS) {
      return long19(bytes, from, end);
    }
    long value = 0;
    for (; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
    }
    return isNegative ? -value : value;
  }

  private static long long19(byte[] bytes, int from, int end) {
    try {
      return Long.parseLong(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      return BAD;
    }
  }

  /**
   * Seconds since 1970 with a fraction as microseconds; digits beyond are cut. {@link #BAD} when it
   * is no such number.
   */
  static long micros(byte[] bytes, int from, int end) {
    int i = from;
    boolean isNegative = i < end && bytes[i] == '-';
    if (isNegative) {
      i++;
    }
    long value = 0;
    int first = i;
    for (; i < end && bytes[i] != '.'; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return exponent(bytes, from, end);
      }
      value = value * 10 + digit;
    }
    if (i == first || i - first > 12) {
      return BAD;
    }
    i++;
    for (int k = 0; k < 6; k++, i++) {
      int digit = i < end ? bytes[i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return exponent(bytes, from, end);
      }
      value = value * 10 + digit;
    }
    for (; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return exponent(bytes, from, end);
      }
    }
    return isNegative ? -value : value;
  }

  private static long exponent(byte[] bytes, int from, int end) {
    double seconds = slow(bytes, from, end);
    return Math.abs(seconds) < 1e12 ? Math.round(seconds * 1e6) : BAD;
  }

  /** A decimal number; NaN when it is none. */
  static double real(byte[] bytes, int from, int end) {
    int i = from;
    boolean isNegative = i < end && bytes[i] == '-';
    if (isNegative) {
      i++;
    }
    if (end - i > SAFE_DIGITS + 1 || i == end) {
      return slow(bytes, from, end);
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
        return slow(bytes, from, end);
      }
    }
    // Both are exact, so the quotient is rounded once: the double nearest to the text.
    if (value > EXACT) {
      return slow(bytes, from, end);
    }
    double magnitude = point < 0 ? value : value / POWERS[end - 1 - point];
    return isNegative ? -magnitude : magnitude;
  }

  static boolean isNan(byte[] bytes, int from, int end) {
    return end - from == 3
        && new String(bytes, from, 3, StandardCharsets.ISO_8859_1).equalsIgnoreCase("nan");
  }

  private static double slow(byte[] bytes, int from, int end) {
    String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    try {
      return switch (text) {
        case "inf", "+inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default ->
            text.isBlank() || text.endsWith("d") || text.endsWith("f")
                ? Double.NaN
                : Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
