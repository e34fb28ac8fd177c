// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import io.weir.wire.BigEndian;
import io.weir.wire.Scattered;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hello of one side of a DTLS association from its datagrams (RFC 6347 §4.2, RFC 9147),
 * which may bring it in fragments and in any order. Not thread-safe.
 */
public final class DtlsHello {
  private static final int HANDSHAKE = 22;
  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;
  private static final int MAX_HELLO = 1 << 15;

  private final Scattered fragments = new Scattered(MAX_HELLO);
  private int sequence = -1;
  private @Nullable ClientHello hello;
  private @Nullable ServerHello serverHello;

  /** The client's hello, once it was read. */
  public @Nullable ClientHello hello() {
    return hello;
  }

  /** The server's hello, once it was read. */
  public @Nullable ServerHello serverHello() {
    return serverHello;
  }

  /** True if a datagram begins with a DTLS handshake record in the clear. */
  public static boolean looksLikeDtls(byte[] data, int offset, int length) {
    return length >= RECORD_HEADER + MESSAGE_HEADER
        && data[offset] == HANDSHAKE
        && BigEndian.u8(data, offset + 1) == 0xfe
        && BigEndian.u8(data, offset + 2) >= 0xfc
        && BigEndian.u16(data, offset + 3) == 0
        && BigEndian.u16(data, offset + 11) >= MESSAGE_HEADER;
  }

  /**
   * Takes the next datagram of the side.
   *
   * @return true once its hello is complete
   */
  public boolean offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (!complete() && looksLikeDtls(data, at, end - at)) {
      int recordEnd = Math.min(end, at + RECORD_HEADER + BigEndian.u16(data, at + 11));
      fragment(data, at + RECORD_HEADER, recordEnd);
      at = recordEnd;
    }
    return complete();
  }

  private boolean complete() {
    return hello != null || serverHello != null;
  }

  private void fragment(byte[] data, int at, int end) {
    int length = BigEndian.u24(data, at + 1);
    int position = BigEndian.u24(data, at + 6);
    int count = BigEndian.u24(data, at + 9);
    int from = at + MESSAGE_HEADER;
    boolean isHello = data[at] == CLIENT_HELLO || data[at] == SERVER_HELLO;
    if (!isHello || length > MAX_HELLO || count > end - from) {
      return;
    }
    int messageSequence = BigEndian.u16(data, at + 4);
    if (messageSequence != sequence) {
      sequence = messageSequence;
      fragments.clear();
    }
    fragments.put(position, data, from, count);
    if (fragments.contiguous() >= length) {
      byte[] body = fragments.bytes();
      if (data[at] == CLIENT_HELLO) {
        hello = ClientHello.parseDatagram(body, 0, length).orElse(null);
      } else {
        serverHello = ServerHello.parse(body, 0, length).orElse(null);
      }
    }
  }
}
