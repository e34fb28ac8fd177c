// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.util.Locale;

/** Transport protocols as logs write them: names in any case, or the number. Thread-safe. */
final class IpProtocol {
  static final int UNKNOWN = -1;

  private IpProtocol() {}

  /** The IP protocol number, 0 to 255, of a name or of a number in text; UNKNOWN for others. */
  static int number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "icmp" -> 1;
      case "igmp" -> 2;
      case "tcp" -> 6;
      case "udp" -> 17;
      case "dccp" -> 33;
      case "gre" -> 47;
      case "esp" -> 50;
      case "ah" -> 51;
      case "icmp6", "icmpv6", "ipv6-icmp" -> 58;
      case "ospf" -> 89;
      case "pim" -> 103;
      case "vrrp" -> 112;
      case "sctp" -> 132;
      case "udplite" -> 136;
      default -> parsed(text);
    };
  }

  private static int parsed(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 3 || c < '0' || c > '9') {
        return UNKNOWN;
      }
      value = value * 10 + c - '0';
    }
    return text.isEmpty() || value > 255 ? UNKNOWN : value;
  }
}
