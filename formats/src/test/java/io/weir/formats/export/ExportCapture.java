// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds captures of NetFlow datagrams, and the datagrams. */
final class ExportCapture {
  static final int UPTIME = 100_000;
  static final int SECONDS = 1_700_000_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ExportCapture() {
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    out.writeBytes(head.putInt(65_535).putInt(101).array());
  }

  /** Adds a UDP datagram from 192.0.2.X to port 2055. */
  ExportCapture add(int sender, byte[] payload) {
    int length = 28 + payload.length;
    ByteBuffer packet = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(SECONDS).putInt(0).putInt(length).putInt(length).order(ByteOrder.BIG_ENDIAN);
    packet.putShort((short) 0x4500).putShort((short) length).putInt(0);
    packet.putShort((short) 0x4011).putShort((short) 0);
    packet.putInt(0xc0000200 | sender).putInt(0xc0000263);
    packet.putShort((short) 40_000).putShort((short) 2055);
    packet.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    out.writeBytes(packet.array());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A v5 datagram with one flow of so many bytes, from port 443 to 50000. */
  static byte[] v5(int bytes) {
    ByteBuffer datagram = ByteBuffer.allocate(72).putShort((short) 5).putShort((short) 1);
    datagram.putInt(UPTIME).putInt(SECONDS).putInt(0).putInt(0).putShort((short) 0);
    datagram.putShort((short) (0x4000 | 10));
    datagram.putInt(0x0a000001).putInt(0x0a000002).putInt(0).putShort((short) 3);
    datagram.putShort((short) 4).putInt(7).putInt(bytes).putInt(UPTIME - 2000);
    datagram.putInt(UPTIME - 500).putShort((short) 443).putShort((short) 50_000).put((byte) 0);
    datagram.put((byte) 0x1b).put((byte) 6).put((byte) 8).putShort((short) 65_001);
    return datagram.putShort((short) 0).put((byte) 24).put((byte) 16).array();
  }

  /** A v9 datagram of these sets. */
  static byte[] v9(int sequence, byte[]... sets) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(20).putShort((short) 9).putShort((short) sets.length);
    all.writeBytes(head.putInt(UPTIME).putInt(SECONDS).putInt(sequence).putInt(7).array());
    for (byte[] set : sets) {
      all.writeBytes(set);
    }
    return all.toByteArray();
  }

  /** A message of IPFIX of these sets. */
  static byte[] ipfix(int sequence, byte[]... sets) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int length = 16;
    for (byte[] set : sets) {
      length += set.length;
    }
    ByteBuffer head = ByteBuffer.allocate(16).putShort((short) 10).putShort((short) length);
    all.writeBytes(head.putInt(SECONDS).putInt(sequence).putInt(7).array());
    for (byte[] set : sets) {
      all.writeBytes(set);
    }
    return all.toByteArray();
  }

  /** An sFlow datagram: a sampled packet that the agent took apart, and counters of two kinds. */
  static byte[] sflow() {
    ByteBuffer all = ByteBuffer.allocate(28 + 8 + 32 + 40 + 8 + 12 + 96 + 12);
    all.putInt(5).putInt(1).putInt(0xc0000209).putInt(0).putInt(1).putInt(1000).putInt(2);
    all.putInt(1).putInt(32 + 40).putInt(1).putInt(3).putInt(512).putInt(0).putInt(0);
    all.putInt(3).putInt(4).putInt(1);
    all.putInt(3).putInt(32).putInt(60).putInt(17).putInt(0x0a000001).putInt(0x0a000002);
    all.putInt(53).putInt(50_000).putInt(0).putInt(0);
    all.putInt(2).putInt(12 + 96 + 12).putInt(9).putInt(3).putInt(2);
    all.putInt(1).putInt(88).putInt(3).putInt(6).putLong(1_000_000_000).putInt(1).putInt(3);
    all.putLong(5000).putInt(40).putInt(-1).putInt(2).putInt(0).putInt(0).putInt(0);
    all.putLong(7000).putInt(50).putInt(0).putInt(0).putInt(0).putInt(0).putInt(2);
    return all.putInt(2001).putInt(4).putInt(0x01020304).array();
  }

  static byte[] set(int id, int... shorts) {
    ByteBuffer set = ByteBuffer.allocate(4 + 2 * shorts.length);
    set.putShort((short) id).putShort((short) set.capacity());
    for (int value : shorts) {
      set.putShort((short) value);
    }
    return set.array();
  }
}
