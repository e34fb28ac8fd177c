// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What stands between two values of an object: a comma, a key, a colon, blanks. Those who write
 * records write the same each time, so that one comparison finds the next value. Immutable.
 */
final class Lead {
  /** What no record has. */
  static final Lead NONE = new Lead(new byte[0], 0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int length;
  private final long[] words;

  /** Which bytes of the last word count. */
  private final long last;

  /** What stands in {@code bytes[from .. to)}, which is known to be as it should. */
  Lead(byte[] bytes, int from, int to) {
    length = to - from;
    words = new long[(length + 7) / 8];
    byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), 8 * words.length);
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) LONG.get(padded, 8 * i);
    }
    last = -1L >>> (8 * (8 * words.length - length));
  }

  /** True when it stands at an index, and a value may be behind it before {@code end}. */
  boolean stands(byte[] bytes, int at, int end) {
    int most = words.length - 1;
    if (most < 0 || at + length >= end || at + 8 * words.length > bytes.length) {
      return false;
    }
    long different = 0;
    for (int i = 0; i < most; i++) {
      different |= (long) LONG.get(bytes, at + 8 * i) ^ words[i];
    }
    different |= ((long) LONG.get(bytes, at + 8 * most) ^ words[most]) & last;
    return different == 0;
  }

  int length() {
    return length;
  }
}
