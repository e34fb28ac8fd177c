// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of a pcapng file (draft-ietf-opsawg-pcapng): several sections of either byte order,
 * several interfaces with link types and clocks of their own.
 */
final class PcapNgFile extends CaptureFile {
  private static final int SECTION = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int MIN_BLOCK = 12;
  private static final int MAX_BLOCK = MAX_CAPTURED + (1 << 20);
  private static final int MAX_INTERFACES = 65_536;

  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private final List<Interface> interfaces = new ArrayList<>();

  /**
   * An interface that captured.
   *
   * @param snaplen 0 for no limit
   * @param power time stamps count units of 2^-power or 10^-power seconds
   */
  private record Interface(
      int linkType, int snaplen, boolean binary, int power, long offsetSeconds) {
    long nanos(long units) {
      long offset = offsetSeconds * 1_000_000_000L;
      if (binary) {
        long seconds = power >= 64 ? 0 : units >>> power;
        long rest = power >= 64 ? 0 : units - (seconds << power);
        return offset + seconds * 1_000_000_000L + (long) (rest * 1e9 / Math.pow(2, power));
      }
      long nanos = units;
      for (int i = power; i < 9; i++) {
        nanos *= 10;
      }
      for (int i = 9; i < power; i++) {
        nanos = Long.divideUnsigned(nanos, 10);
      }
      return offset + nanos;
    }
  }

  PcapNgFile(InputFile file, InputStream in, CaptureBuffer buffer, Rejects rejects) {
    super(file, in, buffer, rejects);
  }

  /** True if a section header's type begins here. */
  static boolean isMagic(byte[] data, int at) {
    return CaptureBuffer.i32(data, at, ByteOrder.BIG_ENDIAN) == SECTION;
  }

  @Override
  boolean next() throws IOException {
    while (buffer.require(MIN_BLOCK)) {
      if (isMagic(buffer.data(), buffer.at()) && !readByteOrder()) {
        reject("a section header is invalid");
        resynchronise();
        continue;
      }
      int type = buffer.i32(0, order);
      int length = buffer.i32(4, order);
      if (!plausibleLength(length)) {
        reject("a block's length is invalid");
        resynchronise();
        continue;
      }
      if (!buffer.require(length)) {
        break;
      }
      if (buffer.i32(length - 4, order) != length) {
        reject("a block's two lengths differ");
        resynchronise();
        continue;
      }
      boolean packet = block(type, length);
      buffer.skip(length);
      if (packet) {
        return true;
      }
    }
    rejectRest("the file ends inside a block");
    return false;
  }

  private static boolean plausibleLength(int length) {
    return length >= MIN_BLOCK && length <= MAX_BLOCK && (length & 3) == 0;
  }

  /** A section's byte order is told by the word behind its length. */
  private boolean readByteOrder() {
    if (buffer.i32(8, ByteOrder.BIG_ENDIAN) == BYTE_ORDER_MAGIC) {
      order = ByteOrder.BIG_ENDIAN;
      return true;
    }
    if (buffer.i32(8, ByteOrder.LITTLE_ENDIAN) == BYTE_ORDER_MAGIC) {
      order = ByteOrder.LITTLE_ENDIAN;
      return true;
    }
    return false;
  }

  /** Reads a block; true if it is a packet. */
  private boolean block(int type, int length) {
    switch (type) {
      case SECTION -> interfaces.clear(); // numbers of interfaces begin again
      case INTERFACE -> addInterface(length);
      case ENHANCED_PACKET -> {
        return length >= 32 && packet(buffer.i32(8, order), 12, 28, length);
      }
      case PACKET -> {
        int number = CaptureBuffer.u16(buffer.data(), buffer.at() + 8, order);
        return length >= 32 && packet(number, 12, 28, length);
      }
      case SIMPLE_PACKET -> {
        return length >= 16 && simplePacket(length);
      }
      default -> {} // names, statistics, secrets, comments: nothing a table asks for
    }
    return false;
  }

  private void addInterface(int length) {
    if (length < 20 || interfaces.size() >= MAX_INTERFACES) {
      reject("an interface block is invalid");
      return;
    }
    int type = CaptureBuffer.u16(buffer.data(), buffer.at() + 8, order);
    int snaplen = Math.max(0, buffer.i32(12, order));
    boolean binary = false;
    int power = 6;
    long offset = 0;
    int at = 16;
    while (at + 4 <= length - 4) {
      int code = CaptureBuffer.u16(buffer.data(), buffer.at() + at, order);
      int size = CaptureBuffer.u16(buffer.data(), buffer.at() + at + 2, order);
      if (code == 0 || at + 4 + size > length - 4) {
        break;
      }
      if (code == 9 && size >= 1) { // if_tsresol
        int resolution = buffer.data()[buffer.at() + at + 4];
        binary = resolution < 0;
        power = resolution & 0x7f;
      } else if (code == 14 && size >= 8) { // if_tsoffset
        offset = i64(at + 4);
      }
      at += 4 + ((size + 3) & ~3);
    }
    interfaces.add(new Interface(type, snaplen, binary, Math.min(power, 63), offset));
  }

  private long i64(int ahead) {
    long first = buffer.i32(ahead, order);
    long second = buffer.i32(ahead + 4, order);
    return order == ByteOrder.BIG_ENDIAN
        ? first << 32 | (second & 0xffff_ffffL)
        : second << 32 | (first & 0xffff_ffffL);
  }

  /** Time stamp (high word first), captured length, wire length follow each other. */
  private boolean packet(int number, int timeAt, int dataAt, int length) {
    if (number < 0 || number >= interfaces.size()) {
      reject("a packet names an interface that is not described");
      return false;
    }
    Interface on = interfaces.get(number);
    captured = buffer.i32(timeAt + 8, order);
    wire = buffer.i32(timeAt + 12, order);
    if (captured < 0 || captured > length - dataAt - 4) {
      reject("a packet is longer than its block");
      return false;
    }
    wire = wire < 0 ? captured : wire;
    linkType = on.linkType;
    long high = buffer.i32(timeAt, order) & 0xffff_ffffL;
    nanos = on.nanos(high << 32 | (buffer.i32(timeAt + 4, order) & 0xffff_ffffL));
    packetAt = buffer.at() + dataAt;
    return true;
  }

  /** Without a time: it keeps that of the packet before. */
  private boolean simplePacket(int length) {
    if (interfaces.isEmpty()) {
      reject("a packet names an interface that is not described");
      return false;
    }
    Interface on = interfaces.get(0);
    wire = buffer.i32(8, order);
    int room = length - 16;
    int kept = on.snaplen > 0 ? Math.min(on.snaplen, room) : room;
    captured = wire < 0 ? kept : Math.min(wire, kept);
    wire = wire < 0 ? captured : wire;
    linkType = on.linkType;
    packetAt = buffer.at() + 12;
    return true;
  }

  /** Looks for the next place where a block of a known type with matching lengths begins. */
  private void resynchronise() throws IOException {
    buffer.skip(1);
    while (buffer.require(MIN_BLOCK)) {
      int type = buffer.i32(0, order);
      int length = buffer.i32(4, order);
      boolean known = (type >= INTERFACE && type <= ENHANCED_PACKET) || type == SECTION;
      if (known && plausibleLength(length) && buffer.require(length)) {
        boolean section = type != SECTION || readByteOrder();
        if (section && buffer.i32(length - 4, order) == length) {
          return;
        }
      }
      buffer.skip(1);
    }
    buffer.skip(buffer.available());
  }
}
