// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import java.io.IOException;
import java.io.OutputStream;

/** ASCII text that is put together without garbage. Not thread-safe. */
final class Text {
  private final byte[] bytes = new byte[4096];
  private int length;

  Text clear() {
    length = 0;
    return this;
  }

  Text put(char c) {
    bytes[length++] = (byte) c;
    return this;
  }

  Text put(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** A number that is not negative. */
  Text number(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return padded(value, digits);
  }

  Text padded(long value, int digits) {
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Microseconds as seconds with six decimals. */
  Text seconds(long micros) {
    number(micros / 1_000_000).put('.');
    return padded(micros % 1_000_000, 6);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
