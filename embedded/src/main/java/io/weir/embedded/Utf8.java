// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks and repairs text, since DuckDB takes only well-formed UTF-8. */
final class Utf8 {
  private Utf8() {}

  static boolean isWellFormed(byte[] source, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The text with each ill-formed sequence replaced by U+FFFD. */
  static byte[] repaired(byte[] source, int offset, int length) {
    return new String(source, offset, length, StandardCharsets.UTF_8)
        .getBytes(StandardCharsets.UTF_8);
  }
}
