// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static io.weir.wire.BigEndian.u8;

import io.weir.wire.ByteText;

/**
 * Domain names inside a message: skipping, checking and writing them (RFC 1035 §4.1.4, RFC 4343).
 *
 * <p>A compression pointer must point before the labels it continues, so every walk ends; a name
 * has at most 255 bytes on the wire.
 */
final class DnsNames {
  private static final int MAX_WIRE_LENGTH = 255;

  /** A name of 255 bytes has no more labels, so no honest name needs more pointers. */
  private static final int MAX_POINTERS = 127;

  private DnsNames() {}

  /**
   * The offset behind the name at {@code at}, without following its pointer; -1 when the name does
   * not end before {@code end} or has a label type that is none.
   */
  static int skip(byte[] data, int at, int end) {
    int next = at;
    while (next < end) {
      int label = u8(data, next);
      if (label == 0) {
        return next + 1;
      }
      if (label >= 0xc0) {
        return next + 2 <= end ? next + 2 : -1;
      }
      if (label >= 0x40) {
        return -1;
      }
      next += 1 + label;
      if (next - at >= MAX_WIRE_LENGTH) {
        return -1;
      }
    }
    return -1;
  }

  /** True if the whole name can be read: pointers go back, labels are inside, length is legal. */
  static boolean valid(byte[] data, int start, int end, int at) {
    int total = 1;
    int floor = at;
    int pointers = 0;
    int next = at;
    while (next < end) {
      int label = u8(data, next);
      if (label == 0) {
        return true;
      }
      if (label >= 0xc0) {
        if (next + 2 > end) {
          return false;
        }
        int target = start + ((label & 0x3f) << 8 | u8(data, next + 1));
        if (target >= floor || ++pointers > MAX_POINTERS) {
          return false;
        }
        floor = target;
        next = target;
        continue;
      }
      total += 1 + label;
      if (label >= 0x40 || total > MAX_WIRE_LENGTH) {
        return false;
      }
      next += 1 + label;
    }
    return false;
  }

  /** Writes a valid name without its final dot; the root as one dot. */
  static void write(byte[] data, int start, int at, NameCase letters, ByteText out) {
    int next = at;
    boolean first = true;
    while (true) {
      int label = u8(data, next);
      if (label == 0) {
        if (first) {
          out.append('.');
        }
        return;
      }
      if (label >= 0xc0) {
        next = start + ((label & 0x3f) << 8 | u8(data, next + 1));
        continue;
      }
      if (!first) {
        out.append('.');
      }
      first = false;
      writeLabel(data, next + 1, label, letters, out);
      next += 1 + label;
    }
  }

  /** Writes a valid name with its final dot. */
  static void writeAbsolute(byte[] data, int start, int at, ByteText out) {
    int from = out.length();
    write(data, start, at, NameCase.AS_WRITTEN, out);
    boolean root = out.length() == from + 1 && out.bytes()[from] == '.';
    if (!root) {
      out.append('.');
    }
  }

  private static void writeLabel(byte[] data, int at, int length, NameCase letters, ByteText out) {
    for (int i = at; i < at + length; i++) {
      int c = u8(data, i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
        out.append(c);
      } else if (c >= 'A' && c <= 'Z') {
        out.append(letters == NameCase.LOWER ? c + ('a' - 'A') : c);
      } else {
        writeRare(c, out);
      }
    }
  }

  private static void writeRare(int c, ByteText out) {
    if (c <= ' ' || c >= 0x7f) {
      out.append('\\').appendPadded(c, 3);
      return;
    }
    switch (c) {
      case '.', '\\', '"', ';', '(', ')', '@', '$' -> out.append('\\').append(c);
      default -> out.append(c);
    }
  }
}
