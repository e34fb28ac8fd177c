// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/**
 * The packets of a pcap file (draft-ietf-opsawg-pcap): either byte order, micro- or nanoseconds,
 * the modified format of old Linux tools (magic a1b2cd34), files joined end to end.
 */
final class PcapFile extends CaptureFile {
  static final int HEADER = 24;
  static final int MICROS = 0xa1b2c3d4;
  static final int NANOS = 0xa1b23c4d;
  static final int MODIFIED = 0xa1b2cd34;

  private static final int RECORD_HEADER = 16;
  private static final int MODIFIED_RECORD_HEADER = 24;

  /** The largest snapshot length of common tools; some write a smaller one than they keep. */
  private static final int USUAL_SNAPLEN = 262_144;

  /** Around a broken place, packets this far apart in time are still believed. */
  private static final long PLAUSIBLE_SECONDS = 86_400;

  /** Records in a row that must look right before reading goes on behind a broken place. */
  private static final int CHAIN = 3;

  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private int magic;
  private int recordHeader;
  private int nanosPerUnit;
  private int maxCaptured;
  private boolean lengthsSwapped;
  private long lastSeconds = -1;

  PcapFile(InputFile file, InputStream in, CaptureBuffer buffer, Rejects rejects)
      throws IOException {
    super(file, in, buffer, rejects);
    if (buffer.require(HEADER)) {
      header();
    } else {
      rejectRest("the file ends inside its header");
    }
  }

  /** The byte order a pcap file with this magic is in, or null if it is none. */
  static boolean isMagic(int big) {
    int little = Integer.reverseBytes(big);
    return known(big) || known(little);
  }

  private static boolean known(int magic) {
    return magic == MICROS || magic == NANOS || magic == MODIFIED;
  }

  private void header() {
    int big = buffer.i32(0, ByteOrder.BIG_ENDIAN);
    order = known(big) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    magic = buffer.i32(0, order);
    int minor = CaptureBuffer.u16(buffer.data(), buffer.at() + 6, order);
    int snaplen = buffer.i32(16, order);
    linkType = buffer.i32(20, order) & 0xffff; // above: the length of checksums behind frames
    recordHeader = magic == MODIFIED ? MODIFIED_RECORD_HEADER : RECORD_HEADER;
    nanosPerUnit = magic == NANOS ? 1 : 1000;
    boolean sane = snaplen > 0 && snaplen <= MAX_CAPTURED;
    maxCaptured = sane ? Math.max(snaplen, USUAL_SNAPLEN) : USUAL_SNAPLEN;
    lengthsSwapped = minor < 3; // before version 2.3 the lengths were the other way round
    buffer.skip(HEADER);
  }

  @Override
  boolean next() throws IOException {
    while (buffer.require(recordHeader) && magic != 0) {
      if (buffer.i32(0, order) == magic && buffer.require(HEADER) && anotherHeader()) {
        header();
        continue;
      }
      int first = buffer.i32(8, order);
      int second = buffer.i32(12, order);
      captured = lengthsSwapped ? second : first;
      wire = lengthsSwapped ? first : second;
      if (captured < 0 || captured > maxCaptured) {
        reject("a packet header is invalid");
        resynchronise();
        continue;
      }
      if (!buffer.require(recordHeader + captured)) {
        break;
      }
      lastSeconds = buffer.i32(0, order) & 0xffff_ffffL;
      nanos = lastSeconds * 1_000_000_000L + fraction();
      packetAt = buffer.at() + recordHeader;
      wire = wire < 0 ? captured : wire;
      buffer.skip(recordHeader + captured);
      return true;
    }
    if (magic != 0) {
      rejectRest("the file ends inside a packet");
    }
    return false;
  }

  private long fraction() {
    return (buffer.i32(4, order) & 0xffff_ffffL) * nanosPerUnit;
  }

  /** True if a file header (version 2) begins here: files were joined. */
  private boolean anotherHeader() {
    return CaptureBuffer.u16(buffer.data(), buffer.at() + 4, order) == 2
        && CaptureBuffer.u16(buffer.data(), buffer.at() + 6, order) <= 4;
  }

  /** Looks for the next place where several records in a row look right. */
  private void resynchronise() throws IOException {
    buffer.skip(1);
    while (buffer.require(recordHeader)) {
      if (plausible()) {
        return;
      }
      buffer.skip(1);
    }
    buffer.skip(buffer.available());
  }

  private boolean plausible() throws IOException {
    int ahead = 0;
    for (int i = 0; i < CHAIN; i++) {
      if (!buffer.require(ahead + recordHeader)) {
        return i > 0 && buffer.available() == ahead;
      }
      long seconds = buffer.i32(ahead, order) & 0xffff_ffffL;
      long units = buffer.i32(ahead + 4, order) & 0xffff_ffffL;
      int kept = buffer.i32(ahead + (lengthsSwapped ? 12 : 8), order);
      int full = buffer.i32(ahead + (lengthsSwapped ? 8 : 12), order);
      boolean time = lastSeconds < 0 || Math.abs(seconds - lastSeconds) <= PLAUSIBLE_SECONDS;
      boolean lengths = kept > 0 && kept <= maxCaptured && full >= kept && full <= MAX_CAPTURED;
      if (!time || !lengths || units * nanosPerUnit >= 1_000_000_000L) {
        return false;
      }
      ahead += recordHeader + kept;
    }
    return true;
  }
}
