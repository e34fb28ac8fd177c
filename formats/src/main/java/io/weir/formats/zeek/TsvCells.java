// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.model.CellWriter;
import io.weir.model.ListText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns the text of one field of a tab-separated log into a cell. Not thread-safe. */
final class TsvCells {
  /** What {@link #set} answers when the record lies outside the time range. */
  static final String OUTSIDE = "outside";

  private static final int BAD_ELEMENT = -1;

  private byte[] scratch = new byte[256];
  private boolean hasEscape;

  /** Tells whether the next field has a backslash. */
  void hasEscape(boolean value) {
    hasEscape = value;
  }

  /**
   * Sets the cell of a field.
   *
   * @return null, or what is wrong
   */
  @Nullable String set(TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    if (is(bytes, from, end, plan.unset())) {
      return null;
    }
    return switch (plan.target(i)) {
      case STRING, BINARY -> text(plan, i, bytes, from, end, rows);
      case BIGINT, INTEGER -> integer(plan, i, bytes, from, end, rows);
      case TIMESTAMP, DATE -> time(plan, i, bytes, from, end, rows);
      case DOUBLE -> real(plan, i, bytes, from, end, rows);
      case BOOLEAN -> bool(plan, i, bytes, from, end, rows);
      default -> list(plan, i, bytes, from, end, rows);
    };
  }

  static boolean is(byte[] bytes, int from, int end, byte[] word) {
    return end - from == word.length
        && (word.length == 1
            ? bytes[from] == word[0]
            : Arrays.equals(bytes, from, end, word, 0, word.length));
  }

  private @Nullable String text(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    if (is(bytes, from, end, plan.empty())) {
      rows.setBytes(plan.column(i), bytes, from, 0);
    } else if (hasEscape) {
      int length = unescape(bytes, from, end, 0);
      rows.setBytes(plan.column(i), scratch, 0, length);
    } else {
      rows.setBytes(plan.column(i), bytes, from, end - from);
    }
    return null;
  }

  private static @Nullable String integer(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    long value = Numbers.integer(bytes, from, end);
    if (value == Numbers.BAD) {
      boolean isLarge = Numbers.isDigits(bytes, from, end);
      return (isLarge ? "too large a number in " : "bad integer in ") + plan.name(i);
    }
    rows.setLong(plan.column(i), value);
    return null;
  }

  private static @Nullable String time(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    long micros = Times.micros(bytes, from, end);
    if (micros == Numbers.BAD) {
      return "bad time in " + plan.name(i);
    }
    if (plan.isTimeLimit(i) && !plan.range().contains(micros)) {
      return OUTSIDE;
    }
    if (plan.column(i) != TsvPlan.NO_COLUMN) {
      rows.setLong(plan.column(i), micros);
    }
    return null;
  }

  private static @Nullable String real(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    double value = Numbers.real(bytes, from, end);
    if (Double.isNaN(value) && !Numbers.isNan(bytes, from, end)) {
      return "bad number in " + plan.name(i);
    }
    rows.setDouble(plan.column(i), value);
    return null;
  }

  private static @Nullable String bool(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    if (end - from != 1 || (bytes[from] != 'T' && bytes[from] != 'F')) {
      return "bad bool in " + plan.name(i);
    }
    rows.setBoolean(plan.column(i), bytes[from] == 'T');
    return null;
  }

  private @Nullable String list(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    int length = 0;
    if (!is(bytes, from, end, plan.empty())) {
      int start = from;
      for (int at = from; at <= end; at++) {
        if (at == end || bytes[at] == plan.setSeparator()) {
          length = element(plan, i, bytes, start, at, length);
          if (length == BAD_ELEMENT) {
            return "bad element in " + plan.name(i);
          }
          start = at + 1;
        }
      }
    }
    rows.setBytes(plan.column(i), scratch, 0, length);
    return null;
  }

  /** Adds an element to the scratch array; the end there, or {@link #BAD_ELEMENT}. */
  private int element(TsvPlan plan, int i, byte[] bytes, int from, int end, int target) {
    ensure(target + end - from + 32);
    scratch[target] = ListText.SEPARATOR;
    int start = target + 1;
    if (is(bytes, from, end, plan.unset())) {
      scratch[start] = ListText.NULL_ELEMENT;
      return start + 1;
    }
    return switch (plan.target(i)) {
      case BIGINT_LIST -> {
        long value = Numbers.integer(bytes, from, end);
        if (value == Numbers.BAD) {
          yield BAD_ELEMENT;
        }
        yield Numbers.isDigits(bytes, from, end)
            ? append(bytes, from, end, start)
            : append(Long.toString(value), start);
      }
      case DOUBLE_LIST -> {
        double value = Numbers.real(bytes, from, end);
        if (Double.isNaN(value) && !Numbers.isNan(bytes, from, end)) {
          yield BAD_ELEMENT;
        }
        yield Double.isFinite(value)
            ? append(bytes, from, end, start)
            : append(Double.toString(value), start);
      }
      case TIMESTAMP_LIST -> {
        long micros = Times.micros(bytes, from, end);
        yield micros == Numbers.BAD ? BAD_ELEMENT : append(Long.toString(micros), start);
      }
      case BOOLEAN_LIST -> {
        boolean isGood = end - from == 1 && (bytes[from] == 'T' || bytes[from] == 'F');
        yield isGood ? append(bytes[from] == 'T' ? "true" : "false", start) : BAD_ELEMENT;
      }
      default -> is(bytes, from, end, plan.empty()) ? start : textElement(bytes, from, end, start);
    };
  }

  private int append(String text, int start) {
    byte[] bytes = text.getBytes(US_ASCII);
    return append(bytes, 0, bytes.length, start);
  }

  private int append(byte[] bytes, int from, int end, int start) {
    System.arraycopy(bytes, from, scratch, start, end - from);
    return start + end - from;
  }

  private int textElement(byte[] bytes, int from, int end, int start) {
    int to = unescape(bytes, from, end, start);
    for (int k = start; k < to; k++) {
      if (scratch[k] == ListText.SEPARATOR || scratch[k] == ListText.NULL_ELEMENT) {
        scratch[k] = ' ';
      }
    }
    return to;
  }

  /**
   * Copies to the scratch array with {@code \xHH} and doubled backslashes decoded; the end there.
   */
  private int unescape(byte[] bytes, int from, int end, int target) {
    ensure(target + end - from + 1);
    if (!hasEscape) {
      System.arraycopy(bytes, from, scratch, target, end - from);
      return target + end - from;
    }
    int to = target;
    int i = from;
    while (i < end) {
      int next = i + 1 < end && bytes[i] == '\\' ? bytes[i + 1] : 0;
      int value = next == 'x' && i + 3 < end ? hex(bytes, i + 2) : -1;
      if (value >= 0) {
        scratch[to++] = (byte) value;
        i += 4;
      } else {
        scratch[to++] = bytes[i];
        i += next == '\\' ? 2 : 1;
      }
    }
    return to;
  }

  /** Two hexadecimal digits; negative when they are none. */
  private static int hex(byte[] bytes, int i) {
    int high = Character.digit(bytes[i], 16);
    int low = Character.digit(bytes[i + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private void ensure(int length) {
    if (scratch.length < length) {
      scratch = Arrays.copyOf(scratch, Math.max(length, 2 * scratch.length));
    }
  }
}
