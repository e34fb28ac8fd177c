// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Transport headers: TCP, UDP, ICMP, SCTP, DCCP, UDP-Lite; and the tunnels directly over IP. */
final class TransportLayer {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMPV6 = 58;

  private TransportLayer() {}

  static void decode(Packet p) {
    int at = p.ipPayloadAt;
    int length = p.ipAt + p.ipLength - at;
    switch (p.protocol) {
      case TCP -> tcp(p, at, length);
      case UDP -> udp(p, at, length);
      case ICMP -> icmp(p, at, length, IcmpPair.version4(u8(p, at)));
      case ICMPV6 -> icmp(p, at, length, IcmpPair.version6(u8(p, at)));
      case 33, 132 -> ports(p, at, length, 12); // DCCP, SCTP
      case 136 -> ports(p, at, length, 8); // UDP-Lite
      case 4, 41, 47 -> Tunnels.overIp(p, at);
      default -> {
        p.payloadAt = at;
        p.payloadLength = Math.max(0, length);
      }
    }
  }

  private static int u8(Packet p, int at) {
    return at < p.capturedEnd ? BigEndian.u8(p.data, at) : 0;
  }

  /** True if a header of {@code header} bytes is in the packet and was captured. */
  private static boolean complete(Packet p, int at, int length, int header) {
    if (length < header) {
      p.fail(Defect.TRANSPORT_TRUNCATED, at);
      return false;
    }
    return p.has(at, header, Defect.TRANSPORT_TRUNCATED);
  }

  private static void tcp(Packet p, int at, int length) {
    if (!complete(p, at, length, 20)) {
      cutPorts(p, at, length);
      return;
    }
    byte[] data = p.data;
    p.sourcePort = BigEndian.u16(data, at);
    p.destinationPort = BigEndian.u16(data, at + 2);
    p.sequence = BigEndian.i32(data, at + 4);
    p.acknowledgement = BigEndian.i32(data, at + 8);
    int offsetAndFlags = BigEndian.u16(data, at + 12);
    p.tcpFlags = offsetAndFlags & 0x1ff;
    p.window = BigEndian.u16(data, at + 14);
    p.transport = true;
    int header = offsetAndFlags >> 10 & 0x3c;
    if (header < 20 || header > length) {
      p.fail(Defect.TCP_HEADER_LENGTH, at + 12);
      return;
    }
    p.payloadAt = at + header;
    p.payloadLength = length - header;
  }

  private static void udp(Packet p, int at, int length) {
    if (!complete(p, at, length, 8)) {
      cutPorts(p, at, length);
      return;
    }
    byte[] data = p.data;
    p.sourcePort = BigEndian.u16(data, at);
    p.destinationPort = BigEndian.u16(data, at + 2);
    int stated = BigEndian.u16(data, at + 4);
    p.window = stated;
    p.transport = true;
    p.payloadAt = at + 8;
    p.payloadLength = length - 8;
    if (stated >= 8 && stated <= length) {
      p.payloadLength = stated - 8;
    } else if (stated != 0) { // 0: a jumbogram, or left to the network card
      p.fail(Defect.UDP_LENGTH, at + 4);
    }
    Tunnels.overUdp(p);
  }

  private static void icmp(Packet p, int at, int length, int answer) {
    if (!complete(p, at, length, 8)) {
      return;
    }
    p.sourcePort = BigEndian.u8(p.data, at);
    p.window = BigEndian.u8(p.data, at + 1);
    p.destinationPort = answer < 0 ? p.window : answer;
    p.transport = true;
    p.payloadAt = at + 8;
    p.payloadLength = length - 8;
  }

  private static void ports(Packet p, int at, int length, int header) {
    if (!complete(p, at, length, header)) {
      cutPorts(p, at, length);
      return;
    }
    p.sourcePort = BigEndian.u16(p.data, at);
    p.destinationPort = BigEndian.u16(p.data, at + 2);
    p.transport = true;
    p.payloadAt = at + header;
    p.payloadLength = length - header;
  }

  /** The ports alone are still worth having when the rest of the header was cut off. */
  private static void cutPorts(Packet p, int at, int length) {
    if (length >= 4 && at + 4 <= p.capturedEnd) {
      p.sourcePort = BigEndian.u16(p.data, at);
      p.destinationPort = BigEndian.u16(p.data, at + 2);
    }
  }
}
