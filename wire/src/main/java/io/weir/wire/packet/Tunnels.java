// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/**
 * Recognises tunnels and notes where their inside begins; following them is the caller's choice.
 */
final class Tunnels {
  private static final int VXLAN_PORT = 4789;
  private static final int VXLAN_GPE_PORT = 4790;
  private static final int GENEVE_PORT = 6081;
  private static final int GTP_USER_PORT = 2152;
  private static final int TEREDO_PORT = 3544;
  private static final int AYIYA_PORT = 5072;
  private static final int CAPWAP_PORT = 5247;
  private static final int GRE_PORT = 4754; // RFC 8086
  private static final int TEREDO_PREFIX = 0x2001_0000;
  private static final int MAX_GTP_EXTENSIONS = 8;

  private Tunnels() {}

  /** True for UDP from or to a port of tunnels. */
  static boolean isTunnelPort(Packet p) {
    return p.protocol == TransportLayer.UDP
        && (isTunnelPort(p.sourcePort) || isTunnelPort(p.destinationPort));
  }

  private static boolean isTunnelPort(int port) {
    return switch (port) {
      case VXLAN_PORT,
          VXLAN_GPE_PORT,
          GENEVE_PORT,
          GTP_USER_PORT,
          TEREDO_PORT,
          GRE_PORT,
          AYIYA_PORT,
          CAPWAP_PORT ->
          true;
      default -> false;
    };
  }

  static void overIp(Packet p, int at) {
    p.payloadAt = at;
    p.payloadLength = Math.max(0, p.ipAt + p.ipLength - at);
    if (p.protocol == 47) {
      gre(p, at);
    } else {
      inside(p, Tunnel.IP, at, LinkType.RAW);
    }
  }

  static void overUdp(Packet p) {
    int to = p.destinationPort;
    if (to == VXLAN_PORT) {
      vxlan(p);
    } else if (to == VXLAN_GPE_PORT) {
      vxlanGeneric(p);
    } else if (to == GENEVE_PORT) {
      geneve(p);
    } else if (to == GTP_USER_PORT || p.sourcePort == GTP_USER_PORT) {
      gtp(p);
    } else if (to == TEREDO_PORT || p.sourcePort == TEREDO_PORT) {
      teredo(p);
    } else if (to == GRE_PORT || p.sourcePort == GRE_PORT) {
      gre(p, p.payloadAt);
    } else if (to == AYIYA_PORT || p.sourcePort == AYIYA_PORT) {
      ayiya(p);
    } else if (to == CAPWAP_PORT || p.sourcePort == CAPWAP_PORT) {
      capwap(p);
    } else if (p.payloadLength >= 40
        && p.payloadAt < p.capturedEnd
        && (p.data[p.payloadAt] & 0xf0) == 0x60) {
      teredoBetweenClients(p);
    }
  }

  private static void inside(Packet p, Tunnel tunnel, int at, int linkType) {
    if (at < p.capturedEnd) {
      p.tunnel = tunnel;
      p.innerAt = at;
      p.innerLinkType = linkType;
    }
  }

  /** GRE versions 0 (RFC 2784, RFC 2890) and 1 (PPTP, RFC 2637). */
  private static void gre(Packet p, int at) {
    if (at + 4 > p.capturedEnd) {
      return;
    }
    int flags = BigEndian.u16(p.data, at);
    int type = BigEndian.u16(p.data, at + 2);
    int version = flags & 7;
    if (version > 1 || (flags & 0x4000) != 0) { // source routing is obsolete
      return;
    }
    int next = at + 4 + 4 * Integer.bitCount(flags & (version == 0 ? 0xb000 : 0xb080));
    if (version == 1 && type == LinkLayer.PPP_GRE) {
      inside(p, Tunnel.GRE, next, LinkType.PPP);
      return;
    }
    switch (type) {
      case LinkLayer.IPV4, LinkLayer.IPV6 -> inside(p, Tunnel.GRE, next, LinkType.RAW);
      case LinkLayer.ETHERNET_BRIDGING -> inside(p, Tunnel.GRE, next, LinkType.ETHERNET);
      case 0x88be -> // ERSPAN type II has a sequence number and a header, type I neither
          inside(p, Tunnel.GRE, (flags & 0x1000) != 0 ? next + 8 : next, LinkType.ETHERNET);
      case 0x22eb -> erspan3(p, next);
      default -> {
        if (aruba(type)) {
          inside(p, Tunnel.GRE, next, LinkType.IEEE802_11);
        }
      }
    }
  }

