// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Which ICMP message answers which (RFC 792, 950, 1256; RFC 4443, 4861, 2710, 6275). */
public final class IcmpPair {
  private IcmpPair() {}

  /** The ICMP type that answers {@code type} or is answered by it, or -1 if it stands alone. */
  public static int version4(int type) {
    return switch (type) {
      case 0 -> 8; // echo
      case 8 -> 0;
      case 9 -> 10; // router advertisement, solicitation
      case 10 -> 9;
      case 13 -> 14; // timestamp
      case 14 -> 13;
      case 15 -> 16; // information
      case 16 -> 15;
      case 17 -> 18; // address mask
      case 18 -> 17;
      default -> -1;
    };
  }

  /** The ICMPv6 type that answers {@code type} or is answered by it, or -1 if it stands alone. */
  public static int version6(int type) {
    return switch (type) {
      case 128 -> 129; // echo
      case 129 -> 128;
      case 130 -> 131; // multicast listener query, report
      case 131 -> 130;
      case 133 -> 134; // router solicitation, advertisement
      case 134 -> 133;
      case 135 -> 136; // neighbour solicitation, advertisement
      case 136 -> 135;
      case 139 -> 140; // node information
      case 140 -> 139;
      case 144 -> 145; // home agent address discovery
      case 145 -> 144;
      default -> -1;
    };
  }

  /** True if a message of this type has no partner: its flow has one direction only. */
  public static boolean oneWay(int protocol, int type) {
    return (protocol == 1 ? version4(type) : version6(type)) < 0;
  }
}
