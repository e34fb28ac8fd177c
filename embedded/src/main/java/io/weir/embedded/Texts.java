// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duckdb.VectorMemory;
import org.jspecify.annotations.Nullable;

/**
 * The different texts of a column, each with a number, in the order in which they are first seen.
 * Once all are added, several threads may read.
 *
 * <p>Looking up a text takes three reads of memory that is in no cache: its slot, which has most of
 * its hash, its place, and the text itself with its length before it. So many texts are looked up
 * together, each read for all of them, as the processor waits for several reads at once.
 */
final class Texts {
  private static final int INLINE_LENGTH = 12;
  private static final int SEGMENT_BYTES = 1 << 18;
  private static final long HASH = ~0L << 32;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<byte[]> segments = new ArrayList<>();
  private byte[] segment = new byte[1 << 12];
  private int used;
  private long bytes;

  private int size;

  /** Of each text: the segment, and where in it. */
  private long[] places = new long[16];

  /** Half a hash and, below, the number of its text plus one; 0 where there is none. */
  private long[] slots = new long[32];

  private byte[] scratch = new byte[64];
  private long[] hashes = {};
  private long[] found = {};
  private @Nullable String[] strings = new String[0];

  Texts() {
    segments.add(segment);
  }

  int size() {
    return size;
  }

  /** The memory it takes, in bytes, when each text has been read. */
  long memory() {
    return 2 * (bytes + used) + 64L * size + 8L * slots.length;
  }

  /**
   * The number of a text in the layout of DuckDB's {@code string_t}.
   *
   * @param head length and first four bytes
   * @param tail the next eight bytes, or the address of all
   */
  int add(long head, long tail) {
    int length = load(head, tail);
    return add(length, hash(length));
  }

  /**
   * The numbers of many texts.
   *
   * @param cells the texts, each as head and tail
   * @param valid a bit a text, set where it is not NULL; null: none is
   * @param count how many
   * @param numbers takes the number of each that is not NULL
   */
  void addAll(ByteBuffer cells, @Nullable ByteBuffer valid, int count, int[] numbers) {
    if (found.length < count) {
      hashes = new long[count];
      found = new long[count];
    }
    for (int i = 0; i < count; i++) {
      boolean isNull = RowChunks.isNull(valid, i);
      hashes[i] = isNull ? 0 : hash(load(cells.getLong(16 * i), cells.getLong(16 * i + 8)));
    }
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      found[i] = slots[(int) (hashes[i] >>> 32) & mask];
    }
    for (int i = 0; i < count; i++) {
      boolean isLikely = found[i] != 0 && ((found[i] ^ hashes[i]) & HASH) == 0;
      numbers[i] = isLikely ? (int) found[i] - 1 : -1;
      found[i] = isLikely ? places[numbers[i]] : 0;
    }
    for (int i = 0; i < count; i++) {
      if (!RowChunks.isNull(valid, i)) {
        int length = load(cells.getLong(16 * i), cells.getLong(16 * i + 8));
        if (numbers[i] < 0 || !isTextAt(found[i], length)) {
          numbers[i] = add(length, hashes[i]);
        }
      }
    }
  }

  /** Takes a text into the scratch, with zeros up to a whole word behind it; its length. */
  private int load(long head, long tail) {
    int length = (int) head;
    if (length + 8 > scratch.length) {
      scratch = new byte[Math.max(length + 8, 2 * scratch.length)];
    }
    if (length <= INLINE_LENGTH) {
      LONG.set(scratch, 0, (head >>> 32) | (tail << 32));
      LONG.set(scratch, 8, tail >>> 32);
    } else {
      VectorMemory.copy(tail, scratch, length);
      LONG.set(scratch, length, 0L);
    }
    return length;
  }

  /** Of the scratch's text; what is behind it up to a whole word is zero. */
  private long hash(int length) {
    long hash = length;
    for (int i = 0; i < length; i += 8) {
      hash = (hash ^ (long) LONG.get(scratch, i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash * 0x9E3779B97F4A7C15L;
  }

  private int add(int length, long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash >>> 32) & mask;
    long slot = slots[at];
    while (slot != 0) {
      int known = (int) slot - 1;
      if (((slot ^ hash) & HASH) == 0 && isText(known, length)) {
        return known;
      }
      at = (at + 1) & mask;
      slot = slots[at];
    }
    slots[at] = (hash & HASH) | (size + 1);
    keep(length);
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private boolean isText(int known, int length) {
    return isTextAt(places[known], length);
  }

  private boolean isTextAt(long place, int length) {
    byte[] from = segments.get((int) (place >>> 32));
    int at = (int) place;
    return (int) INT.get(from, at) == length
        && Arrays.equals(from, at + 4, at + 4 + length, scratch, 0, length);
  }

  private void keep(int length) {
    if (used + 4 + length > segment.length) {
      bytes += segment.length;
      segment = new byte[Math.max(4 + length, SEGMENT_BYTES)];
      segments.add(segment);
      used = 0;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size] = ((long) (segments.size() - 1) << 32) | used;
    INT.set(segment, used, length);
    System.arraycopy(scratch, 0, segment, used + 4, length);
    used += 4 + length;
    size++;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    int mask = slots.length - 1;
    for (long slot : before) {
      if (slot != 0) {
        int at = (int) (slot >>> 32) & mask;
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = slot;
      }
    }
  }

  /** No more texts come: they can be read. */
  Texts seal() {
    slots = new long[0];
    strings = new String[size];
    return this;
  }

  /** The text of a number; the same object each time, but for threads that ask at once. */
  String text(int number) {
    String known = strings[number];
    if (known == null) {
      byte[] from = segment(number);
      int at = at(number);
      known = new String(from, at, length(from, at), StandardCharsets.UTF_8);
      strings[number] = known;
    }
    return known;
  }

  /** Compares as DuckDB and Spark do: by bytes. */
  int compare(int a, int b) {
    if (a == b) {
      return 0;
    }
    byte[] one = segment(a);
    byte[] other = segment(b);
    int at = at(a);
    int otherAt = at(b);
    return Arrays.compareUnsigned(
        one, at, at + length(one, at), other, otherAt, otherAt + length(other, otherAt));
  }

  private byte[] segment(int number) {
    return segments.get((int) (places[number] >>> 32));
  }

  private int at(int number) {
    return (int) places[number] + 4;
  }

  private static int length(byte[] segment, int at) {
    return (int) INT.get(segment, at - 4);
  }
}
