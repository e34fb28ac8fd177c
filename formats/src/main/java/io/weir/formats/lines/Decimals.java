// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads decimal numbers from bytes. */
public final class Decimals {
  /** Stands for text that is no number, or one that does not fit. */
  public static final long BAD = Long.MIN_VALUE;

  private static final int SAFE_DIGITS = 18;
  private static final long EXACT = 1L << 53;

  /** Longer texts are not looked at as numbers; no number that is written is as long. */
  private static final int LONGEST = 400;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18
  };

  private static final long ZEROS = Swar.pattern((byte) '0');
  private static final long HIGH = Swar.pattern((byte) 0x80);

  /** Added to bytes below 128, sets the highest bit of those above nine. */
  private static final long ABOVE_NINE = Swar.pattern((byte) (0x7f - 9));

  private static final long PAIRS = 0x000000ff000000ffL;
  private static final long EIGHT_DIGITS = 100_000_000;

  private Decimals() {}

  /** An integer with or without minus; {@link #BAD} when it is none, or has over 18 digits. */
  public static long integer(byte[] bytes, int from, int end) {
    boolean isNegative = from < end && bytes[from] == '-';
    long value = unsigned(bytes, isNegative ? from + 1 : from, end);
    if (value < 0) {
      return BAD;
    }
    return isNegative ? -value : value;
  }

  /**
   * A whole number, also written as {@code 62.0} or {@code 1e3}; {@link #BAD} when it is none, or
   * not exact.
   */
  public static long whole(byte[] bytes, int from, int end) {
    long value = integer(bytes, from, end);
    if (value != BAD) {
      return value;
    }
    double real = real(bytes, from, end);
    return Math.abs(real) <= EXACT && real == Math.rint(real) ? (long) real : BAD;
  }

  /** Digits alone, of a whole number from 0 to 2^63-1; {@link #BAD} when it is none. */
  public static long number(byte[] bytes, int from, int end) {
    if (from >= end || end - from > 19) {
      return BAD;
    }
    if (end < 24) {
      return oneByOne(bytes, from, end);
    }
    long value = 0;
    long scale = 1;
    for (int stop = end; stop > from; stop -= 8) {
      long eight = lastDigits(bytes, Math.min(8, stop - from), stop);
      if (eight < 0) {
        return BAD;
      }
      value += eight * scale;
      scale *= EIGHT_DIGITS;
    }
    return value < 0 ? BAD : value;
  }

  /** The same of digits before which there may be nothing to read. */
  private static long oneByOne(byte[] bytes, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
    }
    return value < 0 ? BAD : value;
  }

  /** The number that one to eight digits before an index are; negative when they are none. */
  private static long lastDigits(byte[] bytes, int count, int end) {
    long digits = digits(bytes, end - count, end);
    return notDigits(digits) != 0 ? BAD : eightDigits(digits);
  }

  /**
   * One to eight bytes as {@link #notDigits} and {@link #eightDigits} take them: zeros stand before
   * them. Eight bytes before the end are read.
   */
  public static long digits(byte[] bytes, int from, int end) {
    int others = (8 - (end - from)) << 3;
    return ((Swar.word(bytes, end - 8) ^ ZEROS) >>> others) << others;
  }

  /**
   * Zero when eight bytes are numbers below ten.
   *
   * @param digits bytes of which the letter zero's bits were taken away
   */
  public static long notDigits(long digits) {
    return ((digits + ABOVE_NINE) | digits) & HIGH;
  }

  /**
   * The number that eight digits are.
   *
   * @param digits numbers below ten, the first in the lowest byte
   */
  public static long eightDigits(long digits) {
    long pairs = digits * 10 + (digits >>> 8);
    return ((pairs & PAIRS) * (100 + (1_000_000L << 32))
            + ((pairs >>> 16) & PAIRS) * (1 + (10_000L << 32)))
        >>> 32;
  }

  /** Digits alone; {@link #BAD} when there is anything else, none, or over 18 of them. */
  public static long unsigned(byte[] bytes, int from, int end) {
    if (from >= end || end - from > SAFE_DIGITS) {
      return BAD;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * A number with up to 12 digits before the point as an integer of units of 10^-places, to the
   * nearest; {@link #BAD} when it is none.
   *
   * @param places 3 to read milliseconds as microseconds
   */
  public static long scaled(byte[] bytes, int from, int end, int places) {
    boolean isNegative = from < end && bytes[from] == '-';
    int first = isNegative ? from + 1 : from;
    int point = Bytes.indexOf(bytes, first, end, (byte) '.');
    if (point - first > SAFE_DIGITS - places) {
      return BAD;
    }
    long value = unsigned(bytes, first, point);
    if (value < 0) {
      return BAD;
    }
    int i = point + 1;
    for (int k = 0; k < places; k++, i++) {
      int digit = i < end ? bytes[i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return BAD;
      }
      value = value * 10 + digit;
    }
    if (i < end && bytes[i] >= '5') {
      value++;
    }
    for (; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return BAD;
      }
    }
    return isNegative ? -value : value;
  }

  /** A decimal number, the double nearest to it; NaN when it is none. */
  public static double real(byte[] bytes, int from, int end) {
    boolean isNegative = from < end && bytes[from] == '-';
    int first = isNegative ? from + 1 : from;
    if (first >= end || end - first > SAFE_DIGITS + 1) {
      return slowReal(bytes, from, end);
    }
    long value = 0;
    int point = -1;
    for (int i = first; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        return slowReal(bytes, from, end);
      }
    }
    if (value > EXACT || (point >= 0 && end - first == 1)) {
      return slowReal(bytes, from, end);
    }
    // Both are exact, so the quotient is rounded once.
    double magnitude = point < 0 ? value : value / POWERS[end - 1 - point];
    return isNegative ? -magnitude : magnitude;
  }

  private static double slowReal(byte[] bytes, int from, int end) {
    if (from >= end || end - from > LONGEST) {
      return Double.NaN;
    }
    for (int i = from; i < end; i++) {
      byte c = bytes[i];
      boolean isMark = c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!isMark && (c < '0' || c > '9')) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(bytes, from, end - from, ISO_8859_1));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
