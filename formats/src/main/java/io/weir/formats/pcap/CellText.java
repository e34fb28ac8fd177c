// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.ListText;
import io.weir.wire.packet.IpText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes cells that need work: times in their forms, addresses, text. One object a table. */
final class CellText {
  private static final long DAY = 86_400_000_000_000L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] scratch = new byte[256];

  void text(CellWriter out, int column, @Nullable String value) {
    if (value != null) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      out.setBytes(column, bytes, 0, bytes.length);
    }
  }

  void bytes(CellWriter out, int column, byte[] value) {
    out.setBytes(column, value, 0, value.length);
  }

  /** Seconds since 1970 as a double. */
  void seconds(CellWriter out, int column, long nanos) {
    out.setDouble(column, nanos / 1e9);
  }

  /** A TIMESTAMP: microseconds, rounded down. */
  void timestamp(CellWriter out, int column, long nanos) {
    out.setLong(column, Math.floorDiv(nanos, 1000L));
  }

  /** A DATE. */
  void day(CellWriter out, int column, long nanos) {
    out.setLong(column, Math.floorDiv(nanos, DAY));
  }

  void address(CellWriter out, int column, Endpoint endpoint, int ipVersion) {
    out.setBytes(column, scratch, 0, Addresses.text(endpoint, ipVersion, scratch, 0));
  }

  /** An address of {@code length} (4 or 16) bytes. */
  void address(CellWriter out, int column, byte[] data, int from, int length) {
    out.setBytes(column, scratch, 0, IpText.write(data, from, length, scratch, 0));
  }

  /** A hardware address: six bytes in hexadecimal, separated by colons. */
  void hardware(CellWriter out, int column, byte[] data, int from) {
    for (int i = 0; i < 6; i++) {
      scratch[3 * i] = HEX[data[from + i] >> 4 & 0xf];
      scratch[3 * i + 1] = HEX[data[from + i] & 0xf];
      scratch[3 * i + 2] = ':';
    }
    out.setBytes(column, scratch, 0, 17);
  }

  void list(CellWriter out, int column, List<String> values) {
    bytes(out, column, ListText.encode(values));
  }

  /** A list of numbers from 0 to 9999. */
  void numbers(CellWriter out, int column, int[] values, int count) {
    int at = 0;
    if (scratch.length < 5 * count) {
      scratch = Arrays.copyOf(scratch, 5 * count);
    }
    for (int i = 0; i < count; i++) {
      scratch[at++] = ListText.SEPARATOR;
      byte[] digits = Integer.toString(values[i]).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, scratch, at, digits.length);
      at += digits.length;
    }
    out.setBytes(column, scratch, 0, at);
  }

  /** Memory for a cell's text; overwritten by the next cell. */
  byte[] scratch() {
    return scratch;
  }
}
