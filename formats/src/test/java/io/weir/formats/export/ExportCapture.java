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

  static byte[] set(int id, int... shorts) {
    ByteBuffer set = ByteBuffer.allocate(4 + 2 * shorts.length);
    set.putShort((short) id).putShort((short) set.capacity());
    for (int value : shorts) {
      set.putShort((short) value);
    }
    return set.array();
  }
}
