// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.IpText;

/** Addresses of flows' endpoints as bytes and text. */
final class Addresses {
  private Addresses() {}

  /** The address as 4 or 16 bytes. */
  static byte[] bytes(Endpoint endpoint, int ipVersion) {
    byte[] bytes = new byte[ipVersion == 4 ? 4 : 16];
    put(endpoint, ipVersion, bytes, 0);
    return bytes;
  }

  /** Writes the address as 4 or 16 bytes; returns their number. */
  static int put(Endpoint endpoint, int ipVersion, byte[] out, int at) {
    if (ipVersion == 4) {
      for (int i = 0; i < 4; i++) {
        out[at + i] = (byte) (endpoint.low >>> (24 - 8 * i));
      }
      return 4;
    }
    for (int i = 0; i < 8; i++) {
      out[at + i] = (byte) (endpoint.high >>> (56 - 8 * i));
      out[at + 8 + i] = (byte) (endpoint.low >>> (56 - 8 * i));
    }
    return 16;
  }

  /** Writes the address as text; returns the position behind it. */
  static int text(Endpoint endpoint, int ipVersion, byte[] out, int at) {
    return ipVersion == 4
        ? IpText.write4((int) endpoint.low, out, at)
        : IpText.write6(endpoint.high, endpoint.low, out, at);
  }
}
