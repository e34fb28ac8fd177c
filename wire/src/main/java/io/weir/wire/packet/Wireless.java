// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** IEEE 802.11 data frames, with the headers that capture tools put in front of them. */
final class Wireless {
  private Wireless() {}

  static void decode(Packet p, int linkType, int at) {
    switch (linkType) {
      case LinkType.IEEE802_11_RADIOTAP -> radiotap(p, at);
      case LinkType.IEEE802_11_PRISM -> prism(p, at);
      case LinkType.IEEE802_11_AVS -> behind(p, at, 4);
      case LinkType.IEEE802_11_SWAPPED -> swapped(p, at);
      default -> frame(p, at, false);
    }
  }

  /** Radiotap: little-endian length at offset 2; of its fields only the pad flag is of interest. */
  private static void radiotap(Packet p, int at) {
    if (!p.has(at, 8, Defect.LINK_TRUNCATED)) {
      return;
    }
    int length = Short.toUnsignedInt(Short.reverseBytes((short) BigEndian.u16(p.data, at + 2)));
    if (length < 8) {
      p.fail(Defect.LINK_INVALID, at + 2);
    } else if (p.has(at, length, Defect.LINK_TRUNCATED)) {
      frame(p, at + length, padded(p, at, length));
    }
  }

  /** True if the flags field (presence bit 1) says the body is aligned to four bytes. */
  private static boolean padded(Packet p, int at, int length) {
    int present = Integer.reverseBytes(BigEndian.i32(p.data, at + 4));
    int fields = at + 8;
    int words = present;
    while (words < 0 && fields + 4 <= at + length) { // bit 31: another presence word follows
      words = Integer.reverseBytes(BigEndian.i32(p.data, fields));
      fields += 4;
    }
    if ((present & 2) == 0) {
      return false;
    }
    if ((present & 1) != 0) { // the TSFT before it: eight bytes, aligned to eight
      fields = at + (fields - at + 7 & ~7) + 8;
    }
    return fields < at + length && (p.data[fields] & 0x20) != 0;
  }

  private static void prism(Packet p, int at) {
    if (!p.has(at, 8, Defect.LINK_TRUNCATED)) {
      return;
    }
    if ((BigEndian.i32(p.data, at) & 0xffff_f000) == 0x8021_1000) { // an AVS header after all
      behind(p, at, 4);
    } else {
      frame(p, at + 144, false);
    }
  }

  private static void behind(Packet p, int at, int lengthAt) {
    if (!p.has(at, 8, Defect.LINK_TRUNCATED)) {
      return;
    }
    int length = BigEndian.i32(p.data, at + lengthAt);
    if (length < 8 || length > p.wireLength()) {
      p.fail(Defect.LINK_INVALID, at + lengthAt);
    } else {
      frame(p, at + length, false);
    }
  }

  private static void swapped(Packet p, int at) {
    if (p.has(at, 2, Defect.LINK_TRUNCATED)) {
      frame(p, at, BigEndian.u8(p.data, at + 1), BigEndian.u8(p.data, at), false);
    }
  }

  private static void frame(Packet p, int at, boolean padded) {
    if (p.has(at, 2, Defect.LINK_TRUNCATED)) {
      frame(p, at, BigEndian.u8(p.data, at), BigEndian.u8(p.data, at + 1), padded);
    }
  }

  private static void frame(Packet p, int at, int control, int flags, boolean padded) {
    boolean data = (control & 0x0c) == 0x08 && (control & 0x40) == 0; // with a body
    if (!data || (flags & 0x40) != 0) { // encrypted
      return;
    }
    int header = (flags & 3) == 3 ? 30 : 24;
    boolean aggregated = false;
    if ((control & 0x80) != 0) { // quality of service
      if (!p.has(at, header + 2, Defect.LINK_TRUNCATED)) {
        return;
      }
      aggregated = (p.data[at + header] & 0x80) != 0;
      header += (flags & 0x80) != 0 ? 6 : 2; // the order bit adds the HT control field
    }
    int body = at + (padded ? header + 3 & ~3 : header);
    LinkLayer.llc(p, aggregated ? body + 14 : body);
  }
}
