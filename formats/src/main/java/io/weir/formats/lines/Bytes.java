// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

/** Looks for bytes, eight at a time. Arrays have eight readable bytes behind what is searched. */
public final class Bytes {
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long LOW_SEVEN = Swar.pattern((byte) 0x7f);

  private static final long QUOTES = Swar.pattern((byte) '"');
  private static final long BACKSLASHES = Swar.pattern((byte) '\\');
  private static final long ZEROS = Swar.pattern((byte) '0');

  /** Added to bytes below 128, sets the highest bit of those above nine. */
  private static final long ABOVE_NINE = Swar.pattern((byte) (0x7f - 9));

  /** The same, of bytes from the letter on, or of those above it. */
  private static final long FROM_A = Swar.pattern((byte) (0x80 - 'A'));

  private static final long ABOVE_Z = Swar.pattern((byte) (0x7f - 'Z'));

  private Bytes() {}

  /** Where a byte stands at or behind {@code from}; {@code end} when it is not before that. */
  public static int indexOf(byte[] bytes, int from, int end, byte wanted) {
    long pattern = Swar.pattern(wanted);
    for (int i = from; i < end; i += 8) {
      long found = any(bytes, i, pattern);
      if (found != 0) {
        return Math.min(end, i + (Long.numberOfTrailingZeros(found) >> 3));
      }
    }
    return end;
  }

  /** As {@link #indexOf}, of arrays that may end where the search does. */
  public static int indexWithin(byte[] bytes, int from, int end, byte wanted) {
    long pattern = Swar.pattern(wanted);
    int i = from;
    for (int last = end - 8; i <= last; i += 8) {
      long found = any(bytes, i, pattern);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }
    while (i < end && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  /** The newline at or behind an index; there must be one. */
  public static int newline(byte[] bytes, int from) {
    long pattern = Swar.pattern((byte) '\n');
    int i = from;
    // Four words at once while they are inside of the array: lines may be long.
    for (int last = bytes.length - 32; i <= last; i += 32) {
      long first = any(bytes, i, pattern) | any(bytes, i + 8, pattern);
      if ((first | any(bytes, i + 16, pattern) | any(bytes, i + 24, pattern)) != 0) {
        break;
      }
    }
    while (true) {
      long found = any(bytes, i, pattern);
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >> 3);
      }
      i += 8;
    }
  }

  /**
   * Behind the quote that ends a text at whose first character we are; {@code end} when none does
   * before that, or a backslash is in the text.
   */
  public static int behindPlainText(byte[] bytes, int from, int end) {
    for (int i = from, last = Math.min(end, bytes.length - 8); i <= last; i += 8) {
      long word = Swar.word(bytes, i);
      long found = Swar.first(word, QUOTES) | Swar.first(word, BACKSLASHES);
      if (found != 0) {
        int at = i + (Long.numberOfTrailingZeros(found) >> 3);
        return at < end && bytes[at] == '"' ? at + 1 : end;
      }
    }
    return end;
  }

  /** Where the first byte that is no digit stands at or behind {@code from}; at most the end. */
  public static int behindDigits(byte[] bytes, int from, int end) {
    int i = from;
    for (int last = bytes.length - 8; i <= last && i < end; i += 8) {
      long digits = Swar.word(bytes, i) ^ ZEROS;
      long found = (((digits & LOW_SEVEN) + ABOVE_NINE) | digits) & HIGH;
      if (found != 0) {
        return Math.min(end, i + (Long.numberOfTrailingZeros(found) >> 3));
      }
    }
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return Math.min(end, i);
  }

  /** As {@link Swar#first}, of the eight bytes at an index. */
  private static long any(byte[] bytes, int i, long pattern) {
    return Swar.first(Swar.word(bytes, i), pattern);
  }

  /** Behind the nth of some bytes; -1 when there are fewer before {@code end}. */
  public static int skip(byte[] bytes, int from, int end, int n, byte wanted) {
    if (n == 0) {
      return from;
    }
    int left = n;
    long pattern = Swar.pattern(wanted);
    for (int i = from; i < end; i += 8) {
      long found = Swar.equal(Swar.word(bytes, i), pattern);
      if (end - i < 8) {
        found &= (1L << (8 * (end - i))) - 1;
      }
      int count = Long.bitCount(found);
      if (count >= left) {
        for (; left > 1; left--) {
          found &= found - 1;
        }
        return i + (Long.numberOfTrailingZeros(found) >> 3) + 1;
      }
      left -= count;
    }
    return -1;
  }

  /** How often a byte stands in a range. */
  public static int count(byte[] bytes, int from, int end, byte wanted) {
    long pattern = Swar.pattern(wanted);
    int count = 0;
    int i = from;
    for (; i <= end - 8; i += 8) {
      count += Long.bitCount(Swar.equal(Swar.word(bytes, i), pattern));
    }
    if (i < end) {
      count +=
          Long.bitCount(Swar.equal(Swar.word(bytes, i), pattern) & ((1L << (8 * (end - i))) - 1));
    }
    return count;
  }

  /** Writes a range in lower case of ASCII; the target has eight bytes behind it. */
  public static void lower(byte[] bytes, int from, int end, byte[] target) {
    lower(bytes, from, end, target, 0);
  }

  /** The same, to an index of the target. */
  public static void lower(byte[] bytes, int from, int end, byte[] target, int to) {
    for (int i = from; i < end; i += 8) {
      long word = Swar.word(bytes, i);
      long seven = word & LOW_SEVEN;
      long fromA = seven + FROM_A;
      long aboveZ = seven + ABOVE_Z;
      long capital = fromA & ~aboveZ & ~word & HIGH;
      Swar.put(target, to + i - from, word | capital >>> 2);
    }
  }

  /** Where the first byte behind {@code from} that is no blank stands; at most {@code end}. */
  public static int skipBlanks(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Whether a range holds nothing but blanks and control characters. */
  public static boolean isBlank(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether these bytes stand at an index, before {@code end}. */
  public static boolean startsWith(byte[] bytes, int from, int end, byte[] word) {
    return end - from >= word.length && equal(bytes, from, from + word.length, word);
  }

  /** Whether a range holds exactly these bytes. */
  public static boolean equal(byte[] bytes, int from, int end, byte[] word) {
    if (end - from != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a range is the hyphen that many logs write for what is absent. */
  public static boolean isHyphen(byte[] bytes, int from, int end) {
    return end - from == 1 && bytes[from] == '-';
  }
}
