// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import java.io.ByteArrayOutputStream;

/** Writes messages of protocol buffers for tests. */
final class WrittenMessage {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WrittenMessage number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  WrittenMessage bytes(int field, int... value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    for (int b : value) {
      out.write(b);
    }
    return this;
  }

  private void varint(long value) {
    long left = value;
    while (left >>> 7 != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  byte[] plain() {
    return out.toByteArray();
  }

  /** Behind its length. */
  byte[] delimited() {
    WrittenMessage framed = new WrittenMessage();
    framed.varint(out.size());
    framed.out.writeBytes(plain());
    return framed.plain();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
