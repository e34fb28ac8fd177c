// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow, and numbers in them. */
final class RowBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int FIRST_SIZE = 1 << 8;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  static int intAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  int size() {
    return size;
  }

  /** The array behind; others when more is added. */
  byte[] array() {
    return bytes;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
  }

  private int grow(int more) {
    int from = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, size * 2L));
    }
    return from;
  }

  void skip(int count) {
    grow(count);
  }

  void add(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
  }

  void addInt(int value) {
    int at = grow(Integer.BYTES);
    INTS.set(bytes, at, value);
  }

  void addLong(long value) {
    int at = grow(Long.BYTES);
    LONGS.set(bytes, at, value);
  }

  void add(byte[] source, int length) {
    int at = grow(length);
    System.arraycopy(source, 0, bytes, at, length);
  }

  void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  void setLong(int at, long value) {
    LONGS.set(bytes, at, value);
  }
}
