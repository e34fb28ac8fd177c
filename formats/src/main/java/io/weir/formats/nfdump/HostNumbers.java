// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads numbers in the byte order of the machine that wrote a file; the caller checks the bounds.
 *
 * @param isBig true for the highest byte first
 */
record HostNumbers(boolean isBig) {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  int u16(byte[] bytes, int at) {
    short value = (short) SHORT.get(bytes, at);
    return (isBig ? Short.reverseBytes(value) : value) & 0xffff;
  }

  /** The 32 bits as they are; negative from 2^31. */
  int i32(byte[] bytes, int at) {
    int value = (int) INT.get(bytes, at);
    return isBig ? Integer.reverseBytes(value) : value;
  }

  long u32(byte[] bytes, int at) {
    return i32(bytes, at) & 0xffff_ffffL;
  }

  /** The 64 bits as they are; negative from 2^63. */
  long i64(byte[] bytes, int at) {
    long value = (long) LONG.get(bytes, at);
    return isBig ? Long.reverseBytes(value) : value;
  }
}
