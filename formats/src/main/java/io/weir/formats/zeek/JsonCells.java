// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.model.CellWriter;
import io.weir.model.ColumnType;
import io.weir.model.ListText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON values into cells. A number or a truth value where text is wanted is taken as it is
 * written; text where a number or a time is wanted is read as one. Not thread-safe.
 */
final class JsonCells {
  /** Whole seconds beyond are milliseconds: the year 5138. */
  private static final long MILLISECONDS_FROM = 100_000_000_000L;

  private static final int BAD = -1;

  private final JsonText text = new JsonText();
  private byte[] scratch = new byte[256];

  /** Sets a column to a string, given without its quotes; null, or what is wrong. */
  @Nullable String string(
      ColumnType target,
      int column,
      byte[] bytes,
      int from,
      int end,
      boolean hasEscape,
      CellWriter rows) {
    if (!hasEscape && target == ColumnType.STRING) {
      rows.setBytes(column, bytes, from, end - from);
      return null;
    }
    if (target.isList()) {
      return list(target, column, bytes, from - 1, end + 1, rows);
    }
    if (!hasEscape) {
      return word(target, column, bytes, from, end, rows);
    }
    ensure(end - from);
    int length = JsonString.decode(bytes, from, end, scratch, 0);
    return length == BAD ? "bad escape" : word(target, column, scratch, 0, length, rows);
  }

  /** Sets a column to a number, {@code true} or {@code false}, or to text that stands for one. */
  @Nullable String word(
      ColumnType target, int column, byte[] bytes, int from, int end, CellWriter rows) {
    switch (target) {
      case STRING, BINARY -> rows.setBytes(column, bytes, from, end - from);
      case BIGINT, INTEGER -> {
        long value = Numbers.integer(bytes, from, end);
        if (value == Numbers.BAD) {
          boolean isLarge = Numbers.isDigits(bytes, from, end);
          return isLarge ? "too large a number" : "bad integer";
        }
        rows.setLong(column, value);
      }
      case DOUBLE -> {
        double value = Numbers.real(bytes, from, end);
        if (Double.isNaN(value) && !Numbers.isNan(bytes, from, end)) {
          return "bad number";
        }
        rows.setDouble(column, value);
      }
      case BOOLEAN -> {
        int value = bool(bytes, from, end);
        if (value == BAD) {
          return "bad bool";
        }
        rows.setBoolean(column, value == 1);
      }
      case TIMESTAMP, DATE -> {
        long micros = micros(bytes, from, end);
        if (micros == Numbers.BAD) {
          return "bad time";
        }
        rows.setLong(column, micros);
      }
      default -> {
        return list(target, column, bytes, from, end, rows);
      }
    }
    return null;
  }

  /** A time: seconds with a fraction, whole milliseconds, or ISO 8601. */
  static long micros(byte[] bytes, int from, int end) {
    if (end - from > 11 && Numbers.isDigits(bytes, from, end)) {
      long millis = Numbers.integer(bytes, from, end);
      if (millis == Numbers.BAD) {
        millis = wrapped(bytes, from, end);
      } else if (Math.abs(millis) < MILLISECONDS_FROM) {
        return Numbers.BAD;
      }
      return Math.abs(millis) < Long.MAX_VALUE / 1000 ? millis * 1000 : Numbers.BAD;
    }
    return Times.micros(bytes, from, end);
  }

