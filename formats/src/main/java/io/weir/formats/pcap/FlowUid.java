// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;

/**
 * Identifiers of flows: {@code C} and 17 letters and digits, like Zeek's, but made from the flow's
 * first packet, so that the same capture gives the same identifiers.
 */
final class FlowUid {
  private static final byte[] BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 18;

  private FlowUid() {}

  static String of(Flow flow) {
    long ends = end(flow.client) + end(flow.server); // the same whoever is the client
    return text('C', ends + mix(flow.packetNumber) + flow.protocol, flow.startNanos);
  }

  private static long end(Endpoint endpoint) {
    return mix(endpoint.high ^ mix(endpoint.low ^ mix(endpoint.port)));
  }

  /** The identifier of what two hosts tunnel directly over IP. */
  static String ofTunnel(long ends) {
    return text('T', mix(ends), 0);
  }

  private static String text(char prefix, long seed, long time) {
    byte[] out = new byte[LENGTH];
    out[0] = (byte) prefix;
    long first = mix(seed + 0x9e37_79b9_7f4a_7c15L * (time | 1));
    long second = mix(first ^ mix(time) ^ seed);
    for (int i = 1; i < LENGTH; i++) {
      long bits = i < 10 ? first : second;
      out[i] = BASE62[(int) Long.remainderUnsigned(bits, 62)];
      if (i < 10) {
        first = Long.divideUnsigned(first, 62);
      } else {
        second = Long.divideUnsigned(second, 62);
      }
    }
    return new String(out, StandardCharsets.US_ASCII);
  }

  /** A bijection that spreads bits (the finaliser of SplitMix64). */
  static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
    return z ^ z >>> 31;
  }
}
