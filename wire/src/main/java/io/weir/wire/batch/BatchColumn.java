// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import java.util.Arrays;

/** The values of one column of a batch that is being filled. Not thread-safe. */
final class BatchColumn {
  private static final int FIRST_ROWS = 64;
  private static final int MILLISECOND = 1000;

  final int number;
  private final boolean isAddress;
  private long[] values = new long[FIRST_ROWS];
  private long[] highs = new long[0];
  private byte[] present = new byte[FIRST_ROWS / 8];
  private byte[] fourths = new byte[0];
  private int set;
  private int sixes;
  private int fours;

  BatchColumn(int number) {
    this.number = number;
    isAddress = FlowBatch.isAddress(number);
    if (isAddress) {
      highs = new long[FIRST_ROWS];
      fourths = new byte[FIRST_ROWS / 8];
    }
  }

  /** Forgets all values; keeps the memory. */
  void clear() {
    if (set > 0) {
      Arrays.fill(present, (byte) 0);
      Arrays.fill(fourths, (byte) 0);
    }
    set = 0;
    sixes = 0;
    fours = 0;
  }

  boolean isEmpty() {
    return set == 0;
  }

  void setNumber(int row, long value) {
    if (row >= values.length) {
      grow(row);
    }
    values[row] = value;
    present[row >> 3] |= (byte) (1 << (row & 7));
    set++;
  }

  void setAddress(int row, long high, long low, boolean isIpv4) {
    setNumber(row, low);
    highs[row] = high;
    if (isIpv4) {
      fourths[row >> 3] |= (byte) (1 << (row & 7));
      fours++;
    } else {
      sixes++;
    }
  }

  private void grow(int row) {
    int rows = FlowBatch.align(Math.max(row + 1, 2 * values.length));
    values = Arrays.copyOf(values, rows);
    present = Arrays.copyOf(present, (rows + 7) / 8);
    if (isAddress) {
      highs = Arrays.copyOf(highs, rows);
      fourths = Arrays.copyOf(fourths, (rows + 7) / 8);
    }
  }

  private boolean has(int row) {
    return (present[row >> 3] & (1 << (row & 7))) != 0;
  }

  /** An upper bound of the bytes that {@link #write} takes. */
  int bound(int rows) {
    return (isAddress ? 16 : 8) * rows + 2 * (rows / 8) + 64;
  }

  /**
   * Writes the directory's entry and the blocks.
   *
   * @param start where in {@code out} the message begins
   * @param entry offset of the entry, from there
   * @param at offset of the blocks, from there, a multiple of eight
   * @return offset behind the blocks, a multiple of eight
   */
  int write(byte[] out, int start, int entry, int at, int rows) {
    if (values.length < rows) {
      grow(rows - 1);
    }
    int to = start + entry;
    Arrays.fill(out, to, to + FlowBatch.ENTRY, (byte) 0);
    out[to] = (byte) number;
    FlowBatch.INT.set(out, to + 4, 1);
    int offset = at;
    if (set < rows) {
      FlowBatch.INT.set(out, to + 20, offset);
      offset = bitmap(present, out, start, offset, rows);
    }
    return isAddress
        ? writeAddresses(out, start, to, offset, rows)
        : writeNumbers(out, start, to, offset, rows);
  }

  private static int bitmap(byte[] bits, byte[] out, int start, int at, int rows) {
    int bytes = (rows + 7) / 8;
    System.arraycopy(bits, 0, out, start + at, bytes);
    return pad(out, start, at + bytes);
  }

  /** Writes zeros up to the next multiple of eight, and returns it. */
  private static int pad(byte[] out, int start, int at) {
    int end = FlowBatch.align(at);
    Arrays.fill(out, start + at, start + end, (byte) 0);
    return end;
  }

  private int writeAddresses(byte[] out, int start, int to, int at, int rows) {
    boolean isNarrow = sixes == 0;
    int offset = at;
    out[to + 1] = FlowBatch.KIND_ADDRESS;
    out[to + 2] = (byte) (isNarrow ? 4 : 16);
    if (!isNarrow && fours > 0) {
      FlowBatch.INT.set(out, to + 24, offset);
      offset = bitmap(fourths, out, start, offset, rows);
    }
    FlowBatch.INT.set(out, to + 16, offset);
    int byteAt = start + offset;
    for (int row = 0; row < rows; row++) {
      boolean has = has(row);
      long low = has ? values[row] : 0;
      if (isNarrow) {
        FlowBatch.NETWORK_INT.set(out, byteAt, (int) low);
        byteAt += 4;
      } else {
        FlowBatch.NETWORK_LONG.set(out, byteAt, has ? highs[row] : 0);
        FlowBatch.NETWORK_LONG.set(out, byteAt + 8, low);
        byteAt += 16;
      }
    }
    return pad(out, start, byteAt - start);
  }

  private int writeNumbers(byte[] out, int start, int to, int at, int rows) {
    long least = fillGaps(rows);
    long most = least;
    for (int row = 0; row < rows; row++) {
      least = Math.min(least, values[row]);
      most = Math.max(most, values[row]);
    }
    long scale = most - least > 0xff && isMultiples(least, rows) ? MILLISECOND : 1;
    int width = width(Long.divideUnsigned(most - least, scale));
    long base = width == 8 ? 0 : least;
    if (width == 8) {
      scale = 1;
    }
    out[to + 1] = FlowBatch.KIND_NUMBER;
    out[to + 2] = (byte) width;
    FlowBatch.INT.set(out, to + 4, (int) scale);
    FlowBatch.LONG.set(out, to + 8, base);
    if (width == 0) {
      return at;
    }
    FlowBatch.INT.set(out, to + 16, at);
    int end = writeValues(out, start + at, width, base, scale, rows) - start;
    return pad(out, start, end);
  }

  /** Gives rows without a value the first value there is, so that they widen nothing. */
  private long fillGaps(int rows) {
    int first = 0;
    while (!has(first)) {
      first++;
    }
    long value = values[first];
    for (int row = 0; set < rows && row < rows; row++) {
      if (!has(row)) {
        values[row] = value;
      }
    }
    return value;
  }

  /** Times of most exporters are whole milliseconds: they take half the bytes. */
  private boolean isMultiples(long least, int rows) {
    for (int row = 0; row < rows; row++) {
      if ((values[row] - least) % MILLISECOND != 0) {
        return false;
      }
    }
    return true;
  }

  private static int width(long range) {
    if (range == 0) {
      return 0;
    }
    int bits = 64 - Long.numberOfLeadingZeros(range);
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private int writeValues(byte[] out, int from, int width, long base, long scale, int rows) {
    int at = from;
    for (int row = 0; row < rows; row++) {
      long raw = scale == 1 ? values[row] - base : (values[row] - base) / scale;
      switch (width) {
        case 1 -> out[at] = (byte) raw;
        case 2 -> FlowBatch.SHORT.set(out, at, (short) raw);
        case 4 -> FlowBatch.INT.set(out, at, (int) raw);
        default -> FlowBatch.LONG.set(out, at, raw);
      }
      at += width;
    }
    return at;
  }
}
