// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds DNS messages byte by byte. */
final class DnsBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static DnsBytes header(int id, int flags, int questions, int answers, int authority, int more) {
    return new DnsBytes().u16(id).u16(flags).u16(questions).u16(answers).u16(authority).u16(more);
  }

  DnsBytes u8(int value) {
    out.write(value);
    return this;
  }

  DnsBytes u16(int value) {
    return u8(value >> 8).u8(value);
  }

  DnsBytes u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  DnsBytes bytes(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  DnsBytes hex(String hex) {
    return bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** A name of plain labels, dots between; the empty text is the root. */
  DnsBytes name(String name) {
    if (!name.isEmpty()) {
      for (String label : name.split("\\.", -1)) {
        label(label.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return u8(0);
  }

  DnsBytes label(byte... label) {
    return u8(label.length).bytes(label);
  }

  DnsBytes pointer(int target) {
    return u16(0xc000 | target);
  }

  DnsBytes question(String name, int type) {
    return name(name).u16(type).u16(1);
  }

  /** A record owned by the name at offset 12. */
  DnsBytes record(int type, long ttl, byte... data) {
    return pointer(12).u16(type).u16(1).u32(ttl).u16(data.length).bytes(data);
  }

  int length() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  static byte[] ofHex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
