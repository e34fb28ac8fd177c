// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.wire.dns.DnsType;
import io.weir.wire.packet.IpText;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The data of a DNS record as text: exporters send bytes, which may be a text themselves. */
final class RecordData {
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private RecordData() {}

  /** The data that a record tells; null when it tells none. */
  static @Nullable String text(ElementRow row) {
    String written = row.text(Element.DNS_DATA);
    Long type = row.number(Element.DNS_DATA_TYPE);
    Long length = row.number(Element.DNS_DATA_LENGTH);
    return written == null
        ? null
        : text(written, type == null ? 0 : type.intValue(), length == null ? 0 : length.intValue());
  }

  /**
   * The data as text.
   *
   * @param written {@code 0x…}, a number as IPFIXcol writes four bytes, or text
   * @param type the record's type; 0 when it is not told
   * @param length how many bytes the data has; what is behind them fills a field. 0 when not told
   */
  static String text(String written, int type, int length) {
    if (type == DnsType.A && written.length() <= 10 && written.chars().allMatch(c -> isDigit(c))) {
      return address((int) Long.parseLong(written));
    }
    boolean isHex = written.startsWith("0x") && written.length() % 2 == 0;
    byte[] bytes = isHex ? bytes(written) : null;
    if (bytes == null) {
      return written;
    }
    int size = length > 0 && length <= bytes.length ? length : withoutZeros(bytes);
    int usual = type == DnsType.A ? IPV4 : type == DnsType.AAAA ? IPV6 : 0;
    if (usual > 0 && size <= usual && bytes.length >= usual) {
      return usual == IPV4 ? address((int) high(bytes, 0, 4)) : sixAddress(bytes);
    }
    byte[] data = Arrays.copyOf(bytes, size);
    for (byte c : data) {
      if (c < ' ' || c > '~') {
        return "0x" + HexFormat.of().formatHex(data);
      }
    }
    return new String(data, US_ASCII);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static byte @Nullable [] bytes(String hex) {
    for (int i = 2; i < hex.length(); i++) {
      if (!HexFormat.isHexDigit(hex.charAt(i))) {
        return null;
      }
    }
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  private static int withoutZeros(byte[] bytes) {
    int size = bytes.length;
    while (size > 0 && bytes[size - 1] == 0) {
      size--;
    }
    return size;
  }

  private static long high(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static String address(int ip) {
    byte[] text = new byte[64];
    return new String(text, 0, IpText.write4(ip, text, 0), US_ASCII);
  }

  private static String sixAddress(byte[] ip) {
    byte[] text = new byte[64];
    int end = IpText.write6(high(ip, 0, 8), high(ip, 8, 8), text, 0);
    return new String(text, 0, end, US_ASCII);
  }
}
