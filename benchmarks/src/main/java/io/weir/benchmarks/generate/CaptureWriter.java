// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a pcap file of Ethernet frames, in microseconds and little endian. */
final class CaptureWriter implements AutoCloseable {
  private static final int MAGIC = 0xa1b2c3d4;
  private static final int SNAP_LENGTH = 262_144;
  private static final int ETHERNET = 1;

  private final OutputStream out;
  private final byte[] bytes = new byte[24];
  private final ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  CaptureWriter(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    header.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putLong(0);
    write(header.putInt(SNAP_LENGTH).putInt(ETHERNET));
  }

  /**
   * Writes a packet.
   *
   * @param time microseconds since 1970
   * @param length on the wire
   */
  void packet(long time, byte[] packet, int length) throws IOException {
    header.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000));
    write(header.putInt(packet.length).putInt(length));
    out.write(packet);
    written += packet.length;
  }

  private void write(ByteBuffer filled) throws IOException {
    out.write(bytes, 0, filled.position());
    written += filled.position();
    filled.clear();
  }

  long written() {
    return written;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
