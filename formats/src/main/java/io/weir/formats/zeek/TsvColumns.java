// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.Swar;
import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;

/**
 * Decodes the next lines of a block column by column, if they are spelled as Zeek spells nearly
 * all: unset, unsigned numbers, times with six places, ASCII text without escapes. Anything else is
 * left to {@link TsvCells}: the answers only tell that there is something. Not thread-safe.
 */
final class TsvColumns {
  private static final int TIME_LENGTH = 17;
  private static final long ZEROS = Swar.pattern((byte) '0');

  /** Of a digit, a point and six digits: the same, but for the point. */
  private static final long POINT = ZEROS ^ (('0' ^ '.') << 8);

  /** Where the point is. */
  private static final long NO_DIGIT = 0xff00;

  /** The last six of eight digits. */
  private static final long FRACTION = -1L << 16;

  private final TsvPlan plan;
  private final byte unset;
  private final byte[] empty;
  private final byte[] path;
  private final int pathLength;
  private final long[] values = new long[RowsWriter.MOST];
  private final int[] offsets = new int[RowsWriter.MOST];
  private final int[] lengths = new int[RowsWriter.MOST];

  /** Of the last column that was looked at: bit k is set unless it is unset in line k. */
  private long present;

  /** The column that is decoded when lines are set, for the time range asked for it; or -1. */
  private int decoded = -1;

  /**
   * @param path of the file, followed by {@link RowsWriter#READABLE} bytes
   */
  TsvColumns(TsvPlan plan, byte[] path, int pathLength) {
    this.plan = plan;
    unset = plan.unset()[0];
    empty = plan.empty();
    this.path = path;
    this.pathLength = pathLength;
  }

  /**
   * How many of the next lines are in the time range: all, none, or -1 when that is not known. To
   * be asked before they are {@link #set}, which then need not decode their times again.
   */
  int inRange(TsvBlock block, byte[] bytes, int lines) {
    decoded = -1;
    int i = plan.timeLimit();
    if (i < 0) {
      return lines;
    }
    if (!times(block, plan.field(i), bytes, lines) || Long.bitCount(present) < lines) {
      return -1;
    }
    int inside = 0;
    for (int k = 0; k < lines; k++) {
      inside += plan.range().contains(values[k]) ? 1 : 0;
    }
    decoded = plan.target(i) == ColumnType.TIMESTAMP ? i : -1;
    return inside == 0 || inside == lines ? inside : -1;
  }

  /** Sets the columns of the next lines; false when there is anything unusual. */
  boolean set(TsvBlock block, byte[] bytes, int lines, long line, RowsWriter rows) {
    int known = decoded;
    decoded = -1;
    if (known >= 0 && plan.column(known) >= 0) {
      rows.setNumbers(plan.column(known), values, present, lines);
    }
    for (int i = 0; i < plan.size(); i++) {
      if (i != known && plan.column(i) >= 0 && !set(i, block, bytes, lines, rows)) {
        return false;
      }
    }
    long all = -1L >>> (RowsWriter.MOST - lines);
    if (plan.fileColumn() >= 0) {
      for (int k = 0; k < lines; k++) {
        offsets[k] = 0;
        lengths[k] = pathLength;
      }
      rows.setAscii(plan.fileColumn(), path, offsets, lengths, all, lines);
    }
    if (plan.lineColumn() >= 0) {
      for (int k = 0; k < lines; k++) {
        values[k] = line + 1 + k;
      }
      rows.setNumbers(plan.lineColumn(), values, all, lines);
    }
    return true;
  }

  private boolean set(int i, TsvBlock block, byte[] bytes, int lines, RowsWriter rows) {
    int field = plan.field(i);
    int column = plan.column(i);
    boolean isGood =
        switch (plan.target(i)) {
          case BIGINT, INTEGER -> integers(block, field, bytes, lines);
          case TIMESTAMP -> times(block, field, bytes, lines);
          case DOUBLE -> reals(block, field, bytes, lines);
          case BOOLEAN -> booleans(block, field, bytes, lines);
          default -> texts(block, field, bytes, lines);
        };
    if (isGood && plan.target(i) == ColumnType.STRING) {
      rows.setAscii(column, bytes, offsets, lengths, present, lines);
    } else if (isGood) {
      rows.setNumbers(column, values, present, lines);
    }
    return isGood;
  }

  /** One when the field is set, else zero; told without a branch. */
  private static long isSet(byte[] bytes, int from, int end, byte unset) {
    int differs = ((end - from) ^ 1) | (bytes[from] ^ unset);
    return ((long) differs | -(long) differs) >>> 63;
  }

