// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds captures for tests: files and the packets in them. */
final class CaptureBuilder {
  static final int SYN = 2;
  static final int ACK = 16;
  static final int FIN = 1;
  static final int RST = 4;

  private static final long START = 1_700_000_000_000_000_000L;

  private final ByteOrder order;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CaptureBuilder(ByteOrder order) {
    this.order = order;
  }

  /** A pcap file of raw IP packets, little endian, microseconds. */
  static CaptureBuilder pcap() {
    return pcap(PcapFile.MICROS, ByteOrder.LITTLE_ENDIAN, 101);
  }

  static CaptureBuilder pcap(int magic, ByteOrder order, int linkType) {
    CaptureBuilder capture = new CaptureBuilder(order);
    return capture.i32(magic).i16(2).i16(4).i32(0).i32(0).i32(65_535).i32(linkType);
  }

  /** A pcapng file with its section header. */
  static CaptureBuilder pcapng(ByteOrder order) {
    return new CaptureBuilder(order).section();
  }

  CaptureBuilder section() {
    return i32(0x0a0d0d0a).i32(28).i32(0x1a2b3c4d).i16(1).i16(0).i32(-1).i32(-1).i32(28);
  }

  /** An interface of raw IP packets; {@code options} whole. */
  CaptureBuilder interfaceBlock(byte... options) {
    int length = 20 + options.length;
    return i32(1).i32(length).i16(101).i16(0).i32(0).raw(options).i32(length);
  }

  CaptureBuilder enhanced(int interfaceNumber, long units, byte[] packet) {
    int padding = -packet.length & 3;
    int length = 32 + packet.length + padding;
    i32(6).i32(length).i32(interfaceNumber).i32((int) (units >>> 32)).i32((int) units);
    i32(packet.length).i32(packet.length);
    return raw(packet).raw(new byte[padding]).i32(length);
  }

  CaptureBuilder simple(byte[] packet) {
    int padding = -packet.length & 3;
    int length = 16 + packet.length + padding;
    i32(3).i32(length).i32(packet.length);
    return raw(packet).raw(new byte[padding]).i32(length);
  }

  CaptureBuilder block(int type, byte[] body) {
    int length = 12 + body.length;
    return i32(type).i32(length).raw(body).i32(length);
  }

  /** A record of a pcap file, {@code millis} after the first second of the test's time. */
  CaptureBuilder packet(long millis, byte[] packet) {
    long nanos = START + millis * 1_000_000;
    i32((int) (nanos / 1_000_000_000)).i32((int) (nanos % 1_000_000_000 / 1000));
    return i32(packet.length).i32(packet.length).raw(packet);
  }

  CaptureBuilder raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  CaptureBuilder i32(int value) {
    return raw(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }

  CaptureBuilder i16(int value) {
    return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A TCP packet: "1" is 10.0.0.1, "2" is 10.0.0.2; ports as given. */
  static byte[] tcp(
      int from, int fromPort, int to, int toPort, int sequence, int ack, int flags, String data) {
    byte[] payload = data.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length);
    tcp.putShort((short) fromPort).putShort((short) toPort).putInt(sequence).putInt(ack);
    tcp.putShort((short) (0x5000 | flags)).putShort((short) 8192).putInt(0).put(payload);
    return ip(6, from, to, tcp.array());
  }

  static byte[] udp(int from, int fromPort, int to, int toPort, String data) {
    return udp(from, fromPort, to, toPort, data.getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] udp(int from, int fromPort, int to, int toPort, byte[] payload) {
    ByteBuffer udp = ByteBuffer.allocate(8 + payload.length);
    udp.putShort((short) fromPort).putShort((short) toPort);
    udp.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    return ip(17, from, to, udp.array());
  }

  /** A fragment of a packet: {@code from} and {@code to} count bytes behind its IP header. */
  static byte[] fragment(byte[] packet, int id, int from, int to) {
    byte[] fragment = new byte[20 + to - from];
    System.arraycopy(packet, 0, fragment, 0, 20);
    System.arraycopy(packet, 20 + from, fragment, 20, to - from);
    int more = 20 + to < packet.length ? 0x2000 : 0;
    ByteBuffer.wrap(fragment)
        .putShort(2, (short) fragment.length)
        .putShort(4, (short) id)
        .putShort(6, (short) (more | from / 8));
    return fragment;
  }

  static byte[] ip(int protocol, int from, int to, byte[] payload) {
    ByteBuffer ip = ByteBuffer.allocate(20 + payload.length);
    ip.putShort((short) 0x4500).putShort((short) (20 + payload.length)).putInt(0);
    ip.put((byte) 64).put((byte) protocol).putShort((short) 0);
    ip.putInt(10 << 24 | from).putInt(10 << 24 | to).put(payload);
    return ip.array();
  }
}
