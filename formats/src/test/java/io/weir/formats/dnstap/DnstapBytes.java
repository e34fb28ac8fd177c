// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds files of dnstap. */
final class DnstapBytes {
  private static final byte[] CONTENT_TYPE =
      "protobuf:dnstap.Dnstap".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLIENT = {10, 0, 0, 1};
  private static final byte[] SERVER = {10, 0, 0, 53};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  DnstapBytes() {
    ByteBuffer start = ByteBuffer.allocate(12 + 8 + CONTENT_TYPE.length);
    start.putInt(0).putInt(start.capacity() - 8).putInt(2);
    out.writeBytes(start.putInt(1).putInt(CONTENT_TYPE.length).put(CONTENT_TYPE).array());
  }

  /** Adds a message from port 4000 to port 53 about a.test, in the class of types given. */
  DnstapBytes message(int type, int seconds, int nanos, byte[] dns) {
    return message(type, seconds, nanos, dns, true);
  }

  /** The same, of a server that does not tell its own address and port. */
  DnstapBytes messageOfClient(int type, int seconds, int nanos, byte[] dns) {
    return message(type, seconds, nanos, dns, false);
  }

  private DnstapBytes message(int type, int seconds, int nanos, byte[] dns, boolean isServerTold) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean isResponse = type % 2 == 0;
    varint(body, 1, type);
    varint(body, 2, 1);
    varint(body, 3, 1);
    bytes(body, 4, CLIENT);
    varint(body, 6, 4000);
    if (isServerTold) {
      bytes(body, 5, SERVER);
      varint(body, 7, 53);
    }
    varint(body, isResponse ? 12 : 8, seconds);
    key(body, isResponse ? 13 : 9, 5);
    for (int shift = 0; shift < 32; shift += 8) {
      body.write(nanos >>> shift);
    }
    bytes(body, isResponse ? 14 : 10, dns);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    bytes(frame, 1, "ns".getBytes(StandardCharsets.US_ASCII));
    bytes(frame, 14, body.toByteArray());
    varint(frame, 15, 1);
    return frame(frame.toByteArray());
  }

  DnstapBytes frame(byte[] payload) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(payload.length).array());
    out.writeBytes(payload);
    return this;
  }

  DnstapBytes stop() {
    out.writeBytes(ByteBuffer.allocate(12).putInt(0).putInt(4).putInt(3).array());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A query for the addresses of a.test. */
  static byte[] query(int id) {
    return dns(id, 0x0100, 0);
  }

  /** A response with 192.0.2.7. */
  static byte[] response(int id) {
    return dns(id, 0x8580, 1);
  }

  private static byte[] dns(int id, int flags, int answers) {
    ByteBuffer dns = ByteBuffer.allocate(24 + 16 * answers).putShort((short) id);
    dns.putShort((short) flags).putShort((short) 1).putShort((short) answers).putInt(0);
    dns.put(new byte[] {1, 'a', 4, 't', 'e', 's', 't', 0, 0, 1, 0, 1});
    if (answers > 0) {
      dns.put(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 7});
    }
    return dns.array();
  }

  private static void key(ByteArrayOutputStream to, int field, int kind) {
    to.write(field << 3 | kind);
  }

  private static void varint(ByteArrayOutputStream to, int field, long value) {
    key(to, field, 0);
    plain(to, value);
  }

  private static void plain(ByteArrayOutputStream to, long value) {
    long rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      to.write((int) ((rest & 0x7f) | 0x80));
    }
    to.write((int) rest);
  }

  private static void bytes(ByteArrayOutputStream to, int field, byte[] value) {
    key(to, field, 2);
    plain(to, value.length);
    to.writeBytes(value);
  }
}