  private boolean integers(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int fields = block.fields();
    int edge = block.edge(field);
    long[] numbers = values;
    byte none = unset;
    long found = 0;
    long bad = 0;
    long longer = 0;
    for (int k = 0; k < lines; k++, edge += fields) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      int length = end - from;
      long isSet = isSet(bytes, from, end, none);
      long digits = Decimals.digits(bytes, from, end);
      numbers[k] = Decimals.eightDigits(digits);
      found |= isSet << k;
      bad |= Decimals.notDigits(digits) & -isSet;
      longer |= (((length - 1) >>> 3) == 0 ? 0L : 1L) << k;
    }
    present = found;
    return bad == 0 && longIntegers(block, field, bytes, longer & found);
  }

  /** Those of no or more than eight digits. */
  private boolean longIntegers(TsvBlock block, int field, byte[] bytes, long which) {
    int[] edges = block.edges();
    for (long rest = which; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      int edge = block.edge(field) + k * block.fields();
      values[k] = Numbers.digits(bytes, edges[edge] + 1, edges[edge + 1]);
      if (values[k] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Ten digits, a point, six digits. */
  private boolean times(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int fields = block.fields();
    int edge = block.edge(field);
    long[] numbers = values;
    byte none = unset;
    long found = 0;
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += fields) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      long isSet = isSet(bytes, from, end, none);
      long eight = Swar.word(bytes, from) ^ ZEROS;
      int ninth = bytes[from + 8] - '0';
      long rest = Swar.word(bytes, from + 9) ^ POINT;
      long strange = Decimals.notDigits(eight) | Decimals.notDigits(rest) | (rest & NO_DIGIT);
      strange |= ((9 - ninth) | ninth) >>> 31;
      strange |= (end - from) ^ TIME_LENGTH;
      long seconds = Decimals.eightDigits(eight) * 100 + ninth * 10L + (rest & 0xff);
      numbers[k] = seconds * 1_000_000 + Decimals.eightDigits(rest & FRACTION);
      found |= isSet << k;
      bad |= strange & -isSet;
    }
    present = found;
    return bad == 0;
  }

  /** Most are up to eight digits, a point, six digits. */
  private boolean reals(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int fields = block.fields();
    int edge = block.edge(field);
    long[] numbers = values;
    byte none = unset;
    long found = 0;
    long others = 0;
    for (int k = 0; k < lines; k++, edge += fields) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      int point = end - 7;
      long whole = Decimals.digits(bytes, from, point);
      long fraction = (Swar.word(bytes, end - 8) ^ ZEROS) & FRACTION;
      long strange = Decimals.notDigits(whole) | Decimals.notDigits(fraction);
      strange |= (bytes[point] ^ '.') | ((point - from - 1) >>> 3);
      long millionths = Decimals.eightDigits(whole) * 1_000_000 + Decimals.eightDigits(fraction);
      // Both are exact, so the quotient is rounded once: the double nearest to the text.
      numbers[k] = Double.doubleToRawLongBits(millionths / 1e6);
      found |= isSet(bytes, from, end, none) << k;
      others |= (strange == 0 ? 0L : 1L) << k;
    }
    present = found;
    return otherReals(block, field, bytes, others & found);
  }

  /** Those that are spelled otherwise. */
  private boolean otherReals(TsvBlock block, int field, byte[] bytes, long which) {
    int[] edges = block.edges();
    for (long rest = which; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      int edge = block.edge(field) + k * block.fields();
      double value = Numbers.real(bytes, edges[edge] + 1, edges[edge + 1]);
      if (Double.isNaN(value)) {
        return false;
      }
      values[k] = Double.doubleToRawLongBits(value);
    }
    return true;
  }

  private boolean booleans(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(field);
    long found = 0;
    for (int k = 0; k < lines; k++, edge += block.fields()) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      long isSet = isSet(bytes, from, end, unset);
      byte letter = bytes[from];
      if (isSet != 0 && (end - from != 1 || (letter != 'T' && letter != 'F'))) {
        return false;
      }
      values[k] = letter == 'T' ? 1 : 0;
      found |= isSet << k;
    }
    present = found;
    return true;
  }

  /** False when they may have escapes, or bytes that are not ASCII. */
  private boolean texts(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int fields = block.fields();
    int edge = block.edge(field);
    if (block.isOdd()) {
      return false;
    }
    int[] starts = offsets;
    int[] sizes = lengths;
    byte none = unset;
    int emptyLength = empty.length;
    byte emptyFirst = emptyLength == 0 ? 0 : empty[0];
    long found = 0;
    long likelyEmpty = 0;
    for (int k = 0; k < lines; k++, edge += fields) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      int length = end - from;
      int unlike = (length ^ emptyLength) | (bytes[from] ^ emptyFirst);
      starts[k] = from;
      sizes[k] = length;
      found |= isSet(bytes, from, end, none) << k;
      likelyEmpty |= (unlike == 0 ? 1L : 0L) << k;
    }
    present = found;
    for (long rest = likelyEmpty; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      if (TsvCells.is(bytes, starts[k], starts[k] + sizes[k], empty)) {
        sizes[k] = 0;
      }
    }
    return true;
  }
}
