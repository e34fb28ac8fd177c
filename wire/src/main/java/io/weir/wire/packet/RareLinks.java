// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Link layers that few captures have; each leads to an EtherType, to LLC or to IP. */
final class RareLinks {
  private static final int PKTAP_HEADER = 108;
  private static final int ARCNET_IP_1201 = 212;
  private static final int ARCNET_IP_1051 = 240;
  private static final int ARCNET_IPV6 = 196;
  private static final int ARCNET_FIRST_SIMPLE = 240;

  private RareLinks() {}

  static void decode(Packet p, int linkType, int at) {
    switch (linkType) {
      case LinkType.PKTAP, LinkType.USER2 -> pktap(p, at);
      case LinkType.IPOIB -> infiniband(p, at);
      case LinkType.ARCNET_BSD -> arcnet(p, at, 2);
      case LinkType.ARCNET_LINUX -> arcnet(p, at, 4);
      case LinkType.DSA, LinkType.DSA_BRCM -> switchTag(p, at, 12);
      case LinkType.DSA_BRCM_PREPEND -> LinkLayer.ethernet(p, at + 4);
      case LinkType.EDSA -> switchTag(p, at, 16);
      case LinkType.IPNET -> zones(p, at);
      case LinkType.FRELAY -> frameRelay(p, at);
      case LinkType.SUNATM -> sunAtm(p, at);
      default -> p.fail(Defect.LINK_TYPE, at);
    }
  }

  /** Apple's header, little-endian: its own length first, the link type below it at 8. */
  private static void pktap(Packet p, int at) {
    if (!p.has(at, PKTAP_HEADER, Defect.LINK_TRUNCATED)) {
      return;
    }
    int length = Integer.reverseBytes(BigEndian.i32(p.data, at));
    int inner = Integer.reverseBytes(BigEndian.i32(p.data, at + 8));
    boolean nested = inner == LinkType.PKTAP || inner == LinkType.USER2;
    if (length < PKTAP_HEADER || length > p.capturedEnd - at || nested) {
      p.fail(Defect.LINK_INVALID, at);
    } else {
      LinkLayer.decode(p, inner, at + length);
    }
  }

  /** A global routing header of 40 bytes, an EtherType, two reserved bytes (RFC 4391 §6). */
  private static void infiniband(Packet p, int at) {
    if (p.has(at, 44, Defect.LINK_TRUNCATED)) {
      LinkLayer.typed(p, BigEndian.u16(p.data, at + 40), at + 44);
    }
  }

  /**
   * Two addresses of a byte, on Linux two bytes of an offset, the protocol; then, unless it is of
   * RFC 1051, a flag and a sequence number (RFC 1201). Later fragments hold no IP header.
   */
  private static void arcnet(Packet p, int at, int typeOffset) {
    int next = at + typeOffset + 1;
    if (!p.has(at, typeOffset + 4, Defect.LINK_TRUNCATED)) {
      return;
    }
    int type = BigEndian.u8(p.data, at + typeOffset);
    if (type < ARCNET_FIRST_SIMPLE) {
      int flag = BigEndian.u8(p.data, next);
      if (flag != 0) {
        return; // a fragment, or the padding of an exception frame
      }
      next += 3;
    }
    if (type == ARCNET_IP_1201 || type == ARCNET_IP_1051 || type == ARCNET_IPV6) {
      InternetLayer.decode(p, next);
    }
  }

  /** Ethernet with a switch's tag of four bytes that ends where {@code tag + 4} is. */
  private static void switchTag(Packet p, int at, int tag) {
    if (!p.has(at, tag + 6, Defect.LINK_TRUNCATED)) {
      return;
    }
    p.macAt = at;
    LinkLayer.typed(p, BigEndian.u16(p.data, at + tag + 4), at + tag + 6);
  }

  /** Version, address family of Solaris, type, length, two interfaces, two zones; then IP. */
  private static void zones(Packet p, int at) {
    if (p.has(at, 24, Defect.LINK_TRUNCATED)) {
      int family = p.data[at + 1];
      if (family == 2 || family == 26) {
        InternetLayer.decode(p, at + 24);
      }
    }
  }

  /** A Q.922 address of two to four bytes, control, perhaps padding, NLPID (RFC 2427). */
  private static void frameRelay(Packet p, int at) {
    int next = at;
    do {
      if (!p.has(next, 3, Defect.LINK_TRUNCATED)) {
        return;
      }
    } while ((p.data[next++] & 1) == 0 && next - at < 4);
    if (p.data[next] != 3) {
      LinkLayer.typed(p, BigEndian.u16(p.data, next), next + 2); // Cisco's own encapsulation
      return;
    }
    next++;
    if (p.has(next, 2, Defect.LINK_TRUNCATED)) {
      next += p.data[next] == 0 ? 1 : 0;
      int protocol = BigEndian.u8(p.data, next);
      if (protocol == 0xcc || protocol == 0x8e) {
        InternetLayer.decode(p, next + 1);
      } else if (protocol == 0x80 && p.has(next, 6, Defect.LINK_TRUNCATED)) {
        LinkLayer.typed(p, BigEndian.u16(p.data, next + 4), next + 6);
      }
    }
  }

  /** Direction and traffic type, path, circuit; type 2 is LLC (RFC 2684). */
  private static void sunAtm(Packet p, int at) {
    if (p.has(at, 4, Defect.LINK_TRUNCATED) && (p.data[at] & 0x0f) == 2) {
      LinkLayer.llc(p, at + 4);
    }
  }
}
