// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.WeirException;
import java.util.BitSet;

/**
 * How DNS is recognised and paired.
 *
 * @param ports the ports, of either side, whose traffic is taken for DNS
 * @param timeoutNanos how long a query waits for its response, nanoseconds of packet time
 */
record DnsSettings(BitSet ports, long timeoutNanos) {
  DnsSettings {
    ports = (BitSet) ports.clone();
  }

  boolean isDns(int port) {
    return ports.get(port);
  }

  /** Reads ports as people write them: numbers between commas. */
  static BitSet ports(String text) {
    BitSet ports = new BitSet();
    for (String part : text.split(",", -1)) {
      int port;
      try {
        port = Integer.parseInt(part.trim());
      } catch (NumberFormatException e) {
        port = -1;
      }
      if (port < 1 || port > 65535) {
        throw WeirException.usage(
            "Cannot use --dns-ports: not a port (%s). Give numbers such as 53,5353.", part);
      }
      ports.set(port);
    }
    return ports;
  }
}
