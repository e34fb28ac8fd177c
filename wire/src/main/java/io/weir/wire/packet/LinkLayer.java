// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Finds the IP header below a frame's link layer, its tags and its labels. */
final class LinkLayer {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;
  static final int ETHERNET_BRIDGING = 0x6558;
  static final int PPP_GRE = 0x880b;
  static final int MPLS = 0x8847;

  private static final int NSH = 0x894f;
  private static final int ARISTA = 0xd28b;

  /** Real stacks have at most a handful of tags; this only bounds the work on hostile frames. */
  private static final int MAX_STACK = 16;

  private static final int MAX_LENGTH_FIELD = 1500;

  private LinkLayer() {}

  static void decode(Packet p, int linkType, int at) {
    switch (linkType) {
      case LinkType.ETHERNET -> ethernet(p, at);
      case LinkType.RAW, 12, 14, LinkType.IPV4, LinkType.IPV6 -> InternetLayer.decode(p, at);
      case LinkType.NULL, LinkType.LOOP -> loopback(p, at);
      case LinkType.LINUX_SLL -> cooked(p, at, 14, 16, at + 2);
      case LinkType.LINUX_SLL2 -> cooked(p, at, 0, 20, at + 8);
      case LinkType.PPP, LinkType.PPP_HDLC -> ppp(p, at);
      case LinkType.PPP_WITH_DIR -> ppp(p, at + 1);
      case LinkType.PPP_ETHER -> pppoe(p, at);
      case LinkType.C_HDLC -> hdlc(p, at);
      case LinkType.ATM_RFC1483 -> llc(p, at);
      case LinkType.NFLOG -> nflog(p, at);
      case LinkType.IEEE802_11,
          LinkType.IEEE802_11_SWAPPED,
          LinkType.IEEE802_11_RADIOTAP,
          LinkType.IEEE802_11_PRISM,
          LinkType.IEEE802_11_AVS ->
          Wireless.decode(p, linkType, at);
      case LinkType.PPI -> ppi(p, at);
      default -> RareLinks.decode(p, linkType, at);
    }
  }

  static void ethernet(Packet p, int at) {
    if (!p.has(at, 14, Defect.LINK_TRUNCATED)) {
      return;
    }
    int mac = at;
    if (BigEndian.u16(p.data, at + 12) == 0x8903) { // Cisco FabricPath: the frame comes 16 later
      mac = at + 16;
      if (!p.has(mac, 14, Defect.LINK_TRUNCATED)) {
        return;
      }
    }
    if (p.macAt < 0) {
      p.macAt = mac;
    }
    typed(p, BigEndian.u16(p.data, mac + 12), mac + 14);
  }

  /** Follows {@code etherType} at {@code at} through all tags. */
  static void typed(Packet p, int etherType, int at) {
    int type = etherType;
    int next = at;
    for (int depth = 0; depth < MAX_STACK; depth++) {
      p.etherType = type;
      switch (type) {
        case IPV4, IPV6 -> {
          InternetLayer.decode(p, next);
          return;
        }
        case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> {
          if (!p.has(next, 4, Defect.LINK_TRUNCATED)) {
            return;
          }
          vlan(p, BigEndian.u16(p.data, next) & 0xfff);
          type = BigEndian.u16(p.data, next + 2);
          next += 4;
        }
        case 0x8926 -> { // VN-Tag (802.1BR): four bytes of tag, then the type
          if (!p.has(next, 6, Defect.LINK_TRUNCATED)) {
            return;
          }
          type = BigEndian.u16(p.data, next + 4);
          next += 6;
        }
        case 0x8909 -> { // Cisco's metadata: version, count of options, these, the type
          if (!p.has(next, 4, Defect.LINK_TRUNCATED)) {
            return;
          }
          int below = next + 2 + 4 * BigEndian.u8(p.data, next + 1);
          if (!p.has(below, 2, Defect.LINK_TRUNCATED)) {
            return;
          }
          type = BigEndian.u16(p.data, below);
          next = below + 2;
        }
        case 0x88e7 -> { // 802.1ah: four bytes of tag, then a whole Ethernet frame
          if (!p.has(next, 18, Defect.LINK_TRUNCATED)) {
            return;
          }
          type = BigEndian.u16(p.data, next + 16);
          next += 18;
        }
        case ARISTA -> { // subtype 1: a time of eight or six bytes, then the type
          if (!p.has(next, 14, Defect.LINK_TRUNCATED)) {
            return;
          }
          int time = p.data[next + 3] >> 4 == 2 ? 6 : 8;
          if (BigEndian.u16(p.data, next) != 1) {
            return;
          }
          type = BigEndian.u16(p.data, next + 4 + time);
          next += 6 + time;
        }
        case NSH -> { // RFC 8300: the header tells its length in words and what is below it
          if (!p.has(next, 8, Defect.LINK_TRUNCATED)) {
            return;
          }
          int below = next + ((BigEndian.u16(p.data, next) & 0x3f) << 2);
          int protocol = p.data[next + 3];
          boolean isFrame = protocol == 3;
          boolean isKnown = isFrame || protocol == 1 || protocol == 2 || protocol == 5;
          if (!isKnown
              || below < next + 8
              || !p.has(below, isFrame ? 14 : 1, Defect.LINK_TRUNCATED)) {
            return;
          }
          type =
              switch (protocol) {
                case 1 -> IPV4;
                case 2 -> IPV6;
                case 3 -> BigEndian.u16(p.data, below + 12);
                default -> MPLS;
              };
          next = isFrame ? below + 14 : below;
        }
        case MPLS, 0x8848 -> {
          mpls(p, next, depth);
          return;
        }
        case 0x8864 -> {
          pppoe(p, next);
          return;
        }
        default -> {
          if (type <= MAX_LENGTH_FIELD) {
            llc(p, next);
          }
          return;
        }
      }
    }
    p.fail(Defect.STACK_TOO_DEEP, next);
  }

