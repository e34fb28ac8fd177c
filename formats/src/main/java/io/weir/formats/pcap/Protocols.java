// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;

/** Names of IP protocols, the value of {@code proto}; a number where no name is in use. */
final class Protocols {
  private static final byte[][] NAMES = names();

  private Protocols() {}

  private static byte[][] names() {
    byte[][] names = new byte[256][];
    for (int i = 0; i < names.length; i++) {
      names[i] = name(i).getBytes(StandardCharsets.US_ASCII);
    }
    return names;
  }

  private static String name(int protocol) {
    return switch (protocol) {
      case 1, 58 -> "icmp";
      case 2 -> "igmp";
      case 4 -> "ipip";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 33 -> "dccp";
      case 41 -> "ipv6";
      case 46 -> "rsvp";
      case 47 -> "gre";
      case 50 -> "esp";
      case 51 -> "ah";
      case 88 -> "eigrp";
      case 89 -> "ospf";
      case 103 -> "pim";
      case 112 -> "vrrp";
      case 115 -> "l2tp";
      case 132 -> "sctp";
      case 136 -> "udplite";
      case 137 -> "mpls";
      default -> Integer.toString(protocol);
    };
  }

  /** The name in ASCII; not to be changed. */
  static byte[] text(int protocol) {
    return NAMES[protocol & 0xff];
  }
}
