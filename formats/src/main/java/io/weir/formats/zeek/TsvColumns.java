// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;

/**
 * Decodes the next lines of a block column by column, if they are spelled as Zeek spells nearly
 * all: unset, unsigned numbers, times with six places, ASCII text without escapes. Anything else is
 * left to {@link TsvCells}: the answers only tell that there is something. Not thread-safe.
 */
final class TsvColumns {
  private static final int SECONDS = 10;
  private static final int TIME_LENGTH = 17;

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
          default -> !block.isOdd() && texts(block, field, bytes, lines);
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
    int edge = block.edge(field);
    long found = 0;
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += block.fields()) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      long isSet = isSet(bytes, from, end, unset);
      long value = Numbers.digits(bytes, from, end);
      values[k] = value;
      found |= isSet << k;
      bad |= value & -isSet;
    }
    present = found;
    return bad >= 0;
  }

  private boolean times(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(field);
    long found = 0;
    for (int k = 0; k < lines; k++, edge += block.fields()) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      if (isSet(bytes, from, end, unset) == 0) {
        continue;
      }
      if (end - from != TIME_LENGTH || bytes[from + SECONDS] != '.') {
        return false;
      }
      long seconds = Numbers.digits(bytes, from, from + SECONDS);
      long fraction = Numbers.digits(bytes, from + SECONDS + 1, end);
      if ((seconds | fraction) < 0) {
        return false;
      }
      values[k] = seconds * 1_000_000 + fraction;
      found |= 1L << k;
    }
    present = found;
    return true;
  }

  private boolean reals(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(field);
    long found = 0;
    for (int k = 0; k < lines; k++, edge += block.fields()) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      long isSet = isSet(bytes, from, end, unset);
      if (isSet != 0) {
        double value = Numbers.real(bytes, from, end);
        if (Double.isNaN(value)) {
          return false;
        }
        values[k] = Double.doubleToRawLongBits(value);
      }
      found |= isSet << k;
    }
    present = found;
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

  private boolean texts(TsvBlock block, int field, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(field);
    long found = 0;
    for (int k = 0; k < lines; k++, edge += block.fields()) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      int length = end - from;
      offsets[k] = from;
      lengths[k] = isEmpty(bytes, from, length) ? 0 : length;
      found |= isSet(bytes, from, end, unset) << k;
    }
    present = found;
    return true;
  }

  private boolean isEmpty(byte[] bytes, int from, int length) {
    return length == empty.length && TsvCells.is(bytes, from, from + length, empty);
  }
}
