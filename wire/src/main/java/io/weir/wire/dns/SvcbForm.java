// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.BigEndian;
import io.weir.wire.ByteText;

/** The presentation form of SVCB and HTTPS (RFC 9460 §2.1, RFC 9461, RFC 9540). */
final class SvcbForm {
  private static final String[] KEYS = {
    "mandatory",
    "alpn",
    "no-default-alpn",
    "port",
    "ipv4hint",
    "ech",
    "ipv6hint",
    "dohpath",
    "ohttp",
    "tls-supported-groups"
  };

  private SvcbForm() {}

  static void write(Rdata r) {
    r.decimal16();
    r.name();
    int last = -1;
    while (r.more()) {
      int key = r.u16();
      int length = r.u16();
      int from = r.take(length);
      if (key <= last || from == 0) {
        r.markBad();
        return;
      }
      last = key;
      writeKey(key, r.field());
      writeValue(r, key, from, length);
    }
  }

  private static void writeKey(int key, ByteText out) {
    if (key < KEYS.length) {
      out.append(KEYS[key]);
    } else {
      out.append("key").appendDecimal(key);
    }
  }

  private static void writeValue(Rdata r, int key, int from, int length) {
    if (length == 0) {
      return;
    }
    ByteText out = r.out().append('=');
    byte[] data = r.data();
    int end = from + length;
    switch (key) {
      case 0 -> {
        for (int at = from; fits(r, at, end, 2); at += 2) {
          writeKey(BigEndian.u16(data, at), comma(out, at, from));
        }
      }
      case 1 -> alpn(r, from, end);
      case 3 -> {
        if (length == 2) {
          out.appendDecimal(BigEndian.u16(data, from));
        } else {
          r.markBad();
        }
      }
      case 4 -> {
        for (int at = from; fits(r, at, end, 4); at += 4) {
          comma(out, at, from).appendIpv4(data, at);
        }
      }
      case 5 -> out.appendBase64(data, from, length);
      case 6 -> {
        for (int at = from; fits(r, at, end, 16); at += 16) {
          comma(out, at, from).appendIpv6(data, at);
        }
      }
      case 9 -> {
        for (int at = from; fits(r, at, end, 2); at += 2) {
          comma(out, at, from).appendDecimal(BigEndian.u16(data, at));
        }
      }
      default -> escaped(data, from, end, out);
    }
  }

  /** True while an element follows; a part of one marks the data as bad. */
  private static boolean fits(Rdata r, int at, int end, int width) {
    if (at < end && at + width > end) {
      r.markBad();
    }
    return at + width <= end;
  }

  private static ByteText comma(ByteText out, int at, int from) {
    return at == from ? out : out.append(',');
  }

  private static void alpn(Rdata r, int from, int end) {
    int at = from;
    while (at < end) {
      int length = BigEndian.u8(r.data(), at);
      if (length == 0 || at + 1 + length > end) {
        r.markBad();
        return;
      }
      comma(r.out(), at, from);
      listed(r.data(), at + 1, at + 1 + length, r.out());
      at += 1 + length;
    }
  }

  /** An element of a list: commas and backslashes are escaped twice (RFC 9460 appendix A.1). */
  private static void listed(byte[] data, int from, int end, ByteText out) {
    for (int i = from; i < end; i++) {
      if (data[i] == ',') {
        out.append("\\\\,");
      } else if (data[i] == '\\') {
        out.append("\\\\\\\\");
      } else {
        escaped(data, i, i + 1, out);
      }
    }
  }

  private static void escaped(byte[] data, int from, int end, ByteText out) {
    for (int i = from; i < end; i++) {
      int c = BigEndian.u8(data, i);
      if (c <= ' ' || c >= 0x7f) {
        out.append('\\').appendPadded(c, 3);
      } else {
        if (c == '"' || c == '\\' || c == ';' || c == '(' || c == ')') {
          out.append('\\');
        }
        out.append(c);
      }
    }
  }
}
