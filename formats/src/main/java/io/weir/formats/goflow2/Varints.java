// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

/** Reads the variable-length numbers of protocol buffers. Not thread-safe. */
final class Varints {
  private static final int LONGEST = 10;

  private long value;

  /**
   * Reads the number that begins at a place; behind it, or -1 when it does not end before {@code
   * end} or has over ten bytes.
   */
  int read(byte[] bytes, int from, int end) {
    long read = 0;
    int stop = Math.min(end, from + LONGEST);
    for (int i = from; i < stop; i++) {
      read |= (bytes[i] & 0x7fL) << (7 * (i - from));
      if (bytes[i] >= 0) {
        value = read;
        return i + 1;
      }
    }
    return -1;
  }

  /** What was read last, as 64 bits without sign. */
  long value() {
    return value;
  }
}
