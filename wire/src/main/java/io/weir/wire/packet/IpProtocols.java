// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names of IP protocols, the value of {@code proto}; a number where no name is in use. Thread-safe.
 */
public final class IpProtocols {
  private static final byte[][] NAMES = names();

  private IpProtocols() {}

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
  public static byte[] text(int protocol) {
    return NAMES[protocol & 0xff];
  }

  /** True when the protocol has ports. */
  public static boolean hasPorts(int protocol) {
    return switch (protocol) {
      case 6, 17, 33, 132, 136 -> true;
      default -> false;
    };
  }

  /** True for ICMP and ICMPv6. */
  public static boolean isIcmp(int protocol) {
    return protocol == 1 || protocol == 58;
  }

  /**
   * The protocol of a name in any case, or of a number as text; -1 when it is neither.
   *
   * @param ipVersion decides which ICMP is meant
   */
  public static int number(byte[] text, int from, int length, int ipVersion) {
    String name =
        new String(text, from, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "tcp" -> 6;
      case "udp" -> 17;
      case "icmp" -> ipVersion == 6 ? 58 : 1;
      case "icmpv6", "ipv6-icmp", "icmp6" -> 58;
      case "ipip" -> 4;
      default -> byName(name);
    };
  }

  private static int byName(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (name.equals(new String(NAMES[i], StandardCharsets.US_ASCII))) {
        return i;
      }
    }
    boolean isNumber =
        !name.isEmpty() && name.length() <= 3 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && Integer.parseInt(name) < 256 ? Integer.parseInt(name) : -1;
  }
}