  private static void vlan(Packet p, int id) {
    if (p.vlanCount < Packet.KEPT_VLANS) {
      p.vlans[p.vlanCount] = id;
    }
    p.vlanCount++;
  }

  /** LLC, with or without SNAP (IEEE 802.2, RFC 1042). */
  static void llc(Packet p, int at) {
    p.etherType = 0;
    if (!p.has(at, 3, Defect.LINK_TRUNCATED)) {
      return;
    }
    int saps = BigEndian.u16(p.data, at);
    if (saps == 0x0606) {
      InternetLayer.decode(p, at + 3);
    } else if (saps == 0xaaaa && p.has(at, 8, Defect.LINK_TRUNCATED)) {
      int type = BigEndian.u16(p.data, at + 6);
      p.etherType = type;
      if (type == IPV4 || type == IPV6) {
        InternetLayer.decode(p, at + 8);
      } else if (type == 0x8100 || type == MPLS || type == 0x8864) {
        typed(p, type, at + 8);
      }
    }
  }

  /** RFC 3032 does not say what lies below the labels: IP by its version, else a pseudo-wire. */
  private static void mpls(Packet p, int at, int depth) {
    int next = at;
    for (int label = depth; label < MAX_STACK; label++) {
      if (!p.has(next, 4, Defect.LINK_TRUNCATED)) {
        return;
      }
      p.mplsCount++;
      boolean bottom = (p.data[next + 2] & 1) != 0;
      next += 4;
      if (bottom) {
        belowLabels(p, next);
        return;
      }
    }
    p.fail(Defect.STACK_TOO_DEEP, next);
  }

  private static void belowLabels(Packet p, int at) {
    if (!p.has(at, 1, Defect.LINK_TRUNCATED)) {
      return;
    }
    int nibble = p.data[at] >> 4 & 0xf;
    if (nibble == 4 || nibble == 6) {
      InternetLayer.decode(p, at);
      return;
    }
    int frame = nibble == 0 ? at + 4 : at; // RFC 4385: a control word begins with a zero nibble
    if (frame + 14 <= p.capturedEnd && carriesIp(BigEndian.u16(p.data, frame + 12))) {
      ethernet(p, frame);
    } else if (at + 14 <= p.capturedEnd && carriesIp(BigEndian.u16(p.data, at + 12))) {
      ethernet(p, at);
    }
  }

  private static boolean carriesIp(int etherType) {
    return switch (etherType) {
      case IPV4, IPV6, 0x0806, 0x8100, 0x88a8, MPLS, 0x8864 -> true;
      default -> false;
    };
  }