  /** Zeek's unsigned milliseconds wrap around for times before 1970. */
  private static long wrapped(byte[] bytes, int from, int end) {
    try {
      return Long.parseUnsignedLong(new String(bytes, from, end - from, US_ASCII));
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /** 1, 0, or {@link #BAD}. */
  private static int bool(byte[] bytes, int from, int end) {
    int length = end - from;
    byte first = length == 0 ? 0 : bytes[from];
    if (length == 1 && (first == 'T' || first == 'F')) {
      return first == 'T' ? 1 : 0;
    }
    if (length == 4 && first == 't' && is(bytes, from, "true")) {
      return 1;
    }
    return length == 5 && first == 'f' && is(bytes, from, "false") ? 0 : BAD;
  }

  private static boolean is(byte[] bytes, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isNull(byte[] bytes, int from, int end) {
    return end - from == 4 && bytes[from] == 'n' && is(bytes, from, "null");
  }

  /** Sets a list to the elements of an array, or to the one element that stands in its place. */
  @Nullable String list(
      ColumnType target, int column, byte[] bytes, int from, int end, CellWriter rows) {
    ColumnType element = target.element().orElse(ColumnType.STRING);
    int length = 0;
    if (bytes[from] != '[') {
      length = element(element, bytes, from, end, 0);
      if (length == BAD) {
        return "bad element";
      }
      rows.setBytes(column, scratch, 0, length);
      return null;
    }
    int i = JsonText.skipBlanks(bytes, from + 1, end);
    boolean isFirst = true;
    while (i < end && !(bytes[i] == ']' && isFirst)) {
      int stop = text.valueEnd(bytes, i, end);
      length = stop == JsonText.BAD ? BAD : element(element, bytes, i, stop, length);
      if (length == BAD) {
        return "bad element";
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      isFirst = false;
      if (i < end && bytes[i] == ',') {
        i = JsonText.skipBlanks(bytes, i + 1, end);
      } else if (i < end && bytes[i] == ']') {
        break;
      } else {
        return "bad element";
      }
    }
    rows.setBytes(column, scratch, 0, length);
    return null;
  }

  /** Adds an element to the scratch array; the end there, or {@link #BAD}. */
  private int element(ColumnType type, byte[] bytes, int from, int end, int target) {
    ensure(target + end - from + 32);
    scratch[target] = ListText.SEPARATOR;
    int start = target + 1;
    if (isNull(bytes, from, end)) {
      scratch[start] = ListText.NULL_ELEMENT;
      return start + 1;
    }
    int to = content(bytes, from, end, start);
    return to == BAD ? BAD : converted(type, start, to);
  }

  /** Copies a value to the scratch array, a string without quotes and escapes. */
  private int content(byte[] bytes, int from, int end, int start) {
    if (bytes[from] == '"') {
      return JsonString.decode(bytes, from + 1, end - 1, scratch, start);
    }
    System.arraycopy(bytes, from, scratch, start, end - from);
    return start + end - from;
  }

  /** Brings an element in the scratch array into the form that a list has; its end. */
  private int converted(ColumnType type, int start, int end) {
    switch (type) {
      case BIGINT -> {
        long value = Numbers.integer(scratch, start, end);
        boolean isPlain = Numbers.isDigits(scratch, start, end);
        return value == Numbers.BAD ? BAD : isPlain ? end : replace(Long.toString(value), start);
      }
      case DOUBLE -> {
        double value = Numbers.real(scratch, start, end);
        if (Double.isNaN(value) && !Numbers.isNan(scratch, start, end)) {
          return BAD;
        }
        return Double.isFinite(value) ? end : replace(Double.toString(value), start);
      }
      case BOOLEAN -> {
        int value = bool(scratch, start, end);
        return value == BAD ? BAD : replace(value == 1 ? "true" : "false", start);
      }
      case TIMESTAMP -> {
        long micros = micros(scratch, start, end);
        return micros == Numbers.BAD ? BAD : replace(Long.toString(micros), start);
      }
      default -> {
        for (int k = start; k < end; k++) {
          if (scratch[k] == ListText.SEPARATOR || scratch[k] == ListText.NULL_ELEMENT) {
            scratch[k] = ' ';
          }
        }
        return end;
      }
    }
  }

  private int replace(String word, int start) {
    byte[] bytes = word.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, scratch, start, bytes.length);
    return start + bytes.length;
  }

  private void ensure(int length) {
    if (scratch.length < length) {
      scratch = Arrays.copyOf(scratch, Math.max(length, 2 * scratch.length));
    }
  }
}
