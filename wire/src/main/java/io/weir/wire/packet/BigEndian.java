// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned reads of multi-byte fields in network byte order; the caller checks the bounds. */
final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static int u8(byte[] data, int at) {
    return data[at] & 0xff;
  }

  static int u16(byte[] data, int at) {
    return (short) SHORT.get(data, at) & 0xffff;
  }

  static int i32(byte[] data, int at) {
    return (int) INT.get(data, at);
  }

  static long u32(byte[] data, int at) {
    return (int) INT.get(data, at) & 0xffff_ffffL;
  }

  static long i64(byte[] data, int at) {
    return (long) LONG.get(data, at);
  }

  static void put16(byte[] data, int at, int value) {
    SHORT.set(data, at, (short) value);
  }
}
