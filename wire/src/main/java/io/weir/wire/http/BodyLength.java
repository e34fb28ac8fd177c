// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

/** Reads the lengths that messages and chunks announce. */
final class BodyLength {
  private static final int MAX_DIGITS = 18;

  private BodyLength() {}

  /** The Content-Length of a head (RFC 9112 §6.2); the first that is a number, -1 without. */
  static long of(HttpHead head) {
    for (int i = 0; i < head.fieldCount(); i++) {
      if (head.field(i) == HttpField.CONTENT_LENGTH) {
        long length = decimal(head.data(), head.valueAt(i), head.valueLength(i));
        if (length >= 0) {
          return length;
        }
      }
    }
    return -1;
  }

  private static long decimal(byte[] data, int at, int length) {
    long value = 0;
    int digits = 0;
    while (digits < length && data[at + digits] >= '0' && data[at + digits] <= '9') {
      if (digits == MAX_DIGITS) {
        return -1;
      }
      value = value * 10 + data[at + digits++] - '0';
    }
    boolean list = digits < length && data[at + digits] == ',';
    return digits > 0 && (digits == length || list) ? value : -1;
  }

  /** The size of a chunk, extensions left out (RFC 9112 §7.1); -1 if there is none. */
  static long hex(byte[] data, int at, int length) {
    long value = 0;
    int next = at;
    int end = at + length;
    while (next < end && (data[next] == ' ' || data[next] == '\t')) {
      next++;
    }
    int start = next;
    while (next < end) {
      int digit = Character.digit(data[next], 16);
      if (digit < 0) {
        break;
      }
      if (next - start >= 15) {
        return -1;
      }
      value = value << 4 | digit;
      next++;
    }
    boolean clean = next == end || data[next] == ';' || data[next] == ' ' || data[next] == '\t';
    return next > start && clean ? value : -1;
  }
}
