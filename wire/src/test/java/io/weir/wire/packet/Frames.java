// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds frames for tests, layer by layer, from the inside out. */
final class Frames {
  private static final byte[] CLIENT = {10, 0, 0, 1};
  private static final byte[] SERVER = {(byte) 192, 0, 2, 7};

  private Frames() {}

  /** Hexadecimal text, blanks allowed, to bytes. */
  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  static byte[] u32(int value) {
    return join(u16(value >>> 16), u16(value));
  }

  static byte[] ethernet(int type, byte[] payload) {
    return join(hex("020000000002 020000000001"), u16(type), payload);
  }

  /** IPv4 from 10.0.0.1 to 192.0.2.7, TTL 64, id 0x1234. */
  static byte[] ipv4(int protocol, byte[] payload) {
    return ipv4(protocol, 0x1234, 0, payload);
  }

  static byte[] ipv4(int protocol, int id, int fragmentField, byte[] payload) {
    return join(
        hex("4500"),
        u16(20 + payload.length),
        u16(id),
        u16(fragmentField),
        new byte[] {64, (byte) protocol},
        u16(0),
        CLIENT,
        SERVER,
        payload);
  }

  /** IPv6 from 2001:db8::1 to 2001:db8::2, hop limit 63. */
  static byte[] ipv6(int next, byte[] payload) {
    return join(
        hex("60000000"),
        u16(payload.length),
        new byte[] {(byte) next, 63},
        hex("20010db8000000000000000000000001"),
        hex("20010db8000000000000000000000002"),
        payload);
  }

  static byte[] udp(int from, int to, byte[] payload) {
    return join(u16(from), u16(to), u16(8 + payload.length), u16(0), payload);
  }

  static byte[] tcp(int from, int to, int sequence, int flags, byte[] payload) {
    return join(
        u16(from),
        u16(to),
        u32(sequence),
        u32(77),
        u16(0x5000 | flags),
        u16(8192),
        u32(0),
        payload);
  }

  static Packet decode(int linkType, byte[] frame) {
    Packet packet = new Packet();
    PacketDecoder.decode(frame, 0, frame.length, frame.length, linkType, packet);
    return packet;
  }

  static Packet decodeEthernet(byte[] frame) {
    return decode(LinkType.ETHERNET, frame);
  }

  /** "udp 10.0.0.1:1000 > 192.0.2.7:53 'payload'", or why not. */
  static String summary(Packet p) {
    if (p.defect() != null) {
      return p.defect() + "@" + p.defectOffset();
    }
    if (!p.hasIp()) {
      return "not IP, type " + Integer.toHexString(p.etherType());
    }
    String from = IpText.toString(p.data(), p.sourceAt(), p.addressLength());
    String to = IpText.toString(p.data(), p.destinationAt(), p.addressLength());
    String body =
        new String(p.data(), p.payloadAt(), p.payloadCaptured(), StandardCharsets.ISO_8859_1);
    return "%d %s:%d > %s:%d '%s'"
        .formatted(p.protocol(), from, p.sourcePort(), to, p.destinationPort(), body);
  }
}
