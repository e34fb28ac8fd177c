// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

/**
 * Passes over the rest of a JSON object of which nothing is wanted any more. Only its strings and
 * brackets are looked at, eight bytes at once. Not thread-safe.
 */
public final class JsonRest {
  private static final int DEEPEST = 65;
  private static final long LOW_SEVEN = Swar.pattern((byte) 0x7f);
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long QUOTES = Swar.pattern((byte) '"');
  private static final long BACKSLASHES = Swar.pattern((byte) '\\');

  private static final int BLOCK = 32;
  private static final long CASE = Swar.pattern((byte) 0x20);

  /** Added to bytes below 128, set the highest bit of those from a brace on, and behind braces. */
  private static final long FROM_BRACE = Swar.pattern((byte) (0x80 - '{'));

  private static final long BEHIND_BRACE = Swar.pattern((byte) (0x7f - '}'));

  /** Makes all brackets, and some letters that are not before them, one character. */
  private static final long BRACKET_BITS = Swar.pattern((byte) 0x26);

  private byte[] bytes = new byte[0];
  private int at;
  private int depth;

  /** All ones within a string. */
  private long inside;

  /**
   * Whether {@code bytes[from .. end)}, but for blanks at its end, closes what is open, and does so
   * with its last byte.
   *
   * @param from behind a value
   * @param open how many objects are open there
   */
  public boolean closes(byte[] line, int from, int end, int open) {
    int last = end - 1;
    while (last > from && line[last] <= ' ' && line[last] >= 0) {
      last--;
    }
    if (last < from || line[last] != '}') {
      return false;
    }
    bytes = line;
    at = from;
    depth = open;
    inside = 0;
    boolean isGood = true;
    while (isGood && at + 8 <= last) {
      plain(last);
      int stop = Math.min(last, at + BLOCK);
      while (isGood && at + 8 <= stop) {
        long word = Swar.word(line, at);
        isGood = Swar.equal(word, BACKSLASHES) == 0 ? eight(word) : single(at + 8);
      }
    }
    return isGood && single(last) && at == last && inside == 0 && depth == 1;
  }

  /** Passes over blocks without brackets and backslashes: what counts there is how many quotes. */
  private void plain(int last) {
    int i = at;
    long quotes = 0;
    for (; i + BLOCK <= last; i += BLOCK) {
      long first = Swar.word(bytes, i);
      long second = Swar.word(bytes, i + 8);
      long third = Swar.word(bytes, i + 16);
      long fourth = Swar.word(bytes, i + 24);
      if ((special(first) | special(second) | special(third) | special(fourth)) != 0) {
        break;
      }
      quotes ^= Swar.equal(first, QUOTES) ^ Swar.equal(second, QUOTES);
      quotes ^= Swar.equal(third, QUOTES) ^ Swar.equal(fourth, QUOTES);
    }
    at = i;
    inside ^= -(Long.bitCount(quotes) & 1L);
  }

  /** The highest bit of exactly those bytes that are brackets, a backslash or a bar. */
  private static long special(long word) {
    long small = (word | CASE) & LOW_SEVEN;
    return (small + FROM_BRACE) & ~(small + BEHIND_BRACE) & ~word & HIGH;
  }

  /** Passes over eight bytes without a backslash. */
  private boolean eight(long word) {
    long within = Swar.equal(word, QUOTES);
    within ^= within << 8;
    within ^= within << 16;
    within ^= within << 32;
    within ^= inside & HIGH;
    long brackets = Swar.equal(word | BRACKET_BITS, LOW_SEVEN) & ~within;
    inside = within >> 63;
    boolean isGood = true;
    while (brackets != 0 && isGood) {
      isGood = bracket(bytes[at + (Long.numberOfTrailingZeros(brackets) >> 3)]);
      brackets &= brackets - 1;
    }
    at += 8;
    return isGood;
  }

  /**
   * Passes over bytes one by one, in strings over two at a backslash. There is none elsewhere:
   * where a record begins in another's string, what is within its strings is outside, and only its
   * first backslash tells.
   */
  private boolean single(int stop) {
    boolean isGood = true;
    while (at < stop && isGood) {
      byte c = bytes[at++];
      if (c == '"') {
        inside = ~inside;
      } else if (inside == 0) {
        isGood = c != '\\' && bracket(c);
      } else if (c == '\\') {
        at++;
      }
    }
    return isGood;
  }

  /** Counts a bracket; false when it closes the record before its end, or goes too deep. */
  private boolean bracket(byte c) {
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
    return depth > 0 && depth <= DEEPEST;
  }
}
