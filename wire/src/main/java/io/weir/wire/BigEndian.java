// SPDX-License-Identifier: Apache-2.0
package io.weir.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Unsigned reads of multi-byte fields in network byte order; the caller checks the bounds. */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  public static int u8(byte[] data, int at) {
    return data[at] & 0xff;
  }

  public static int u16(byte[] data, int at) {
    return (short) SHORT.get(data, at) & 0xffff;
  }

  public static int u24(byte[] data, int at) {
    return u8(data, at) << 16 | u16(data, at + 1);
  }

  /** The 32 bits as they are; negative from 2^31. */
  public static int i32(byte[] data, int at) {
    return (int) INT.get(data, at);
  }

  public static long u32(byte[] data, int at) {
    return (int) INT.get(data, at) & 0xffff_ffffL;
  }

  public static long u48(byte[] data, int at) {
    return (long) u16(data, at) << 32 | u32(data, at + 2);
  }

  /** The 64 bits as they are; negative from 2^63. */
  public static long i64(byte[] data, int at) {
    return (long) LONG.get(data, at);
  }
}
