// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import java.util.Arrays;

/**
 * Goes through the members of one JSON object. Keys and strings are given as they are written;
 * nested values are passed over. Not thread-safe.
 */
final class FlatObject {
  private static final int DEEPEST = 64;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean isFirst;
  private boolean isBad;
  private int keyFrom;
  private int keyTo;
  private int valueFrom;
  private int valueTo;
  private boolean isString;

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
    value();
    return !isBad;
  }

  /** True when what was read is not JSON, or no object, or something follows it. */
  boolean isBad() {
    return isBad;
  }

  boolean isKey(byte[] name) {
    return keyTo - keyFrom == name.length
        && Arrays.equals(bytes, keyFrom, keyTo, name, 0, name.length);
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
      while (at < end && bytes[at] > ' ' && bytes[at] != ',' && bytes[at] != '}') {
        at++;
      }
      valueTo = at;
      isBad |= valueTo == valueFrom;
    }
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
