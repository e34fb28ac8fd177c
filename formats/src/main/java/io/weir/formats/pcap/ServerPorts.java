// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Ports on which servers listen: where the first captured packet comes from one of them, it is
 * taken for an answer, and its sender for the server.
 */
final class ServerPorts {
  /** The ports of common protocols, the list Zeek uses, and 853/tcp (DNS over TLS). */
  static final ServerPorts KNOWN = new ServerPorts();

  static {
    int[] tcp = {
      21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587,
      614, 631, 636, 853, 989, 990, 992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389,
      5222, 5223, 5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000
    };
    int[] udp = {
      53, 67, 88, 123, 137, 161, 162, 389, 443, 514, 1812, 2123, 2152, 3389, 3544, 4011, 4754, 4789,
      5060, 5072, 5353, 5355, 6081, 20000
    };
    IntStream.of(tcp).forEach(KNOWN.tcp::set);
    IntStream.of(udp).forEach(KNOWN.udp::set);
  }

  private final BitSet tcp = new BitSet();
  private final BitSet udp = new BitSet();

  /** No port is known. */
  ServerPorts() {}

  /** Adds {@code 53/udp} or {@code 80/tcp}; false if the text is neither. */
  boolean add(String text) {
    int slash = text.indexOf('/');
    BitSet set =
        switch (text.substring(slash + 1)) {
          case "tcp" -> tcp;
          case "udp" -> udp;
          default -> null;
        };
    try {
      int port = Integer.parseInt(text.substring(0, Math.max(0, slash)));
      if (set != null && port >= 0 && port <= 0xffff) {
        set.set(port);
        return true;
      }
    } catch (NumberFormatException e) {
      return false;
    }
    return false;
  }

  boolean tcp(int port) {
    return tcp.get(port);
  }

  boolean udp(int port) {
    return udp.get(port);
  }
}