  private static void erspan3(Packet p, int at) {
    if (at + 12 <= p.capturedEnd) {
      boolean subheader = (p.data[at + 11] & 1) != 0;
      inside(p, Tunnel.GRE, at + (subheader ? 20 : 12), LinkType.ETHERNET);
    }
  }

  /** Aruba access points send wireless frames under types 0x8200, 0x8210 … 0x8370. */
  private static boolean aruba(int type) {
    return (type & 0xfe0f) == 0x8200 && type <= 0x8370;
  }

  private static void vxlan(Packet p) {
    int at = p.payloadAt;
    if (p.payloadLength >= 8 && at + 8 <= p.capturedEnd && (p.data[at] & 0x08) != 0) {
      inside(p, Tunnel.VXLAN, at + 8, LinkType.ETHERNET);
    }
  }

  /** The generic extension of VXLAN: a flag says that the fourth byte names the protocol. */
  private static void vxlanGeneric(Packet p) {
    int at = p.payloadAt;
    if (p.payloadLength < 8 || at + 8 > p.capturedEnd || (p.data[at] & 0xc8) != 0x08) {
      return;
    }
    int protocol = (p.data[at] & 0x04) == 0 ? 3 : BigEndian.u8(p.data, at + 3);
    switch (protocol) {
      case 1, 2 -> inside(p, Tunnel.VXLAN, at + 8, LinkType.RAW);
      case 3 -> inside(p, Tunnel.VXLAN, at + 8, LinkType.ETHERNET);
      default -> p.tunnel = Tunnel.NONE;
    }
  }

  private static void geneve(Packet p) {
    int at = p.payloadAt;
    if (p.payloadLength < 8 || at + 8 > p.capturedEnd || (p.data[at] & 0xc0) != 0) {
      return;
    }
    int header = 8 + ((p.data[at] & 0x3f) << 2);
    if (header > p.payloadLength) {
      return;
    }
    switch (BigEndian.u16(p.data, at + 2)) {
      case LinkLayer.ETHERNET_BRIDGING -> inside(p, Tunnel.GENEVE, at + header, LinkType.ETHERNET);
      case LinkLayer.IPV4, LinkLayer.IPV6 -> inside(p, Tunnel.GENEVE, at + header, LinkType.RAW);
      default -> p.tunnel = Tunnel.NONE;
    }
  }

  /** 3GPP TS 29.281 §5.1: message type 255 carries a user packet behind optional fields. */
  private static void gtp(Packet p) {
    int at = p.payloadAt;
    int end = Math.min(p.capturedEnd, at + p.payloadLength);
    if (at + 8 > end || (p.data[at] & 0xf0) != 0x30 || BigEndian.u8(p.data, at + 1) != 255) {
      return;
    }
    int next = at + 8;
    if ((p.data[at] & 7) != 0) {
      next += 4;
      for (int i = 0; i < MAX_GTP_EXTENSIONS; i++) {
        if (next > end) {
          return;
        }
        int type = p.data[next - 1];
        if (type == 0 || (p.data[at] & 4) == 0) {
          break;
        }
        int length = next < end ? BigEndian.u8(p.data, next) << 2 : 0;
        if (length == 0) {
          return;
        }
        next += length;
      }
    }
    insideIfIp(p, Tunnel.GTPV1, next, end);
  }

