// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.export.FlowReader;
import io.weir.wire.packet.IpText;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** One exporter: its address and what it told so far. */
final class Exporter {
  private static final int IPV4_AT = 12;

  final FlowReader flows = new FlowReader();

  /** The address as 16 bytes; IPv4 as ::ffff:a.b.c.d. */
  final byte[] address = new byte[16];

  /** The address as text. */
  final String name;

  final byte[] key;

  Exporter(InetAddress sender) {
    byte[] bytes = sender.getAddress();
    if (bytes.length == 4) {
      address[10] = (byte) 0xff;
      address[11] = (byte) 0xff;
      System.arraycopy(bytes, 0, address, IPV4_AT, 4);
    } else {
      System.arraycopy(bytes, 0, address, 0, 16);
    }
    name = IpText.toString(bytes, 0, bytes.length);
    key = name.getBytes(StandardCharsets.US_ASCII);
  }
}
