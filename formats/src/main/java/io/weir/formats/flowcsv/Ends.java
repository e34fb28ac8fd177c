// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.flowcsv.Profile.Icmp;
import io.weir.formats.lines.Bytes;
import io.weir.model.CellWriter;
import io.weir.wire.packet.CommunityId;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;

/**
 * Addresses and ports of one row. For ICMP the ports are type and code; a protocol without ports
 * has none. Not thread-safe.
 */
final class Ends {
  private static final int LENGTH = 16;
  private static final long NONE = -1;

  private final Icmp icmp;
  private final CommunityId communityIds = new CommunityId();
  private final byte[] addresses = new byte[2 * LENGTH];
  private final byte[] address = new byte[LENGTH];
  private final byte[] text = new byte[64];
  private final int[] lengths = new int[2];
  private final long[] ports = new long[2];
  private final boolean[] isByte = new boolean[2];
  private byte[] written = text;
  private int writtenAt;
  private int textLength;

  Ends(Icmp icmp) {
    this.icmp = icmp;
  }

  void clear() {
    lengths[0] = 0;
    lengths[1] = 0;
    ports[0] = NONE;
    ports[1] = NONE;
  }

  /**
   * Reads the address of an end, 0 or 1, or of another when it is neither.
   *
   * @return false when it is none
   */
  boolean address(int end, byte[] bytes, int from, int to, boolean isInteger) {
    int length;
    if (isInteger && Bytes.indexOf(bytes, from, to, (byte) '.') >= to - 2) {
      long value = Values.whole(bytes, from, to);
      if (value < 0 || value > 0xffff_ffffL) {
        return false;
      }
      for (int i = 0; i < 4; i++) {
        address[i] = (byte) (value >>> (24 - 8 * i));
      }
      length = 4;
    } else {
      length = IpText.parse(bytes, from, to - from, address);
    }
    if (length == 0) {
      return false;
    }
    written = bytes;
    writtenAt = from;
    textLength = to - from;
    if (isInteger || length == LENGTH) {
      written = text;
      writtenAt = 0;
      textLength = IpText.write(address, 0, length, text, 0);
    }
    if (end >= 0) {
      lengths[end] = length;
      System.arraycopy(address, 0, addresses, end * LENGTH, length);
    }
    return true;
  }

  /** Writes the address that was read last; IPv4 in dots is as it is written. */
  void write(CellWriter rows, int column) {
    rows.setBytes(column, written, writtenAt, textLength);
  }

  /** 4 or 6; 0 when no address was read. */
  int version() {
    int length = Math.max(lengths[0], lengths[1]);
    return length == 0 ? 0 : length == 4 ? 4 : 6;
  }

  /** Keeps what stands where the port of an end does; false when it is none of this protocol. */
  boolean port(int end, int protocol, byte[] bytes, int from, int to) {
    boolean isIcmp = IpProtocols.isIcmp(protocol);
    if (protocol >= 0 && !isIcmp && !IpProtocols.hasPorts(protocol)) {
      return true;
    }
    if (isIcmp && icmp == Icmp.NONE) {
      return true;
    }
    int dot = Bytes.indexOf(bytes, from, to, (byte) '.');
    if (isIcmp && icmp == Icmp.DESTINATION && dot < to) {
      long type = Values.port(bytes, from, dot);
      long code = Values.port(bytes, dot + 1, to);
      ports[end] = type << 8 | code;
      return type >= 0 && type <= 255 && code >= 0 && code <= 255;
    }
    if (Values.isHex(bytes, from, to) && Values.hex(bytes, from, to) > 0xffff) {
      ports[end] = NONE; // Argus shows other things there than ports, as UNSW-NB15's files have it.
      return true;
    }
    ports[end] = Values.port(bytes, from, to);
    isByte[end] = !Values.isHex(bytes, from, to) || to - from <= 4;
    return ports[end] >= 0;
  }

  /** The ports as the columns have them, once both were read. */
  void settle(int protocol) {
    if (!IpProtocols.isIcmp(protocol)) {
      return;
    }
    switch (icmp) {
      case DESTINATION -> {
        ports[0] = ports[1] < 0 ? NONE : ports[1] >> 8;
        ports[1] = ports[1] < 0 ? NONE : ports[1] & 0xff;
      }
      case ARGUS -> {
        if (ports[0] >= 0 && !isByte[0]) {
          ports[1] = ports[0] >> 8;
          ports[0] &= 0xff;
        }
      }
      default -> {}
    }
  }

  void writePort(int end, CellWriter rows, int column) {
    if (ports[end] >= 0) {
      rows.setLong(column, ports[end]);
    }
  }

  void community(int protocol, CellWriter rows, int column) {
    boolean needsPorts = IpProtocols.hasPorts(protocol) || IpProtocols.isIcmp(protocol);
    boolean hasPorts = ports[0] >= 0 && ports[1] >= 0;
    if (protocol < 0 || lengths[0] == 0 || lengths[0] != lengths[1] || (needsPorts && !hasPorts)) {
      return;
    }
    int end =
        communityIds.write(
            protocol,
            addresses,
            0,
            addresses,
            LENGTH,
            lengths[0],
            (int) Math.max(0, ports[0]),
            (int) Math.max(0, ports[1]),
            text,
            0);
    rows.setBytes(column, text, 0, end);
  }
}
