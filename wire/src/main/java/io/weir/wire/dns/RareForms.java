// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.ByteText;

/** Presentation forms of record types that are seldom seen or have a form like no other. */
final class RareForms {
  private RareForms() {}

  /** RFC 8945 §4.2; written as dig does, since meta records have no form in zone files. */
  static void tsig(Rdata r) {
    r.name();
    r.decimal(r.u48());
    r.decimal16();
    sized64(r);
    r.decimal16();
    r.decimal16();
    sized64(r);
  }

  /** RFC 2930 §2. */
  static void tkey(Rdata r) {
    r.name();
    r.time();
    r.time();
    r.decimal16();
    r.decimal16();
    sized64(r);
    sized64(r);
  }

  /** A length of 16 bits and, if it is not 0, so many bytes in base64. */
  private static void sized64(Rdata r) {
    int length = r.u16();
    r.decimal(length);
    if (length > 0) {
      r.base64(length);
    }
  }

  /** RFC 4025 §3.1. */
  static void ipseckey(Rdata r) {
    r.decimal8();
    int gatewayType = r.u8();
    r.decimal(gatewayType);
    r.decimal8();
    gateway(r, gatewayType);
    r.base64Rest();
  }

  /** RFC 8777 §4.3. */
  static void amtRelay(Rdata r) {
    r.decimal8();
    int kind = r.u8();
    r.decimal(kind >> 7);
    r.decimal(kind & 0x7f);
    gateway(r, kind & 0x7f);
  }

  private static void gateway(Rdata r, int kind) {
    switch (kind) {
      case 0 -> r.field().append('.');
      case 1 -> r.ipv4();
      case 2 -> r.ipv6();
      case 3 -> r.name();
      default -> r.markBad();
    }
  }

  /** RFC 8005 §6. */
  static void hip(Rdata r) {
    int tagLength = r.u8();
    r.decimal8();
    int keyLength = r.u16();
    r.hex(tagLength);
    r.base64(keyLength);
    while (r.more()) {
      r.name();
    }
  }

  /** RFC 9859 §3. */
  static void dsync(Rdata r) {
    r.field().append(DnsType.name(r.u16()));
    int scheme = r.u8();
    if (scheme == 1) {
      r.field().append("NOTIFY");
    } else {
      r.decimal(scheme);
    }
    r.decimal16();
    r.name();
  }

  /** RFC 1706 §6. */
  static void nsap(Rdata r) {
    int length = r.left();
    int from = r.take(length);
    r.field().append("0x").appendHex(r.data(), from, length);
  }

  /**
   * The ATM Forum's af-dans-0152, §4: a number of the telephone network in digits, or hexadecimal.
   */
  static void atmAddress(Rdata r) {
    int form = r.u8();
    int length = r.left();
    if (length == 0) {
      r.markBad();
      return;
    }
    int from = r.take(length);
    if (form != 1) {
      r.field().appendHex(r.data(), from, length);
      return;
    }
    for (int i = from; i < from + length; i++) {
      if (r.data()[i] < '0' || r.data()[i] > '9') {
        r.markBad();
      }
    }
    r.field().append('+').append(r.data(), from, length);
  }

  /** draft-durand-doa-over-dns §3.2; {@code -} for no data. */
  static void digitalObject(Rdata r) {
    r.decimal32();
    r.decimal32();
    r.decimal8();
    r.string();
    if (r.more()) {
      r.base64(r.left());
    } else {
      r.field().append('-');
    }
  }

  /** RFC 2535 §5.2, the predecessor of NSEC: one bitmap of the types below 128. */
  static void nxt(Rdata r) {
    r.name();
    int length = r.left();
    if (r.more() && length <= 16) {
      int from = r.take(length);
      r.typeBits(0, from, length);
    }
  }

  /** RFC 1035 §3.4.2: address, protocol, ports. */
  static void wellKnownServices(Rdata r) {
    r.ipv4();
    r.decimal8();
    int length = r.left();
    int from = r.take(length);
    for (int bit = 0; from > 0 && bit < Math.min(8 * length, 65536); bit++) {
      if ((r.data()[from + (bit >> 3)] & 0x80 >> (bit & 7)) != 0) {
        r.decimal(bit);
      }
    }
  }

  /** RFC 2874 §3.1. */
  static void a6(Rdata r) {
    int prefix = r.u8();
    r.decimal(prefix);
    if (prefix > 128) {
      r.markBad();
      return;
    }
    int length = 16 - prefix / 8;
    int from = r.take(length);
    if (prefix < 128 && from > 0) {
      byte[] address = new byte[16];
      System.arraycopy(r.data(), from, address, 16 - length, length);
      r.field().appendIpv6(address, 0);
    }
    if (prefix > 0) {
      r.name();
    }
  }

  /** RFC 3123 §5: {@code [!]family:address/prefix} for each. */
  static void addressPrefixes(Rdata r) {
    while (r.more()) {
      int family = r.u16();
      int prefix = r.u8();
      int lengthAndNot = r.u8();
      int length = lengthAndNot & 0x7f;
      int from = r.take(length);
      int width = family == 1 ? 4 : family == 2 ? 16 : 0;
      if (width == 0 || length > width || from == 0) {
        r.markBad();
        return;
      }
      byte[] address = new byte[width];
      System.arraycopy(r.data(), from, address, 0, length);
      ByteText out = r.field();
      if ((lengthAndNot & 0x80) != 0) {
        out.append('!');
      }
      out.appendDecimal(family).append(':');
      if (width == 4) {
        out.appendIpv4(address, 0);
      } else {
        out.appendIpv6(address, 0);
      }
      out.append('/').appendDecimal(prefix);
    }
  }

  /** Groups of bytes in hexadecimal with a separator between them. */
  static void hexGroups(Rdata r, int length, int groupLength, char separator) {
    int from = r.take(length);
    if (from == 0) {
      return;
    }
    ByteText out = r.field();
    for (int i = 0; i < length; i += groupLength) {
      if (i > 0) {
        out.append(separator);
      }
      out.appendHex(r.data(), from + i, groupLength);
    }
  }
}
