// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Builds datagrams of NetFlow v9 and IPFIX, whatever they are meant to break. */
final class ExportDatagram {
  static final int UPTIME = 100_000;
  static final int SECONDS = 1_700_000_000;

  private final int sequence;
  private final int domain;
  private final ByteArrayOutputStream sets = new ByteArrayOutputStream();
  private int records;

  private ExportDatagram(int sequence, int domain) {
    this.sequence = sequence;
    this.domain = domain;
  }

  static ExportDatagram v9(int sequence, int domain) {
    return new ExportDatagram(sequence, domain);
  }

  /** A set of 16-bit numbers, of its true length. */
  ExportDatagram set(int id, int... shorts) {
    ByteBuffer body = ByteBuffer.allocate(2 * shorts.length);
    for (int value : shorts) {
      body.putShort((short) value);
    }
    return bytes(id, body.array());
  }

  /** A set of bytes, given as hexadecimal digits with blanks anywhere. */
  ExportDatagram hex(int id, String digits) {
    return bytes(id, HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
  }

  private ExportDatagram bytes(int id, byte[] body) {
    ByteBuffer head =
        ByteBuffer.allocate(4).putShort((short) id).putShort((short) (4 + body.length));
    sets.writeBytes(head.array());
    sets.writeBytes(body);
    records++;
    return this;
  }

  /** Bytes behind the sets. */
  ExportDatagram zeros(int count) {
    sets.writeBytes(new byte[count]);
    return this;
  }

  /** The same sets as a message of IPFIX. */
  byte[] ipfix() {
    ByteBuffer head = ByteBuffer.allocate(16 + sets.size());
    head.putShort((short) 10).putShort((short) head.capacity()).putInt(SECONDS);
    return head.putInt(sequence).putInt(domain).put(sets.toByteArray()).array();
  }

  byte[] build() {
    ByteBuffer head = ByteBuffer.allocate(20 + sets.size());
    head.putShort((short) 9).putShort((short) records).putInt(UPTIME).putInt(SECONDS);
    return head.putInt(sequence).putInt(domain).put(sets.toByteArray()).array();
  }
}
