// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * One chunk of rows in Java arrays, column by column, laid out so that a chunk of DuckDB is filled
 * with one copy a column.
 *
 * <p>Numbers take one long a row (doubles as their bits). Text takes two, in the layout of DuckDB's
 * {@code string_t}: length and first four bytes, then either the next eight bytes (length up to 12)
 * or the address of the whole in a {@link TextArena}.
 */
final class ColumnBuffers implements RowsWriter {
  private static final int INLINE_LENGTH = 12;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** The lowest bytes: none, one, to eight. */
  private static final long[] LOWEST = new long[READABLE + 1];

  /** The same, of the second word of an inlined text. */
  private static final long[] SECOND = new long[READABLE + 1];

  static {
    for (int i = 1; i <= READABLE; i++) {
      LOWEST[i] = -1L >>> (64 - 8 * Math.min(i, 8));
      SECOND[i] = i <= 8 ? 0 : -1L >>> (64 - 8 * (i - 8));
    }
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final ColumnType[] types;
  private final long[][] cells;
  private final long[][] valid;
  private final boolean[] isText;
  private final int capacity;
  private final TextArena arena;
  private int rows;

  /**
   * @param capacity rows of a chunk
   */
  ColumnBuffers(List<Column> columns, int capacity) {
    this.capacity = capacity;
    types = new ColumnType[columns.size()];
    cells = new long[types.length][];
    valid = new long[types.length][(capacity + 63) / 64];
    isText = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = columns.get(i).type();
      isText[i] = isText(types[i]);
      cells[i] = new long[isText[i] ? 2 * capacity : capacity];
    }
    arena = new TextArena();
  }

  static boolean isText(ColumnType type) {
    return type == ColumnType.STRING || type == ColumnType.BINARY || type.isList();
  }

  /** Forgets all rows; text of the chunk before stays where it is until the next call. */
  void reset() {
    rows = 0;
    arena.next();
    for (long[] bits : valid) {
      Arrays.fill(bits, 0);
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return types.length;
  }

  ColumnType type(int column) {
    return types[column];
  }

  /** The cells of a column; two a row for text. */
  long[] cells(int column) {
    return cells[column];
  }

  /** A bit a row, set where the cell is not NULL. */
  long[] valid(int column) {
    return valid[column];
  }

  TextArena arena() {
    return arena;
  }

  @Override
  public boolean isFull() {
    return rows == capacity;
  }

  @Override
  public void setLong(int column, long value) {
    int row = rows;
    cells[column][row] = value;
    valid[column][row >> 6] |= 1L << row;
  }

  @Override
  public void setDouble(int column, double value) {
    setLong(column, Double.doubleToRawLongBits(value));
  }

  @Override
  public void setBoolean(int column, boolean value) {
    setLong(column, value ? 1 : 0);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    if (types[column] == ColumnType.BINARY) {
      byte[] digits = hexadecimal(source, offset, length);
      put(column, digits, 0, digits.length);
    } else if (isPlain(source, offset, length)) {
      put(column, source, offset, length);
    } else {
      byte[] text = Utf8.repaired(source, offset, length);
      put(column, text, 0, text.length);
    }
  }

  /**
   * Sets a STRING that is well-formed UTF-8.
   *
   * @param utf8 with {@link #READABLE} bytes more than its length
   */
  void setText(int column, byte[] utf8, int length) {
    put(column, utf8, 0, length);
  }

  /** Table functions cannot emit BLOBs: bytes travel as digits, and the view makes them bytes. */
  private static byte[] hexadecimal(byte[] source, int offset, int length) {
    byte[] digits = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      int value = source[offset + i] & 0xff;
      digits[2 * i] = (byte) Character.forDigit(value >> 4, 16);
      digits[2 * i + 1] = (byte) Character.forDigit(value & 15, 16);
    }
    return digits;
  }

  /** True when the bytes are ASCII or well-formed UTF-8. */
  private static boolean isPlain(byte[] source, int offset, int length) {
    long bits = 0;
    if (length >= 8) {
      int last = offset + length - 8;
      for (int i = offset; i < last; i += 8) {
        bits |= (long) LONG.get(source, i);
      }
      bits |= (long) LONG.get(source, last);
    } else {
      bits = bytes(source, offset, length);
    }
    return (bits & HIGH_BITS) == 0 || Utf8.isWellFormed(source, offset, length);
  }

