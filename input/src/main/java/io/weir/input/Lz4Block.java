// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes blocks of LZ4 (block format 1.6.4). Linear in what is written, which is bounded. One
 * object for one block after another; not thread-safe.
 */
final class Lz4Block {
  private static final int MIN_MATCH = 4;
  private static final int CORRUPT = Integer.MIN_VALUE;

  /** A call costs more than to copy so many bytes. */
  private static final int SHORT = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private byte[] block = new byte[0];
  private byte[] out = new byte[0];
  private int from;
  private int size;
  private int limit;
  private int end;
  private boolean isFull;

  /**
   * Decodes {@code block[start .. stop)} to {@code out[at .. most)}; matches may reach back to the
   * beginning of {@code out}.
   *
   * @return false when it is corrupt or does not fit; {@link #limit} is then after the last good
   *     byte
   */
  boolean decode(byte[] newBlock, int start, int stop, byte[] newOut, int at, int most) {
    block = newBlock;
    out = newOut;
    from = start;
    size = stop;
    limit = at;
    end = most;
    isFull = false;
    while (from < size) {
      int token = block[from++] & 0xff;
      if (!literals(token)) {
        return false;
      }
      if (from == size) {
        return true;
      }
      if (!match(token)) {
        return false;
      }
    }
    return true;
  }

  /** Index behind the last byte decoded. */
  int limit() {
    return limit;
  }

  /** True when the block did not fit. */
  boolean isFull() {
    return isFull;
  }

  private boolean literals(int token) {
    int length = extended(token >>> 4);
    isFull |= length > end - limit;
    int copied = Math.min(length, Math.min(size - from, end - limit));
    if (copied > 0) {
      copy(block, from, out, limit, copied);
      from += copied;
      limit += copied;
    }
    return length >= 0 && copied == length;
  }

  private boolean match(int token) {
    if (from + 2 > size) {
      return false;
    }
    int distance = (block[from] & 0xff) | ((block[from + 1] & 0xff) << 8);
    from += 2;
    int length = extended(token & 15) + MIN_MATCH;
    isFull |= length > end - limit;
    if (distance == 0 || distance > limit || length < MIN_MATCH || length > end - limit) {
      return false;
    }
    repeat(out, limit, distance, length);
    limit += length;
    return true;
  }

  /**
   * A length that goes on in further bytes when its four bits are all set; negative when corrupt.
   */
  private int extended(int length) {
    if (length < 15) {
      return length;
    }
    int sum = length;
    int more;
    do {
      if (from == size || sum < 0) {
        return CORRUPT;
      }
      more = block[from++] & 0xff;
      sum += more;
    } while (more == 255);
    return sum;
  }

  /** Writes bytes from a distance back, which may overlap what is being written. */
  static void repeat(byte[] bytes, int to, int distance, int length) {
    int start = to - distance;
    if (distance >= Long.BYTES && length <= bytes.length - to - Long.BYTES) {
      // What is written too much is behind the end of what is decoded.
      for (int i = 0; i < length; i += Long.BYTES) {
        LONG.set(bytes, to + i, (long) LONG.get(bytes, start + i));
      }
      return;
    }
    int done = 0;
    while (done < length) {
      int count = Math.min(distance + done, length - done);
      System.arraycopy(bytes, start, bytes, to + done, count);
      done += count;
    }
  }

  /** Copies bytes, a few at a time where there is room behind them on both sides. */
  static void copy(byte[] from, int at, byte[] to, int start, int length) {
    if (length <= SHORT
        && length <= from.length - at - Long.BYTES
        && length <= to.length - start - Long.BYTES) {
      for (int i = 0; i < length; i += Long.BYTES) {
        LONG.set(to, start + i, (long) LONG.get(from, at + i));
      }
    } else {
      System.arraycopy(from, at, to, start, length);
    }
  }
}
