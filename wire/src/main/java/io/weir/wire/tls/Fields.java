// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import io.weir.wire.BigEndian;
import java.nio.charset.StandardCharsets;

/** A cursor over the fields of a handshake message; reading past the end gives zeros. */
final class Fields {
  private final byte[] data;
  private final int end;
  private int at;
  private boolean failed;

  Fields(byte[] data, int at, int end) {
    this.data = data;
    this.at = at;
    this.end = end;
  }

  int left() {
    return end - at;
  }

  boolean failed() {
    return failed;
  }

  int at() {
    return at;
  }

  void skip(int count) {
    if (count > left()) {
      failed = true;
      at = end;
    } else {
      at += count;
    }
  }

  int u8() {
    int from = at;
    skip(1);
    return failed ? 0 : BigEndian.u8(data, from);
  }

  int u16() {
    int from = at;
    skip(2);
    return failed ? 0 : BigEndian.u16(data, from);
  }

  int u24() {
    int from = at;
    skip(3);
    return failed ? 0 : BigEndian.u24(data, from);
  }

  int peekU16() {
    return BigEndian.u16(data, at);
  }

  /** The next bytes as a list of their own, cut where these fields end. */
  Fields list(int length) {
    int from = at;
    int listEnd = Math.min(end, from + length);
    skip(listEnd - from);
    return new Fields(data, from, listEnd);
  }

  /** Text of printable ASCII; other bytes are written {@code \xHH}. Empty when cut short. */
  String text(int length) {
    int from = at;
    skip(length);
    return failed ? "" : PlainText.of(data, from, length);
  }

  /** Text in UTF-8. */
  String utf8(int length) {
    int from = at;
    skip(length);
    return failed ? "" : new String(data, from, length, StandardCharsets.UTF_8);
  }
}
