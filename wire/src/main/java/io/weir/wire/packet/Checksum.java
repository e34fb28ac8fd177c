// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** The Internet checksum (RFC 1071) of a decoded packet's headers. */
public final class Checksum {
  private Checksum() {}

  /** False if the IPv4 header's checksum is wrong; true for IPv6, which has none. */
  public static boolean ipValid(Packet p) {
    if (p.ipVersion != 4) {
      return true;
    }
    int header = (p.data[p.ipAt] & 0xf) << 2;
    return p.ipAt + header > p.capturedEnd || fold(sum(p.data, p.ipAt, header)) == 0xffff;
  }

  /**
   * False if the checksum of TCP, UDP, ICMP or ICMPv6 is wrong. True where it can't be known: the
   * packet was cut, is a fragment, has a defect, is another protocol, or is UDP over IPv4 without.
   */
  public static boolean transportValid(Packet p) {
    int at = p.ipPayloadAt;
    int length = p.ipAt + p.ipLength - at;
    if (!p.transport || p.fragment() || length <= 0 || at + length > p.capturedEnd) {
      return true;
    }
    return switch (p.protocol) {
      case TransportLayer.TCP, TransportLayer.ICMPV6 ->
          fold(pseudoHeader(p, length) + sum(p.data, at, length)) == 0xffff;
      case TransportLayer.UDP -> udpValid(p, at, length);
      case TransportLayer.ICMP -> fold(sum(p.data, at, length)) == 0xffff;
      default -> true;
    };
  }

  private static boolean udpValid(Packet p, int at, int length) {
    boolean none = p.ipVersion == 4 && BigEndian.u16(p.data, at + 6) == 0;
    return none || fold(pseudoHeader(p, length) + sum(p.data, at, length)) == 0xffff;
  }

  private static long pseudoHeader(Packet p, int length) {
    return sum(p.data, p.sourceAt(), 2 * p.addressLength()) + length + p.protocol;
  }

  /** Sum of big-endian 16-bit words; an odd last byte counts as the upper half of a word. */
  private static long sum(byte[] data, int from, int length) {
    long sum = 0;
    int at = from;
    int end = from + length;
    for (; at + 4 <= end; at += 4) {
      sum += BigEndian.u32(data, at);
    }
    if (at + 2 <= end) {
      sum += BigEndian.u16(data, at);
      at += 2;
    }
    if (at < end) {
      sum += (long) BigEndian.u8(data, at) << 8;
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }
}
