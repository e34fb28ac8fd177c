// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static io.weir.wire.BigEndian.u16;
import static io.weir.wire.BigEndian.u8;

import io.weir.wire.ByteText;
import java.util.Arrays;

/** What the OPT record of a message says (RFC 6891); stateless. */
public final class DnsEdns {
  private static final int CLIENT_SUBNET = 8;
  private static final int COOKIE = 10;

  private DnsEdns() {}

  /** The version, or -1 without OPT record. */
  public static int version(DnsMessage message) {
    int opt = message.optRecord();
    return opt < 0 ? -1 : (int) (message.ttl(opt) >> 16) & 0xff;
  }

  /** The UDP payload size offered, in bytes, or -1 without OPT record. */
  public static int udpSize(DnsMessage message) {
    int opt = message.optRecord();
    return opt < 0 ? -1 : message.recordClass(opt);
  }

  /** True if DNSSEC records are wanted (RFC 3225). */
  public static boolean dnssecOk(DnsMessage message) {
    int opt = message.optRecord();
    return opt >= 0 && (message.ttl(opt) & 0x8000) != 0;
  }

  /**
   * Writes the client subnet as {@code address/source/scope} (RFC 7871 §6).
   *
   * @return false, with nothing written, without that option or when it is malformed
   */
  public static boolean writeClientSubnet(DnsMessage message, ByteText out) {
    int at = option(message, CLIENT_SUBNET);
    if (at < 0) {
      return false;
    }
    byte[] data = message.data();
    int length = u16(data, at + 2) - 4;
    int family = length < 0 ? 0 : u16(data, at + 4);
    int width = family == 1 ? 4 : family == 2 ? 16 : 0;
    if (width == 0 || length > width) {
      return false;
    }
    byte[] address = Arrays.copyOf(Arrays.copyOfRange(data, at + 8, at + 8 + length), width);
    if (width == 4) {
      out.appendIpv4(address, 0);
    } else {
      out.appendIpv6(address, 0);
    }
    out.append('/').appendDecimal(u8(data, at + 6));
    out.append('/').appendDecimal(u8(data, at + 7));
    return true;
  }

  /**
   * Writes the cookie, client's and server's part, in hexadecimal (RFC 7873 §4).
   *
   * @return false, with nothing written, without that option
   */
  public static boolean writeCookie(DnsMessage message, ByteText out) {
    int at = option(message, COOKIE);
    if (at < 0) {
      return false;
    }
    out.appendHex(message.data(), at + 4, u16(message.data(), at + 2));
    return true;
  }

  /** Where the first whole option of a code begins, or -1. */
  private static int option(DnsMessage message, int code) {
    int opt = message.optRecord();
    if (opt < 0) {
      return -1;
    }
    byte[] data = message.data();
    int at = message.rdataAt(opt);
    int end = at + message.rdataLength(opt);
    while (at + 4 <= end && at + 4 + u16(data, at + 2) <= end) {
      if (u16(data, at) == code) {
        return at;
      }
      at += 4 + u16(data, at + 2);
    }
    return -1;
  }
}
