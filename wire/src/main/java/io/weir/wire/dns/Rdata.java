// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.BigEndian;
import io.weir.wire.ByteText;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A cursor over one record's data that writes the fields it passes, each behind a blank but the
 * first. A field that is not there marks the data as bad; later calls then write nothing of use.
 */
final class Rdata {
  private ByteText out = new ByteText(0);
  private byte[] data = new byte[0];
  private int messageStart;
  private int messageEnd;
  private int at;
  private int end;
  private int textStart;
  private boolean bad;

  void begin(DnsMessage message, int record, ByteText text) {
    out = text;
    data = message.data();
    messageStart = message.start();
    messageEnd = message.end();
    at = message.rdataAt(record);
    end = at + message.rdataLength(record);
    textStart = text.length();
    bad = false;
  }

  /** True if every field was there and nothing is left over. */
  boolean complete() {
    return !bad && at == end;
  }

  int left() {
    return end - at;
  }

  boolean more() {
    return !bad && at < end;
  }

  void markBad() {
    bad = true;
  }

  ByteText out() {
    return out;
  }

  byte[] data() {
    return data;
  }

  /** Passes {@code length} bytes and returns where they begin; 0 with the data marked bad. */
  int take(int length) {
    if (bad || length < 0 || end - at < length) {
      bad = true;
      return 0;
    }
    int from = at;
    at += length;
    return from;
  }

  int u8() {
    int from = take(1);
    return bad ? 0 : BigEndian.u8(data, from);
  }

  int u16() {
    int from = take(2);
    return bad ? 0 : BigEndian.u16(data, from);
  }

  long u32() {
    int from = take(4);
    return bad ? 0 : BigEndian.u32(data, from);
  }

  long u48() {
    int from = take(6);
    return bad ? 0 : BigEndian.u48(data, from);
  }

  /** Begins a field: a blank, except before the first. */
  ByteText field() {
    return out.length() == textStart ? out : out.append(' ');
  }

  void decimal(long value) {
    field().appendDecimal(value);
  }

  void decimal8() {
    decimal(u8());
  }

  void decimal16() {
    decimal(u16());
  }

  void decimal32() {
    decimal(u32());
  }

  /** A domain name, with its final dot. */
  void name() {
    int from = at;
    int after = bad ? -1 : DnsNames.skip(data, from, end);
    if (after < 0 || !DnsNames.valid(data, messageStart, messageEnd, from)) {
      bad = true;
      return;
    }
    DnsNames.writeAbsolute(data, messageStart, from, field());
    at = after;
  }

  /** A character string with its length byte (RFC 1035 §3.3), in quotes. */
  void string() {
    int length = u8();
    quoted(length);
  }

  /** All that is left, in quotes. */
  void quotedRest() {
    quoted(left());
  }

  private void quoted(int length) {
    int from = take(length);
    if (bad) {
      return;
    }
    field().append('"');
    for (int i = from; i < from + length; i++) {
      int c = BigEndian.u8(data, i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c >= 0x7f) {
        out.append('\\').appendPadded(c, 3);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  void hex(int length) {
    int from = take(length);
    if (!bad) {
      field().appendHex(data, from, length);
    }
  }

  /** All that is left in hexadecimal; nothing when nothing is left. */
  void hexRest() {
    if (more()) {
      hex(left());
    }
  }

  void base64(int length) {
    int from = take(length);
    if (!bad) {
      field().appendBase64(data, from, length);
    }
  }

  /** All that is left in base64; nothing when nothing is left. */
  void base64Rest() {
    if (more()) {
      base64(left());
    }
  }

  void ipv4() {
    int from = take(4);
    if (!bad) {
      field().appendIpv4(data, from);
    }
  }

  void ipv6() {
    int from = take(16);
    if (!bad) {
      field().appendIpv6(data, from);
    }
  }

  /** A signature's time, {@code YYYYMMDDHHmmSS} (RFC 4034 §3.2). */
  void time() {
    LocalDateTime time = LocalDateTime.ofEpochSecond(u32(), 0, ZoneOffset.UTC);
    field().appendPadded(time.getYear(), 4);
    out.appendPadded(time.getMonthValue(), 2).appendPadded(time.getDayOfMonth(), 2);
    out.appendPadded(time.getHour(), 2).appendPadded(time.getMinute(), 2);
    out.appendPadded(time.getSecond(), 2);
  }

  /** The windows of a type bitmap (RFC 4034 §4.1.2) up to the end, as mnemonics. */
  void typeBitmap() {
    while (more()) {
      int window = u8();
      int length = u8();
      int from = take(length);
      if (length == 0 || length > 32) {
        bad = true;
      }
      if (!bad) {
        typeBits(window << 8, from, length);
      }
    }
  }

  /** Mnemonics of the types whose bits are set. */
  void typeBits(int firstType, int from, int length) {
    for (int bit = 0; bit < 8 * length; bit++) {
      if ((data[from + (bit >> 3)] & 0x80 >> (bit & 7)) != 0) {
        field().append(DnsType.name(firstType + bit));
      }
    }
  }
}
