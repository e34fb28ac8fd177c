// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.zeek.ZeekType.Element;
import io.weir.model.CellWriter;
import io.weir.model.ColumnType;
import io.weir.model.ListText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns the text of one field into a cell. Not thread-safe. */
final class TsvCells {
  /** What {@link #set} answers when the record lies outside the time range. */
  static final String OUTSIDE = "outside";

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
    if (plan.isList(i)) {
      list(plan, i, bytes, from, end, rows);
      return null;
    }
    Element element = plan.element(i);
    int column = plan.column(i);
    if (element == Element.TEXT || plan.target(i) == ColumnType.STRING) {
      text(plan, column, bytes, from, end, rows);
      return null;
    }
    return switch (element) {
      case TIME -> time(plan, i, bytes, from, end, rows);
      case INTEGER -> integer(plan, i, bytes, from, end, rows);
      case BOOL -> bool(column, bytes, from, end, rows);
      default -> real(column, bytes, from, end, rows);
    };
  }

  private static boolean is(byte[] bytes, int from, int end, byte[] word) {
    return end - from == word.length
        && (word.length == 1
            ? bytes[from] == word[0]
            : Arrays.equals(bytes, from, end, word, 0, word.length));
  }

  private void text(TsvPlan plan, int column, byte[] bytes, int from, int end, CellWriter rows) {
    if (is(bytes, from, end, plan.empty())) {
      rows.setBytes(column, bytes, from, 0);
    } else if (hasEscape) {
      int length = unescape(bytes, from, end, 0);
      rows.setBytes(column, scratch, 0, length);
    } else {
      rows.setBytes(column, bytes, from, end - from);
    }
  }

  /** Copies to the scratch array with {@code \xHH} decoded; the end there. */
  private int unescape(byte[] bytes, int from, int end, int target) {
    ensure(target + end - from + 1);
    int to = target;
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\\' && i + 3 < end && bytes[i + 1] == 'x') {
        int high = Character.digit(bytes[i + 2], 16);
        int low = Character.digit(bytes[i + 3], 16);
        if (high >= 0 && low >= 0) {
          scratch[to++] = (byte) (high * 16 + low);
          i += 3;
          continue;
        }
      }
      scratch[to++] = bytes[i];
    }
    return to;
  }

  private void ensure(int length) {
    if (scratch.length < length) {
      scratch = Arrays.copyOf(scratch, Math.max(length, 2 * scratch.length));
    }
  }

  private void list(TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    int length = 0;
    if (!is(bytes, from, end, plan.empty())) {
      int start = from;
      for (int at = from; at <= end; at++) {
        if (at == end || bytes[at] == plan.setSeparator()) {
          length = element(plan, i, bytes, start, at, length);
          start = at + 1;
        }
      }
    }
    rows.setBytes(plan.column(i), scratch, 0, length);
  }

  private int element(TsvPlan plan, int i, byte[] bytes, int from, int end, int target) {
    ensure(target + end - from + 32);
    scratch[target] = ListText.SEPARATOR;
    if (is(bytes, from, end, plan.unset())) {
      scratch[target + 1] = ListText.NULL_ELEMENT;
      return target + 2;
    }
    if (plan.element(i) == Element.TIME) {
      byte[] micros =
          Long.toString(Numbers.micros(bytes, from, end))
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      System.arraycopy(micros, 0, scratch, target + 1, micros.length);
      return target + 1 + micros.length;
    }
    if (plan.element(i) == Element.BOOL) {
      byte[] word = bytes[from] == 'T' ? TRUE : FALSE;
      System.arraycopy(word, 0, scratch, target + 1, word.length);
      return target + 1 + word.length;
    }
    int to = unescape(bytes, from, end, target + 1);
    for (int k = target + 1; k < to; k++) {
      if (scratch[k] == ListText.SEPARATOR) {
        scratch[k] = ' ';
      }
    }
    return to;
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private static @Nullable String time(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    long micros = Numbers.micros(bytes, from, end);
    if (micros == Numbers.BAD) {
      return "bad time";
    }
    if (plan.isTimeLimit(i) && !plan.range().contains(micros)) {
      return OUTSIDE;
    }
    if (plan.column(i) != TsvPlan.NO_COLUMN) {
      rows.setLong(plan.column(i), micros);
    }
    return null;
  }

  private static @Nullable String integer(
      TsvPlan plan, int i, byte[] bytes, int from, int end, CellWriter rows) {
    long value = Numbers.integer(bytes, from, end);
    if (value == Numbers.BAD) {
      return "bad integer";
    }
    if (plan.target(i) == ColumnType.DOUBLE) {
      rows.setDouble(plan.column(i), (double) value);
    } else {
      rows.setLong(plan.column(i), value);
    }
    return null;
  }

  private static @Nullable String bool(
      int column, byte[] bytes, int from, int end, CellWriter rows) {
    if (end - from != 1 || (bytes[from] != 'T' && bytes[from] != 'F')) {
      return "bad bool";
    }
    rows.setBoolean(column, bytes[from] == 'T');
    return null;
  }

  private static @Nullable String real(
      int column, byte[] bytes, int from, int end, CellWriter rows) {
    double value = Numbers.real(bytes, from, end);
    if (Double.isNaN(value) && !Numbers.isNan(bytes, from, end)) {
      return "bad number";
    }
    rows.setDouble(column, value);
    return null;
  }
}
