// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** IPv4 (RFC 791) and IPv6 with its extension headers (RFC 8200). */
final class InternetLayer {
  /** RFC 8200 §4.1 recommends each header once (destination options twice): far below this. */
  private static final int MAX_EXTENSIONS = 12;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int MOBILITY = 135;
  private static final int HIP = 139;
  private static final int SHIM6 = 140;

  private InternetLayer() {}

  static void decode(Packet p, int at) {
    if (!p.has(at, 1, Defect.IP_TRUNCATED)) {
      return;
    }
    int version = p.data[at] >> 4 & 0xf;
    if (version == 4) {
      version4(p, at);
    } else if (version == 6) {
      version6(p, at);
    } else {
      p.fail(Defect.IP_VERSION, at);
    }
  }

  private static void version4(Packet p, int at) {
    if (!p.has(at, 20, Defect.IP_TRUNCATED)) {
      return;
    }
    byte[] data = p.data;
    int header = (data[at] & 0xf) << 2;
    int onWire = p.wireEnd - at;
    int total = BigEndian.u16(data, at + 2);
    if (total == 0) { // segmentation offload leaves the length to the network card
      total = onWire;
    }
    p.ipVersion = 4;
    p.ipAt = at;
    p.ipLength = total;
    p.trafficClass = data[at + 1] & 0xff;
    p.ipId = BigEndian.u16(data, at + 4);
    int fragment = BigEndian.u16(data, at + 6);
    p.fragmentOffset = (fragment & 0x1fff) << 3;
    p.moreFragments = (fragment & 0x2000) != 0;
    p.dontFragment = (fragment & 0x4000) != 0;
    p.ttl = data[at + 8] & 0xff;
    p.protocol = data[at + 9] & 0xff;
    p.ipPayloadAt = at + header;
    if (header < 20 || header > total) {
      p.fail(Defect.IP_HEADER_LENGTH, at);
      return;
    }
    if (total > onWire) {
      p.fail(Defect.IP_LENGTH, at + 2);
    }
    if (p.fragmentOffset == 0) {
      upper4(p);
    }
  }

  private static void upper4(Packet p) {
    if (p.protocol == AUTHENTICATION && !authentication(p)) {
      return;
    }
    TransportLayer.decode(p);
  }

  /** Skips an authentication header (RFC 4302) behind IPv4; false if it is beyond the packet. */
  private static boolean authentication(Packet p) {
    int at = p.ipPayloadAt;
    if (!p.has(at, 8, Defect.IP_TRUNCATED)) {
      return false;
    }
    int next = at + ((BigEndian.u8(p.data, at + 1) + 2) << 2);
    if (next > p.ipAt + p.ipLength) {
      p.fail(Defect.IP_EXTENSION, at);
      return false;
    }
    p.protocol = BigEndian.u8(p.data, at);
    p.ipPayloadAt = next;
    return true;
  }

  private static void version6(Packet p, int at) {
    if (!p.has(at, 40, Defect.IP_TRUNCATED)) {
      return;
    }
    byte[] data = p.data;
    int onWire = p.wireEnd - at;
    int payload = BigEndian.u16(data, at + 4);
    int next = data[at + 6] & 0xff;
    p.ipVersion = 6;
    p.ipAt = at;
    p.ipLength = 40 + payload;
    p.trafficClass = (BigEndian.u16(data, at) >> 4) & 0xff;
    p.ipId = 0;
    p.dontFragment = false;
    p.ttl = data[at + 7] & 0xff;
    p.protocol = next;
    p.ipPayloadAt = at + 40;
    if (payload == 0 && (next == HOP_BY_HOP || next == 6 || next == 17)) {
      p.ipLength = Math.max(40, onWire); // a jumbogram (RFC 2675) or segmentation offload
    } else if (p.ipLength > onWire) {
      p.fail(Defect.IP_LENGTH, at + 4);
    }
    if (extensions(p) && p.fragmentOffset == 0) {
      TransportLayer.decode(p);
    }
  }

  /** Walks the extension headers; false if they end badly. */
  private static boolean extensions(Packet p) {
    byte[] data = p.data;
    int end = p.ipAt + p.ipLength;
    for (int i = 0; i < MAX_EXTENSIONS; i++) {
      int at = p.ipPayloadAt;
      int length;
      switch (p.protocol) {
        case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HIP, SHIM6 -> {
          if (!p.has(at, 8, Defect.IP_TRUNCATED)) {
            return false;
          }
          length = ((data[at + 1] & 0xff) + 1) << 3;
        }
        case AUTHENTICATION -> {
          if (!p.has(at, 8, Defect.IP_TRUNCATED)) {
            return false;
          }
          length = ((data[at + 1] & 0xff) + 2) << 2;
        }
        case FRAGMENT -> {
          if (!p.has(at, 8, Defect.IP_TRUNCATED)) {
            return false;
          }
          length = 8;
          fragment(p, at);
        }
        default -> {
          return true;
        }
      }
      if (at + length > end) {
        p.fail(Defect.IP_EXTENSION, at);
        return false;
      }
      p.protocol = data[at] & 0xff;
      p.ipPayloadAt = at + length;
      if (p.fragmentOffset != 0) {
        return true; // what follows belongs to the middle of the datagram
      }
    }
    p.fail(Defect.IP_EXTENSION, p.ipPayloadAt);
    return false;
  }

  private static void fragment(Packet p, int at) {
    int field = BigEndian.u16(p.data, at + 2);
    p.fragmentOffset = field & 0xfff8;
    p.moreFragments = (field & 1) != 0;
    p.ipId = BigEndian.i32(p.data, at + 4);
    p.fragmentHeaderAt = at;
  }
}
