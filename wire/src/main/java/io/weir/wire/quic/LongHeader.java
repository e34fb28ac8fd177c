// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import io.weir.wire.BigEndian;
import org.jspecify.annotations.Nullable;

/**
 * A long header (RFC 9000 §17.2).
 *
 * @param initial whether the packet is an Initial
 * @param idAt where the connection id it is sent to begins
 * @param idEnd where that connection id ends
 * @param numberAt where the packet number begins
 * @param end where the packet ends and a coalesced one may begin
 */
record LongHeader(int version, boolean initial, int idAt, int idEnd, int numberAt, int end) {
  private static final int RETRY_BITS = 3;
  private static final int MAX_CONNECTION_ID = 20;

  /** Reads a header of a known version; null where there is none. */
  static @Nullable LongHeader parse(byte[] data, int at, int end) {
    if (end - at < 7 || (data[at] & 0xc0) != 0xc0) {
      return null;
    }
    int version = BigEndian.i32(data, at + 1);
    if (!QuicVersion.isKnown(version)) {
      return null;
    }
    int destinationLength = BigEndian.u8(data, at + 5);
    int sourceAt = at + 6 + destinationLength;
    if (destinationLength > MAX_CONNECTION_ID || sourceAt >= end) {
      return null;
    }
    int sourceLength = BigEndian.u8(data, sourceAt);
    int next = sourceAt + 1 + sourceLength;
    if (sourceLength > MAX_CONNECTION_ID || next >= end) {
      return null;
    }
    int type = (data[at] >> 4 & 3) - QuicVersion.initialType(version) & 3;
    boolean initial = type == 0;
    if (initial) {
      long tokenLength = VarInt.read(data, next, end);
      if (tokenLength == VarInt.BAD || tokenLength > end - next - VarInt.length(data, next)) {
        return null;
      }
      next += VarInt.length(data, next) + (int) tokenLength;
    }
    int packetEnd = type == RETRY_BITS ? end : packetEnd(data, next, end);
    if (packetEnd < 0) {
      return null;
    }
    int numberAt = type == RETRY_BITS ? next : next + VarInt.length(data, next);
    return new LongHeader(version, initial, at + 6, sourceAt, numberAt, packetEnd);
  }

  /**
   * The version of what has the form that all versions share (RFC 8999 §5.1) with the bits of
   * version 1's Initial, or 0 if it has not.
   */
  static int versionOf(byte[] data, int at, int end) {
    if (end - at < 7 || (data[at] & 0xf0) != 0xc0) {
      return 0;
    }
    int sourceAt = at + 6 + BigEndian.u8(data, at + 5);
    boolean fits =
        BigEndian.u8(data, at + 5) <= MAX_CONNECTION_ID
            && sourceAt < end
            && BigEndian.u8(data, sourceAt) <= MAX_CONNECTION_ID
            && sourceAt + 1 + BigEndian.u8(data, sourceAt) <= end;
    return fits ? BigEndian.i32(data, at + 1) : 0;
  }

  private static int packetEnd(byte[] data, int at, int end) {
    long length = VarInt.read(data, at, end);
    if (length == VarInt.BAD || length > end - at - VarInt.length(data, at)) {
      return -1;
    }
    return at + VarInt.length(data, at) + (int) length;
  }
}