  /** RFC 4380 §5.1.1: an authentication header, an origin indication, then IPv6. */
  private static void teredo(Packet p) {
    int at = p.payloadAt;
    int end = Math.min(p.capturedEnd, at + p.payloadLength);
    if (at + 4 <= end && BigEndian.u16(p.data, at) == 1) {
      at += 13 + BigEndian.u8(p.data, at + 2) + BigEndian.u8(p.data, at + 3);
    }
    if (at + 8 <= end && BigEndian.u16(p.data, at) == 0) {
      at += 8;
    }
    if (at + 40 <= end && (p.data[at] & 0xf0) == 0x60) {
      insideIfIp(p, Tunnel.TEREDO, at, end);
    }
  }

  /**
   * AYIYA: the identity's length as a power of two and its kind, the signature's length in words
   * and its kind, authentication and operation (1: forward), the next header, a time.
   */
  private static void ayiya(Packet p) {
    int at = p.payloadAt;
    int end = Math.min(p.capturedEnd, at + p.payloadLength);
    if (at + 8 > end || (p.data[at + 2] & 0x0f) != 1) {
      return;
    }
    int next = p.data[at + 3];
    int identity = 1 << (BigEndian.u8(p.data, at) >> 4);
    int signature = BigEndian.u8(p.data, at + 1) >> 4 << 2;
    if (next == 41 || next == 4) {
      insideIfIp(p, Tunnel.AYIYA, at + 8 + identity + signature, end);
    }
  }

  /**
   * RFC 5415 section 4.3: the preamble (0: not encrypted), the header's length in words, the
   * binding (1: IEEE 802.11), then flags: whether the frame is the binding's own, and whether in
   * fragments.
   */
  private static void capwap(Packet p) {
    int at = p.payloadAt;
    int end = Math.min(p.capturedEnd, at + p.payloadLength);
    if (at + 8 > end || p.data[at] != 0 || (p.data[at + 3] & 0x88) != 0) {
      return;
    }
    int header = BigEndian.u8(p.data, at + 1) >> 3 << 2;
    boolean isNative = (p.data[at + 2] & 1) != 0;
    int binding = BigEndian.u16(p.data, at + 1) >> 1 & 0x1f;
    int inner = at + header;
    if (header < 8 || inner + 2 > end || (isNative && binding != 1)) {
      return;
    }
    boolean isSwapped = (p.data[inner] & 0x0f) != 8 && (p.data[inner + 1] & 0x0f) == 8;
    int wireless = isSwapped ? LinkType.IEEE802_11_SWAPPED : LinkType.IEEE802_11;
    inside(p, Tunnel.CAPWAP, inner, isNative ? wireless : LinkType.ETHERNET);
  }

  /** Teredo's clients and relays talk on any port; one address inside has Teredo's prefix then. */
  private static void teredoBetweenClients(Packet p) {
    int at = p.payloadAt;
    if (at + 40 <= p.capturedEnd
        && (BigEndian.i32(p.data, at + 8) == TEREDO_PREFIX
            || BigEndian.i32(p.data, at + 24) == TEREDO_PREFIX)) {
      insideIfIp(p, Tunnel.TEREDO, at, p.capturedEnd);
    }
  }

  /** On ports that other programs use too, only an IP header that fills the datagram counts. */
  private static void insideIfIp(Packet p, Tunnel tunnel, int at, int end) {
    int left = p.payloadAt + p.payloadLength - at;
    if (at + 20 > end) {
      return;
    }
    int version = p.data[at] >> 4 & 0xf;
    int length = version == 6 ? 40 + BigEndian.u16(p.data, at + 4) : BigEndian.u16(p.data, at + 2);
    boolean bubble = version == 6 && tunnel == Tunnel.TEREDO && p.data[at + 6] == 59;
    if ((version == 4 || version == 6) && (length == left || (bubble && length <= left))) {
      inside(p, tunnel, at, LinkType.RAW);
    }
  }
}
