// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The keys of a few rows, as words: first the lengths of a key's parts, a byte each, then the
 * parts. A key is built with {@link #begin}, then {@link #number}, {@link #text} or {@link #absent}
 * for each part in order, then {@link #end}. Not thread-safe.
 */
final class Keys {
  /** Rows that fit. */
  static final int ROWS = 512;

  /** Instead of a length: the part is not there. */
  static final int ABSENT = 255;

  /** Instead of a length: it is in the part's first word. */
  static final int LONG = 254;

  static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

  private final int parts;
  private final long seed;
  private final int[] starts = new int[ROWS + 1];
  private final long[] hashes = new long[ROWS];
  private long[] words = new long[ROWS * 8];
  private int count;
  private int part;
  private int end;

  /**
   * No keys yet.
   *
   * @param parts of each key
   * @param seed of the hash: senders of hostile traffic must not know it
   */
  Keys(int parts, long seed) {
    this.parts = parts;
    this.seed = seed;
  }

  /** How many words the lengths of so many parts take. */
  static int lengthWords(int parts) {
    return words(parts);
  }

  /** How many words so many bytes take. */
  static int words(int bytes) {
    return (bytes + Long.BYTES - 1) >>> 3;
  }

  /** How many parts each key has. */
  int parts() {
    return parts;
  }

  void clear() {
    count = 0;
    end = 0;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == ROWS;
  }

  void begin() {
    reserve(lengthWords(parts) + parts);
    for (int i = 0; i < lengthWords(parts); i++) {
      words[end++] = 0;
    }
    part = 0;
  }

  private void reserve(int more) {
    if (words.length < end + more) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, end + more));
    }
  }

  private void length(long length) {
    words[starts[count] + (part >>> 3)] |= length << ((part & 7) << 3);
    part++;
  }

  /** The next part is a number. */
  void number(long value) {
    length(Long.BYTES);
    words[end++] = value;
  }

  /** The next part is not there. */
  void absent() {
    length(ABSENT);
  }

  /** The next part is a text. */
  void text(UTF8String value) {
    int length = value.numBytes();
    reserve(words(length) + 1 + parts);
    if (length < LONG) {
      length(length);
    } else {
      length(LONG);
      words[end++] = length;
    }
    if (value.getBaseObject() instanceof byte[] bytes) {
      copy(bytes, (int) (value.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), length);
    } else {
      copy(value.getBytes(), 0, length);
    }
  }

  private void copy(byte[] bytes, int offset, int length) {
    int whole = length & -Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      words[end++] = (long) WORDS.get(bytes, offset + i);
    }
    int rest = length - whole;
    if (rest > 0 && whole > 0) {
      // The last eight bytes, of which the first ones are known already.
      long last = (long) WORDS.get(bytes, offset + length - Long.BYTES);
      words[end++] = last >>> ((Long.BYTES - rest) << 3);
    } else if (rest > 0) {
      long word = 0;
      for (int i = 0; i < rest; i++) {
        word |= (bytes[offset + i] & 0xffL) << (i << 3);
      }
      words[end++] = word;
    }
  }

  void end() {
    hashes[count] = hash(words, starts[count], end);
    count++;
    starts[count] = end;
  }

  private long hash(long[] of, int from, int to) {
    long hash = seed;
    for (int i = from; i < to; i++) {
      long value = hash ^ of[i];
      hash = Math.multiplyHigh(value, MULTIPLIER) ^ (value * MULTIPLIER);
    }
    return hash ^ (hash >>> 29);
  }

  long hash(int key) {
    return hashes[key];
  }

  /** The words of all keys. */
  long[] array() {
    return words;
  }

  /** Where a key's words begin; those of the next begin where they end. */
  int start(int key) {
    return starts[key];
  }
}
