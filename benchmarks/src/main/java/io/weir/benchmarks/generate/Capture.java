// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of a pcap file of Ethernet frames, in microseconds and little endian, as most are.
 */
record Capture(List<Packet> packets) {
  /**
   * A packet.
   *
   * @param time microseconds since 1970
   * @param length on the wire
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Packet(byte[] bytes, long time, int length) {}

  private static final int MAGIC = 0xa1b2c3d4;
  private static final int HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET = 1;
  private static final int LONGEST = 65_535;

  /**
   * Reads a file; one of another kind has no packets, and a damaged one those before the damage.
   */
  static Capture read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Packet> packets = new ArrayList<>();
    if (in.remaining() >= HEADER && in.getInt(0) == MAGIC && in.getInt(20) == ETHERNET) {
      in.position(HEADER);
      while (in.remaining() >= RECORD_HEADER) {
        long seconds = Integer.toUnsignedLong(in.getInt());
        long micros = Integer.toUnsignedLong(in.getInt());
        int captured = in.getInt();
        int length = in.getInt();
        if (captured < 0 || captured > Math.min(LONGEST, in.remaining())) {
          break;
        }
        byte[] packet = new byte[captured];
        in.get(packet);
        packets.add(new Packet(packet, seconds * 1_000_000 + micros, length));
      }
    }
    return new Capture(packets);
  }
}
