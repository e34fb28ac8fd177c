// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.JsonLead;
import io.weir.formats.lines.JsonPlaces.Place;
import io.weir.formats.lines.JsonRest;
import io.weir.formats.lines.Swar;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of one JSON object. Keys and strings are given as they are written;
 * nested values are passed over. Not thread-safe.
 *
 * @param <T> what is known of members
 */
final class FlatObject<T> {
  private static final int DEEPEST = 64;
  private static final long QUOTES = Swar.pattern((byte) '"');
  private static final long BACKSLASHES = Swar.pattern((byte) '\\');

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
  private @Nullable Place<T> expected;

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

  /**
   * Goes to the next member, which is perhaps one that came behind another before.
   *
   * @return false behind the last one and at a defect
   */
  boolean next(Place<T> before) {
    Place<T> place = before.behind(bytes, at, end);
    expected = place != null && isAt(place.lead()) ? place : null;
    return expected == null ? next() : !isBad;
  }

  /** Passes over members of no interest that come behind another as before; the last of them. */
  Place<T> pass(Place<T> before) {
    Place<T> last = before;
    Place<T> run = null;
    int runFrom = at;
    int i = at;
    while (true) {
      Place<T> place = last.next();
      Place<T> same = place == null || !place.isPassed() ? null : place.lastSame(bytes, i, end);
      if (place != null && same != null) {
        int behind = i + place.runLength();
        if (run == null) {
          run = place;
          runFrom = i;
        } else {
          run.join(place, bytes, runFrom, behind);
        }
        last = same;
        i = behind;
        continue;
      }
      run = null;
      place = last.behind(bytes, i, end);
      int behind = place != null && place.isPassed() ? behind(place, i) : -1;
      if (place == null || behind < 0) {
        break;
      }
      i = behind;
      last = place;
    }
    isFirst &= i == at;
    at = i;
    return last;
  }

  /** Behind the value of a member that stands at an index; -1 where that is not told at once. */
  private int behind(Place<T> place, int from) {
    int value = from + place.lead().length();
    int behind =
        switch (place.lead().kind()) {
          case TEXT -> Bytes.behindPlainText(bytes, value, end);
          case WORD -> Bytes.behindDigits(bytes, value, end);
          case NESTED -> end;
        };
    if (behind >= end || bytes[behind] != ',' || behind == value) {
      return -1;
    }
    place.note(bytes, from, behind);
    return behind;
  }

  /** Goes to the value behind a lead at which we are; false, and nothing done, if it is another. */
  private boolean isAt(JsonLead lead) {
    int start = at;
    at += lead.length();
    valueFrom = at;
    isString = lead.kind() == JsonLead.Kind.TEXT;
    if (isString) {
      valueTo = stringEnd();
    } else if (lead.kind() == JsonLead.Kind.WORD) {
      wordEnd();
      valueTo = at;
      if (valueTo == valueFrom) {
        at = start;
        return false;
      }
    } else {
      valueFrom = --at;
      nested();
      valueTo = at;
    }
    isFirst = false;
    return true;
  }

  /** Goes to the next member, of any key; false behind the last one and at a defect. */
  boolean next() {
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
  JsonLead lead() {
    return new JsonLead(bytes, leadFrom, leadTo);
  }

  /** True when what was read is not JSON, or no object, or something follows it. */
  boolean isBad() {
    return isBad;
  }

  /** The member if it was one of those expected; only of others key and lead are told. */
  @Nullable Place<T> expected() {
    return expected;
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
    int i = at;
    for (int last = bytes.length - 8; i <= last && i < end; ) {
      long word = Swar.word(bytes, i);
      long found = Swar.first(word, QUOTES) | Swar.first(word, BACKSLASHES);
      if (found == 0) {
        i += 8;
        continue;
      }
      i += Long.numberOfTrailingZeros(found) >> 3;
      if (bytes[i] == '"') {
        break;
      }
      i += 2;
    }
    while (i < end && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    isBad |= i >= end;
    at = Math.min(end, i + 1);
    return Math.min(end, i);
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
    // Most words are digits, and a comma is behind them.
    at = Bytes.behindDigits(bytes, at, end);
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