  private void put(int column, byte[] source, int offset, int length) {
    int row = rows;
    long[] texts = cells[column];
    if (length <= INLINE_LENGTH) {
      long head = bytes(source, offset, Math.min(length, 8));
      texts[2 * row] = length | (head << 32);
      long tail = length > 8 ? bytes(source, offset + 8, length - 8) : 0;
      texts[2 * row + 1] = (head >>> 32) | (tail << 32);
    } else {
      texts[2 * row] = length | ((long) (int) INT.get(source, offset) << 32);
      texts[2 * row + 1] = arena.put(source, offset, length);
    }
    valid[column][row >> 6] |= 1L << row;
  }

  /** Up to eight bytes as a little-endian number, the rest zero. */
  private static long bytes(byte[] source, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (offset + 8 <= source.length) {
      return (long) LONG.get(source, offset) & (-1L >>> (64 - 8 * length));
    }
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << 8) | (source[offset + i] & 0xff);
    }
    return value;
  }

  @Override
  public int room() {
    return capacity - rows;
  }

  @Override
  public void setNumbers(int column, long[] values, long present, int count) {
    System.arraycopy(values, 0, cells[column], rows, count);
    set(column, present, count);
  }

  private void set(int column, long present, int count) {
    long[] bits = valid[column];
    int word = rows >> 6;
    int shift = rows & 63;
    bits[word] |= present << shift;
    if (shift + count > 64) {
      bits[word + 1] |= present >>> (64 - shift);
    }
  }

  @Override
  public void setAscii(
      int column, byte[] source, int[] offsets, int[] lengths, long present, int count) {
    int sum = 0;
    for (int k = 0; k < count; k++) {
      sum += lengths[k];
    }
    long[] texts = cells[column];
    byte[] heap = arena.reserve(sum + READABLE);
    int start = arena.position();
    int position = start;
    long address = arena.address();
    int cell = 2 * rows;
    long longer = 0;
    for (int k = 0; k < count; k++, cell += 2) {
      int offset = offsets[k];
      int length = lengths[k];
      long first = (long) LONG.get(source, offset);
      long second = (long) LONG.get(source, offset + 8);
      LONG.set(heap, position, first);
      LONG.set(heap, position + 8, second);
      // Whether a text is inlined is a toss of a coin for addresses: so no branch.
      int masked = Math.min(length, READABLE);
      long head = first & LOWEST[masked];
      long inlined = (head >>> 32) | ((second & SECOND[masked]) << 32);
      long isLong = (long) (INLINE_LENGTH - length) >> 63;
      texts[cell] = length | (head << 32);
      texts[cell + 1] = (inlined & ~isLong) | ((address + position) & isLong);
      position += length & (int) isLong;
      longer |= ((long) (READABLE - length) >>> 63) << k;
    }
    for (long rest = longer; rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      int to = (int) (texts[2 * (rows + k) + 1] - address);
      copyRest(source, offsets[k], heap, to, lengths[k]);
    }
    arena.use(position - start);
    set(column, present, count);
  }

  /** Copies what is behind the first sixteen bytes; of up to 32, the last sixteen again. */
  private static void copyRest(byte[] source, int from, byte[] target, int to, int length) {
    if (length <= 2 * READABLE) {
      int back = length - READABLE;
      LONG.set(target, to + back, (long) LONG.get(source, from + back));
      LONG.set(target, to + back + 8, (long) LONG.get(source, from + back + 8));
    } else {
      int rest = length - READABLE;
      System.arraycopy(source, from + READABLE, target, to + READABLE, rest);
    }
  }

  @Override
  public void endRows(int count) {
    rows += count;
  }

  @Override
  public void dropRows() {
    for (long[] bits : valid) {
      int word = rows >> 6;
      if (word < bits.length) {
        bits[word] &= (1L << rows) - 1;
        Arrays.fill(bits, word + 1, bits.length, 0);
      }
    }
  }

  @Override
  public void endRow() {
    rows++;
  }

  @Override
  public void dropRow() {
    for (long[] bits : valid) {
      bits[rows >> 6] &= ~(1L << rows);
    }
  }
}
