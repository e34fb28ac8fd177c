// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class PacketDecoderFuzzTest {
  private final Packet outer = new Packet();
  private final Packet inner = new Packet();

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    int linkType = data.consumeInt(0, 300);
    int more = data.consumeInt(0, 100);
    byte[] frame = data.consumeRemainingAsBytes();
    PacketDecoder.decode(frame, 0, frame.length, frame.length + more, linkType, outer);
    check(outer);
    if (outer.tunnel() != Tunnel.NONE) {
      PacketDecoder.decodeInner(outer, inner);
      check(inner);
    }
  }

  /** What was decoded lies within the frame. */
  static void check(Packet p) {
    boolean address = !p.hasIp() || p.destinationAt() + p.addressLength() <= end(p);
    boolean payload = p.payloadCaptured() == 0 || p.payloadAt() + p.payloadCaptured() <= end(p);
    if (!address || !payload || p.payloadLength() < 0) {
      throw new IllegalStateException("a position is outside the frame");
    }
    Checksum.ipValid(p);
    Checksum.transportValid(p);
  }

  private static int end(Packet p) {
    return p.start() + p.capturedLength();
  }
}
