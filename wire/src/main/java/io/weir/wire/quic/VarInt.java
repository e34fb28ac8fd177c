// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import io.weir.wire.BigEndian;

/** Integers of 1, 2, 4 or 8 bytes (RFC 9000 §16). */
final class VarInt {
  /** What is read where there is no whole integer. */
  static final long BAD = -1;

  private VarInt() {}

  static long read(byte[] data, int at, int end) {
    if (at >= end || at + length(data, at) > end) {
      return BAD;
    }
    return switch (length(data, at)) {
      case 1 -> data[at] & 0x3f;
      case 2 -> BigEndian.u16(data, at) & 0x3fff;
      case 4 -> BigEndian.u32(data, at) & 0x3fff_ffff;
      default -> BigEndian.i64(data, at) & 0x3fff_ffff_ffff_ffffL;
    };
  }

  static int length(byte[] data, int at) {
    return 1 << (data[at] >> 6 & 3);
  }
}
