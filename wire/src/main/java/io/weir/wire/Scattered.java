// SPDX-License-Identifier: Apache-2.0
package io.weir.wire;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A message whose parts come in any order, some twice: what came first stays. Holds no more than
 * the limit it is made with; parts beyond are cut. Not thread-safe.
 */
public final class Scattered {
  private final int limit;
  private final BitSet present = new BitSet();
  private byte[] bytes = new byte[512];

  public Scattered(int limit) {
    this.limit = limit;
  }

  /** Puts a part at its position in the message. */
  public void put(long position, byte[] source, int offset, int length) {
    if (position < 0 || position >= limit || length <= 0) {
      return;
    }
    int from = (int) position;
    int end = (int) Math.min(limit, position + length);
    if (bytes.length < end) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(end, 2 * bytes.length)));
    }
    int at = present.nextClearBit(from);
    while (at < end) {
      int stop = present.nextSetBit(at);
      int until = stop < 0 || stop > end ? end : stop;
      System.arraycopy(source, offset + at - from, bytes, at, until - at);
      at = present.nextClearBit(until);
    }
    present.set(from, end);
  }

  /** Bytes from the beginning without a gap. */
  public int contiguous() {
    return present.nextClearBit(0);
  }

  /** The message's bytes; the first {@link #contiguous} are certain. Changes with the next part. */
  public byte[] bytes() {
    return bytes;
  }

  /** Forgets everything. */
  public void clear() {
    present.clear();
  }
}
