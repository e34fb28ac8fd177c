// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import io.weir.wire.BigEndian;
import io.weir.wire.tls.ClientHello;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's hello of Google's QUIC: a message of tags, up to Q049 in the clear in a stream frame
 * near the beginning of the packet (the "QUIC Crypto" document of 2013 to 2016).
 */
final class GoogleHello {
  private static final int CHLO = 0x43484c4f;
  private static final int SNI = 0x534e4900;

  /** Header, hash and frame header before the hello take less. */
  private static final int SEARCH = 96;

  private static final int MAX_TAGS = 256;

  /** Shortest header: flags, connection id, version, packet number. */
  private static final int MIN_LENGTH = 1 + 8 + 4 + 1;

  private GoogleHello() {}

  /** The version of a client's packet, or 0 if it is none of Google's that shows its version. */
  static int versionOf(byte[] data, int offset, int length) {
    if (length < MIN_LENGTH) {
      return 0;
    }
    int flags = data[offset];
    int version = 0;
    if ((flags & 0xc0) == 0xc0) {
      version = BigEndian.i32(data, offset + 1);
    } else if ((flags & 0x81) == 0x01) {
      int idLength = (flags & 0x08) != 0 ? 8 : 0;
      version = BigEndian.i32(data, offset + 1 + idLength);
    }
    return QuicVersion.isGoogle(version) ? version : 0;
  }

  static @Nullable ClientHello parse(byte[] data, int offset, int length) {
    int end = offset + length;
    int last = Math.min(end - 8, offset + SEARCH);
    for (int at = offset; at <= last; at++) {
      if (BigEndian.i32(data, at) == CHLO) {
        return new ClientHello(0, serverName(data, at, end), List.of());
      }
    }
    return null;
  }

  /** Tags come with the end of their values, counted from the end of the table, little-endian. */
  private static @Nullable String serverName(byte[] data, int at, int end) {
    int tags = Short.reverseBytes((short) BigEndian.u16(data, at + 4)) & 0xffff;
    int valuesAt = at + 8 + 8 * tags;
    if (tags > MAX_TAGS || valuesAt > end) {
      return null;
    }
    int from = 0;
    for (int i = 0; i < tags; i++) {
      int entry = at + 8 + 8 * i;
      int to = Integer.reverseBytes(BigEndian.i32(data, entry + 4));
      if (to < from || to > end - valuesAt) {
        return null;
      }
      if (BigEndian.i32(data, entry) == SNI && to > from) {
        return new String(data, valuesAt + from, to - from, StandardCharsets.US_ASCII);
      }
      from = to;
    }
    return null;
  }
}
