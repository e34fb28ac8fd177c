// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the packets of one capture file. What is broken is told to {@link Rejects}; reading goes on
 * behind it where that can be found. The packet's bytes are valid until the next call of {@link
 * #next()}.
 */
abstract class CaptureFile implements AutoCloseable {
  /** No real packet is longer; a longer one is a broken header. */
  static final int MAX_CAPTURED = 16 << 20;

  /** How much of a reject is kept. */
  private static final int KEPT = 256;

  final CaptureBuffer buffer;
  private final InputFile file;
  private final InputStream in;
  private final Rejects rejects;

  private boolean isEndTold;

  int packetAt;
  int captured;
  int wire;
  int linkType;
  long nanos;

  CaptureFile(InputFile file, InputStream in, CaptureBuffer buffer, Rejects rejects) {
    this.file = file;
    this.in = in;
    this.buffer = buffer;
    this.rejects = rejects;
  }

  /** Opens a capture, which {@link CaptureHead} recognised. */
  static CaptureFile open(InputFile file, Rejects rejects) throws IOException {
    InputStream in = file.open(0);
    try {
      CaptureBuffer buffer = new CaptureBuffer(in);
      buffer.require(PcapFile.HEADER);
      boolean ng = buffer.available() >= 4 && PcapNgFile.isMagic(buffer.data(), buffer.at());
      return ng
          ? new PcapNgFile(file, in, buffer, rejects)
          : new PcapFile(file, in, buffer, rejects);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Goes to the next packet; false at the end of the file. */
  abstract boolean next() throws IOException;

  /** The bytes that hold the packet. */
  final byte[] data() {
    return buffer.data();
  }

  /** Content bytes consumed. */
  final long bytesRead() {
    return buffer.offset();
  }

  /** Where in the content the packet's bytes begin. */
  final long packetOffset() {
    return buffer.offset() - captured;
  }

  final InputFile file() {
    return file;
  }

  /** Tells of a broken place that begins at the buffer's position. */
  final void reject(String reason) {
    int length = Math.min(KEPT, buffer.available());
    rejects.reject(file, buffer.offset(), reason, buffer.data(), buffer.at(), length);
  }

  /**
   * Tells, once, why the file ends where it should not: its damage, or else the reason when bytes
   * are left.
   */
  final void rejectRest(String reason) {
    String damage = buffer.damage();
    if (!isEndTold && (damage != null || buffer.available() > 0)) {
      isEndTold = true;
      reject(damage == null ? reason : damage);
    }
    buffer.skip(buffer.available());
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
