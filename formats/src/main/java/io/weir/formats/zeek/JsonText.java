// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.lines.Swar;

/**
 * Finds the ends of JSON values in a line. Positions at or behind the given end may be read (there
 * are readable bytes behind every line) but are never answered. Not thread-safe.
 */
public final class JsonText {
  /** What is answered for text that is not JSON. */
  public static final int BAD = -1;

  private static final int DEEPEST = 64;
  private static final long QUOTE = Swar.pattern((byte) '"');
  private static final long COMMA = Swar.pattern((byte) ',');
  private static final long BRACE = Swar.pattern((byte) '}');
  private static final long BLANKS = Swar.pattern((byte) ' ');
  private static final long AFTER = Swar.pattern((byte) (' ' + 1));
  private static final long BACKSLASH = Swar.pattern((byte) '\\');

  private boolean hasEscape;

  /** Whether the string whose end was found last has a backslash. */
  public boolean hasEscape() {
    return hasEscape;
  }

  public static int skipBlanks(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] <= ' ' && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** The quote that ends a string whose first character is at {@code from}. */
  public int stringEnd(byte[] bytes, int from, int end) {
    hasEscape = false;
    int i = from;
    while (i < end) {
      long word = Swar.word(bytes, i);
      long quote = Swar.first(word, QUOTE);
      long backslash = Swar.first(word, BACKSLASH);
      long found = quote | backslash;
      if (found == 0) {
        i += 8;
        continue;
      }
      int at = i + (Long.numberOfTrailingZeros(found) >> 3);
      if ((found & -found & quote) != 0) {
        return at < end ? at : BAD;
      }
      hasEscape = true;
      i = at + 2;
    }
    return BAD;
  }

  /** Behind a number, {@code true}, {@code false} or {@code null}; may be where it begins. */
  static int wordEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end) {
      long word = Swar.word(bytes, i);
      // A bit more makes ']' a '}'.
      long found =
          Swar.first(word, COMMA) | Swar.first(word | BLANKS, BRACE) | Swar.firstBelow(word, AFTER);
      if (found != 0) {
        return Math.min(end, i + (Long.numberOfTrailingZeros(found) >> 3));
      }
      i += 8;
    }
    return end;
  }

  /** Whether a string, a number or a word begins with this byte. */
  static boolean isScalar(byte first) {
    return first != '{' && first != '[' && (first > ' ' || first < 0);
  }

  /** Behind a string, a number or a word; {@link #BAD} when there is none. */
  int scalarEnd(byte[] bytes, int from, int end) {
    if (bytes[from] != '"') {
      int stop = wordEnd(bytes, from, end);
      return stop == from ? BAD : stop;
    }
    int quote = plainEnd(bytes, from + 1, end);
    if (quote == BAD) {
      quote = stringEnd(bytes, from + 1, end);
    }
    return quote == BAD ? BAD : quote + 1;
  }

  /**
   * The quote that ends a string whose first character is at {@code from}; {@link #BAD} when there
   * is none, or a backslash before it.
   */
  static int plainEnd(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i += 8) {
      long word = Swar.word(bytes, i);
      long quote = Swar.first(word, QUOTE);
      long found = quote | Swar.first(word, BACKSLASH);
      if (found != 0) {
        int at = i + (Long.numberOfTrailingZeros(found) >> 3);
        return bytes[at] == '"' && at < end ? at : BAD;
      }
    }
    return BAD;
  }

  /** Behind the value that begins at {@code from}; {@link #BAD} when there is none. */
  public int valueEnd(byte[] bytes, int from, int end) {
    if (from >= end) {
      return BAD;
    }
    byte first = bytes[from];
    if (first == '"') {
      int quote = stringEnd(bytes, from + 1, end);
      return quote == BAD ? BAD : quote + 1;
    }
    if (first == '{' || first == '[') {
      return containerEnd(bytes, from, end);
    }
    int stop = wordEnd(bytes, from, end);
    return stop == from ? BAD : stop;
  }

  /**
   * Behind the bracket that closes the one at {@code from}; the inside is not looked at closely.
   */
  private int containerEnd(byte[] bytes, int from, int end) {
    int depth = 0;
    int i = from;
    while (i < end) {
      byte c = bytes[i];
      if (c == '"') {
        i = stringEnd(bytes, i + 1, end);
        if (i == BAD) {
          return BAD;
        }
      } else if (c == '{' || c == '[') {
        if (++depth > DEEPEST) {
          return BAD;
        }
      } else if (c == '}' || c == ']') {
        if (--depth == 0) {
          return i + 1;
        }
      }
      i++;
    }
    return BAD;
  }
}
