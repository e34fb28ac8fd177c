// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds a capture of IPv4 packets without link layer (link type 101), in nanoseconds. */
final class CaptureBytes {
  private static final int HEADER = 24;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long nanos = 1_700_000_000_000_000_000L;

  CaptureBytes() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(262144).putInt(101);
    out.writeBytes(header.array());
  }

  /** Lets time pass before the next packet. */
  CaptureBytes after(double seconds) {
    nanos += Math.round(seconds * 1e9);
    return this;
  }

  CaptureBytes udp(int from, int fromPort, int to, int toPort, byte... payload) {
    ByteBuffer udp = ByteBuffer.allocate(8 + payload.length);
    udp.putShort((short) fromPort).putShort((short) toPort);
    udp.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    return ip(17, from, to, udp.array());
  }

  CaptureBytes tcp(
      int from, int fromPort, int to, int toPort, int sequence, int flags, byte... payload) {
    ByteBuffer tcp = ByteBuffer.allocate(20 + payload.length);
    tcp.putShort((short) fromPort).putShort((short) toPort).putInt(sequence).putInt(1);
    tcp.put((byte) 0x50).put((byte) flags).putShort((short) 1000).putInt(0).put(payload);
    return ip(6, from, to, tcp.array());
  }

  CaptureBytes tcp(int from, int fromPort, int to, int toPort, int sequence, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    return tcp(from, fromPort, to, toPort, sequence, 0x18, bytes);
  }

  /** Addresses are 10.0.0.N. */
  private CaptureBytes ip(int protocol, int from, int to, byte[] payload) {
    ByteBuffer record =
        ByteBuffer.allocate(16 + 20 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt((int) (nanos / 1_000_000_000)).putInt((int) (nanos % 1_000_000_000));
    record.putInt(20 + payload.length).putInt(20 + payload.length);
    record.order(ByteOrder.BIG_ENDIAN);
    record.putShort((short) 0x4500).putShort((short) (20 + payload.length)).putInt(0);
    record.put((byte) 64).put((byte) protocol).putShort((short) 0);
    record.putInt(0x0a000000 | from).putInt(0x0a000000 | to).put(payload);
    out.writeBytes(record.array());
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** Bytes so far: where a capture can be cut in two. */
  int length() {
    return out.size();
  }

  /** A part of a capture as a capture of its own. */
  static byte[] part(byte[] capture, int from, int to) {
    ByteBuffer part = ByteBuffer.allocate(HEADER + to - from);
    part.put(capture, 0, HEADER).put(capture, from, to - from);
    return part.array();
  }
}
