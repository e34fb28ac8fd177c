// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import java.util.Arrays;

/**
 * What stands between two values of an object: a comma, a key, a colon, blanks, and the quote or
 * bracket by which the second begins. Those who write records write the same each time, so that a
 * few comparisons find the next value, and tell what it is. Immutable.
 */
public final class JsonLead {
  /** What the value behind it is. */
  public enum Kind {
    /** A string, whose quote belongs to what stands before it. */
    TEXT,
    /** A number, true, false or null. */
    WORD,
    /** An object or an array, whose bracket belongs to what stands before it. */
    NESTED
  }

  private final Kind kind;
  private final int length;
  private final long first;
  private final long[] middle;

  /** The last eight bytes, or as many as there are. */
  private final long last;

  /** Which bytes of the last word count. */
  private final long lastBytes;

  /** Where the last word begins. */
  private final int lastFrom;

  /**
   * What stands before a value.
   *
   * @param from behind the value before it, or behind the bracket of the object
   * @param value where the value begins, a string with its quote
   */
  public JsonLead(byte[] bytes, int from, int value) {
    kind =
        switch (bytes[value]) {
          case '"' -> Kind.TEXT;
          case '{', '[' -> Kind.NESTED;
          default -> Kind.WORD;
        };
    int end = kind == Kind.WORD ? value : value + 1;
    length = end - from;
    byte[] lead = Arrays.copyOf(Arrays.copyOfRange(bytes, from, end), Math.max(8, length));
    first = Swar.word(lead, 0);
    lastFrom = Math.max(0, length - 8);
    last = Swar.word(lead, lastFrom);
    lastBytes = length >= 8 ? -1L : (1L << (8 * length)) - 1;
    middle = new long[Math.max(0, (length - 9) / 8)];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = Swar.word(lead, 8 * i + 8);
    }
  }

  /** True when it stands at an index, and a value may be behind it before {@code end}. */
  public boolean stands(byte[] bytes, int at, int end) {
    if (at + length >= end || at + 8 > bytes.length) {
      return false;
    }
    long different = (Swar.word(bytes, at + lastFrom) ^ last) & lastBytes;
    different |= (Swar.word(bytes, at) ^ first) & lastBytes;
    for (int i = 0; i < middle.length; i++) {
      different |= Swar.word(bytes, at + 8 * i + 8) ^ middle[i];
    }
    // A blank before a word belongs to what stands before it, which is another then.
    return different == 0 && (kind != Kind.WORD || !isBlank(bytes[at + length]));
  }

  private static boolean isBlank(byte c) {
    return c <= ' ' && c >= 0;
  }

  /** Whether it is the same text before a value of the same kind. */
  public boolean isSame(JsonLead other) {
    return length == other.length
        && kind == other.kind
        && first == other.first
        && last == other.last
        && Arrays.equals(middle, other.middle);
  }

  /** What the value is. */
  public Kind kind() {
    return kind;
  }

  /** Its bytes, with the quote or bracket of the value. */
  public int length() {
    return length;
  }
}
