// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.RowsWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** Text, or bytes: all cells of a batch one after the other in one array. */
final class BytesVector extends CellVector {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int FIRST_BYTES_PER_CELL = 16;

  /** What the bytes are. */
  enum Content {
    /** UTF-8; what is not is replaced. */
    TEXT,
    BINARY
  }

  private final Content content;
  private byte[] bytes;
  private int[] starts;
  private int[] lengths;
  private int used;

  /** True when all text so far is ASCII, of which each byte is a character. */
  private boolean isAscii = true;

  BytesVector(DataType type, Content content, int capacity) {
    super(type, capacity);
    this.content = content;
    bytes = new byte[capacity * FIRST_BYTES_PER_CELL];
    starts = new int[capacity];
    lengths = new int[capacity];
  }

  void set(int row, byte[] source, int offset, int length) {
    if (bytes.length - used < length + Long.BYTES) {
      bytes = Arrays.copyOf(bytes, grown(length));
    }
    int start = used;
    boolean ascii = copy(source, offset, bytes, start, length);
    isAscii &= ascii;
    if (!ascii && content == Content.TEXT && !isUtf8(start, length)) {
      byte[] repaired = new String(source, offset, length, UTF_8).getBytes(UTF_8);
      append(row, repaired);
      return;
    }
    used = start + length;
    starts[row] = start;
    lengths[row] = length;
    absent[row] = false;
  }

  /**
   * Sets cells to texts of ASCII, {@link RowsWriter#READABLE} bytes of which can be read.
   *
   * @return how many bytes they have
   */
  int setAll(int row, byte[] source, int[] offsets, int[] sizes, long present, int count) {
    int sum = 0;
    for (int k = 0; k < count; k++) {
      sum += sizes[k];
    }
    if (bytes.length - used < sum + RowsWriter.READABLE) {
      bytes = Arrays.copyOf(bytes, grown(sum + RowsWriter.READABLE));
    }
    int position = used;
    for (int k = 0; k < count; k++) {
      int offset = offsets[k];
      int size = sizes[k];
      LONGS.set(bytes, position, (long) LONGS.get(source, offset));
      LONGS.set(bytes, position + 8, (long) LONGS.get(source, offset + 8));
      if (size > RowsWriter.READABLE) {
        int rest = size - RowsWriter.READABLE;
        System.arraycopy(
            source, offset + RowsWriter.READABLE, bytes, position + RowsWriter.READABLE, rest);
      }
      starts[row + k] = position;
      lengths[row + k] = size;
      position += size;
    }
    used = position;
    setPresent(row, present, count);
    return sum;
  }

  private void append(int row, byte[] source) {
    if (bytes.length - used < source.length + Long.BYTES) {
      bytes = Arrays.copyOf(bytes, grown(source.length));
    }
    System.arraycopy(source, 0, bytes, used, source.length);
    starts[row] = used;
    lengths[row] = source.length;
    absent[row] = false;
    used += source.length;
  }

  private int grown(int length) {
    return Math.toIntExact(Math.max(bytes.length * 2L, (long) used + length + Long.BYTES));
  }

  private boolean isUtf8(int start, int length) {
    return UTF8String.fromBytes(bytes, start, length).isValid();
  }

  /** Copies, and tells whether all bytes were ASCII; may write up to 7 bytes behind. */
  private static boolean copy(byte[] source, int offset, byte[] target, int start, int length) {
    long seen = 0;
    int i = 0;
    // Whole words as long as the source has them, be they the next cell's.
    int words = Math.min(length, source.length - offset - (Long.BYTES - 1));
    for (; i < words; i += Long.BYTES) {
      long word = (long) LONGS.get(source, offset + i);
      LONGS.set(target, start + i, word);
      int rest = length - i;
      seen |= rest >= Long.BYTES ? word : word & ((1L << (rest << 3)) - 1);
    }
    for (; i < length; i++) {
      byte value = source[offset + i];
      target[start + i] = value;
      seen |= value;
    }
    return (seen & HIGH_BITS) == 0;
  }

  @Override
  public int length(int row) {
    return isAscii ? lengths[row] : getUTF8String(row).numChars();
  }

  @Override
  public void lengths(int[] rows, int count, long[] numbers, boolean[] isAbsent) {
    readAbsent(rows, count, isAbsent);
    for (int i = 0; i < count; i++) {
      numbers[i] = isAbsent[i] ? 0 : length(rows[i]);
    }
  }

  @Override
  void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  void truncate(int row) {
    super.truncate(row);
    if (row == 0) {
      used = 0;
      isAscii = true;
    }
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return UTF8String.fromBytes(bytes, starts[row], lengths[row]);
  }

  @Override
  public byte[] getBinary(int row) {
    return Arrays.copyOfRange(bytes, starts[row], starts[row] + lengths[row]);
  }
}
