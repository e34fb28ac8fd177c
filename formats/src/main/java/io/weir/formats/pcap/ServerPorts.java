// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.BitSet;

/**
 * Ports on which servers listen: where the first captured packet comes from one of them, it is
 * taken for an answer. The list is that of the protocols Zeek knows, with its ports.
 */
final class ServerPorts {
  private static final BitSet TCP =
      of(
          21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585,
          587, 614, 631, 636, 853, 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268,
          3306, 3389, 5222, 5223, 5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888,
          20000);
  private static final BitSet UDP =
      of(
          53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4011, 4754,
          4789, 5060, 5072, 5353, 5355, 6081, 20000);

  private ServerPorts() {}

  private static BitSet of(int... ports) {
    BitSet set = new BitSet(1 << 16);
    for (int port : ports) {
      set.set(port);
    }
    return set;
  }

  static boolean tcp(int port) {
    return TCP.get(port);
  }

  static boolean udp(int port) {
    return UDP.get(port);
  }
}
