// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.JsonRest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes through the members of one JSON object. Keys and strings are given as they are written;
 * nested values are passed over. Not thread-safe.
 */
final class FlatObject {
  private static final int DEEPEST = 64;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long CASE = 0x20 * ONES;
  private static final long COMMAS = ',' * ONES;
  private static final long OPENING = '{' * ONES;
  private static final long CLOSING = '}' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final JsonRest rest = new JsonRest();
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean isFirst;
  private boolean isBad;
  private int leadFrom;
  private int leadTo;
  private int keyFrom;
  private int keyTo;
  private int valueFrom;
  private int valueTo;
  private boolean isString;
  private boolean isExpected;

  /** Begins with the object {@code bytes[from .. end)}, which blanks may surround. */
  void open(byte[] newBytes, int from, int newEnd) {
    bytes = newBytes;
    end = newEnd;
    at = from;
    isFirst = true;
    isBad = false;
    skipBlanks();
    expect('{');
  }

  /** Goes to the next member; false behind the last one and at a defect. */
  boolean next() {
    return next(Lead.NONE);
  }

  /**
   * Goes to the next member, which is perhaps the expected one.
   *
   * @param expected of the first member, when the next is the first, else of a later one
   * @return false behind the last one and at a defect
   */
  boolean next(Lead expected) {
    if (expected.stands(bytes, at, end)) {
      int value = at + expected.length();
      // A blank belongs in front of the value, and this is another member then.
      isExpected = bytes[value] > ' ' || bytes[value] < 0;
      if (isExpected) {
        at = value;
        isFirst = false;
        value();
        return !isBad;
      }
    }
    isExpected = false;
    return other();
  }

  /** Goes to a member of any key. */
  private boolean other() {
    leadFrom = at;
    skipBlanks();
    if (isBad || at >= end) {
      isBad = true;
      return false;
    }
    if (bytes[at] == '}') {
      at++;
      skipBlanks();
      isBad = at != end;
      return false;
    }
    if (!isFirst) {
      expect(',');
      skipBlanks();
    }
    isFirst = false;
    expect('"');
    keyFrom = at;
    keyTo = stringEnd();
    skipBlanks();
    expect(':');
    skipBlanks();
    leadTo = at;
    value();
    return !isBad;
  }

  /** What stands before the value of the member, which was not the expected one. */
  Lead lead() {
    return new Lead(bytes, leadFrom, leadTo);
  }

  /** True when what was read is not JSON, or no object, or something follows it. */
  boolean isBad() {
    return isBad;
  }

  /** Whether the member is the one that was expected; only of others the key is told. */
  boolean isExpected() {
    return isExpected;
  }

  /** Whether the object ends where it should, when the values behind are not looked at. */
  boolean isWhole() {
    return rest.closes(bytes, at, end, 1);
  }

  int keyFrom() {
    return keyFrom;
  }

  int keyTo() {
    return keyTo;
  }

  /** Where the value begins; of a string, behind its quote. */
  int valueFrom() {
    return valueFrom;
  }

  int valueTo() {
    return valueTo;
  }

  boolean isString() {
    return isString;
  }

  boolean isNull() {
    return !isString && valueTo > valueFrom && bytes[valueFrom] == 'n';
  }

  private void expect(char c) {
    if (at < end && bytes[at] == c) {
      at++;
    } else {
      isBad = true;
    }
  }

  private void skipBlanks() {
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
  }

  /** The quote that ends the string at which we are; goes behind it. */
  private int stringEnd() {
    int last = Math.min(end, bytes.length) - 8;
    while (at <= last) {
      long word = (long) LONG.get(bytes, at);
      long found = equal(word, QUOTES) | equal(word, BACKSLASHES);
      if (found != 0) {
        at += Long.numberOfTrailingZeros(found) >> 3;
        if (bytes[at] == '"') {
          return at++;
        }
        at += 2;
      } else {
        at += 8;
      }
    }
    while (at < end) {
      byte c = bytes[at];
      if (c == '"') {
        return at++;
      }
      at += c == '\\' ? 2 : 1;
    }
    isBad = true;
    return end;
  }

  /** The highest bit of the first of eight bytes that is equal; above it bits mean nothing. */
  private static long equal(long word, long pattern) {
    long difference = word ^ pattern;
    return (difference - ONES) & ~difference & HIGH;
  }

  private void value() {
    if (at >= end) {
      isBad = true;
      return;
    }
    byte first = bytes[at];
    isString = first == '"';
    if (isString) {
      at++;
      valueFrom = at;
      valueTo = stringEnd();
    } else if (first == '{' || first == '[') {
      valueFrom = at;
      nested();
      valueTo = at;
    } else {
      valueFrom = at;
      wordEnd();
      valueTo = at;
      isBad |= valueTo == valueFrom;
    }
  }

  /** Goes behind a number or a word. */
  private void wordEnd() {
    int last = Math.min(end, bytes.length) - 8;
    while (at <= last) {
      long word = (long) LONG.get(bytes, at);
      long found = ((word - '!' * ONES) & ~word) | word;
      found |= equal(word, COMMAS) | equal(word, CLOSING) | equal(word, QUOTES);
      found = (found | equal(word | CASE, OPENING)) & HIGH;
      if (found != 0) {
        at += Long.numberOfTrailingZeros(found) >> 3;
        return;
      }
      at += 8;
    }
    while (at < end && isWord(bytes[at])) {
      at++;
    }
  }

  /** Whether a byte is of a number or a word; a bracket or a quote begins something else. */
  private static boolean isWord(byte c) {
    return c > ' ' && c != ',' && c != '}' && c != '"' && c != '{' && c != '[';
  }

  private void nested() {
    int depth = 0;
    while (at < end) {
      byte c = bytes[at++];
      if (c == '"') {
        stringEnd();
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth == 0) {
        return;
      }
      if (depth > DEEPEST) {
        break;
      }
    }
    isBad = true;
  }
}
