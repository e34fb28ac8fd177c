// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import java.nio.charset.StandardCharsets;

/** Bytes that should be ASCII as text, whatever they are. */
final class PlainText {
  private PlainText() {}

  /** Printable ASCII as it is; other bytes as {@code \xHH}. */
  static String of(byte[] data, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end && isPlain(data[at])) {
      at++;
    }
    if (at == end) {
      return new String(data, from, length, StandardCharsets.US_ASCII);
    }
    StringBuilder text = new StringBuilder(length + 16);
    for (int i = from; i < end; i++) {
      if (isPlain(data[i])) {
        text.append((char) data[i]);
      } else {
        text.append("\\x").append(Character.forDigit(data[i] >> 4 & 0xf, 16));
        text.append(Character.forDigit(data[i] & 0xf, 16));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(byte c) {
    return c >= ' ' && c < 0x7f;
  }
}