  private static void loopback(Packet p, int at) {
    if (!p.has(at, 4, Defect.LINK_TRUNCATED)) {
      return;
    }
    int raw = BigEndian.i32(p.data, at);
    int family = (raw & 0xffff_0000) == 0 ? raw : Integer.reverseBytes(raw);
    switch (family) {
      case 2, 10, 24, 28, 30 -> InternetLayer.decode(p, at + 4); // AF_INET, AF_INET6 of each system
      default -> typedLoopback(p, at);
    }
  }

  /** Some programs write an EtherType where the address family should be. */
  private static void typedLoopback(Packet p, int at) {
    int type = BigEndian.u16(p.data, at + 2);
    p.etherType = 0;
    if (type == IPV4 || type == IPV6) {
      InternetLayer.decode(p, at + 4);
    }
  }

  private static void cooked(Packet p, int at, int typeAt, int length, int hardwareAt) {
    if (!p.has(at, length, Defect.LINK_TRUNCATED)) {
      return;
    }
    int hardware = BigEndian.u16(p.data, hardwareAt);
    int type = BigEndian.u16(p.data, at + typeAt);
    if (hardware == 803 || hardware == 801) { // ARPHRD_IEEE80211_RADIOTAP, ARPHRD_IEEE80211
      int wireless = hardware == 803 ? LinkType.IEEE802_11_RADIOTAP : LinkType.IEEE802_11;
      Wireless.decode(p, wireless, at + length);
    } else if (type == 4) { // ETH_P_802_2
      llc(p, at + length);
    } else if (type > MAX_LENGTH_FIELD) {
      typed(p, type, at + length);
    }
  }

  static void ppp(Packet p, int at) {
    if (!p.has(at, 2, Defect.LINK_TRUNCATED)) {
      return;
    }
    int address = BigEndian.u8(p.data, at);
    if (address == 0x0f || address == 0x8f) {
      hdlc(p, at);
      return;
    }
    int next = BigEndian.u16(p.data, at) == 0xff03 ? at + 2 : at;
    if (!p.has(next, 2, Defect.LINK_TRUNCATED)) {
      return;
    }
    int first = BigEndian.u8(p.data, next);
    if ((first & 1) != 0) { // RFC 1661 §6.5: an odd first byte is a compressed protocol field
      pppProtocol(p, first, next + 1);
    } else {
      pppProtocol(p, BigEndian.u16(p.data, next), next + 2);
    }
  }

  private static void pppProtocol(Packet p, int protocol, int at) {
    switch (protocol) {
      case 0x0021, 0x0057 -> InternetLayer.decode(p, at);
      case 0x0281, 0x0283 -> mpls(p, at, 0);
      default -> p.etherType = 0;
    }
  }

  private static void pppoe(Packet p, int at) {
    if (p.has(at, 8, Defect.LINK_TRUNCATED)) {
      ppp(p, at + 6);
    }
  }

  private static void hdlc(Packet p, int at) {
    if (p.has(at, 4, Defect.LINK_TRUNCATED)) {
      typed(p, BigEndian.u16(p.data, at + 2), at + 4);
    }
  }

  /** LINKTYPE_NFLOG: type-length-values in little-endian order; type 9 is the packet. */
  private static void nflog(Packet p, int at) {
    if (!p.has(at, 4, Defect.LINK_TRUNCATED)) {
      return;
    }
    int next = at + 4;
    while (p.has(next, 4, Defect.LINK_TRUNCATED)) {
      int length = Short.toUnsignedInt(Short.reverseBytes((short) BigEndian.u16(p.data, next)));
      int type = Short.toUnsignedInt(Short.reverseBytes((short) BigEndian.u16(p.data, next + 2)));
      if (type == 9) {
        InternetLayer.decode(p, next + 4);
        return;
      }
      if (length < 4) {
        p.fail(Defect.LINK_INVALID, next);
        return;
      }
      next += length + 3 & ~3;
    }
  }

  private static void ppi(Packet p, int at) {
    if (!p.has(at, 8, Defect.LINK_TRUNCATED)) {
      return;
    }
    int length = Short.toUnsignedInt(Short.reverseBytes((short) BigEndian.u16(p.data, at + 2)));
    int inner = Integer.reverseBytes(BigEndian.i32(p.data, at + 4));
    if (length < 8 || inner == LinkType.PPI) {
      p.fail(Defect.LINK_INVALID, at);
    } else {
      decode(p, inner, at + length);
    }
  }
}
