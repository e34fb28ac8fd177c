// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.input.DamagedFileException;
import io.weir.model.Head;
import io.weir.model.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the beginnings of files. */
final class Beginning {
  private static final int CHUNK = 1 << 16;

  private Beginning() {}

  /** Up to so many bytes of a file's content, or what is before its damage. */
  static Head of(InputFile file, int size) throws IOException {
    byte[] bytes = new byte[Math.min(size, CHUNK)];
    int filled = 0;
    boolean isComplete = false;
    try (InputStream in = file.open(0)) {
      while (filled < size && !isComplete) {
        if (filled == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(size, 2 * bytes.length));
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        isComplete = count < 0;
        filled += Math.max(0, count);
      }
    } catch (DamagedFileException e) {
      // A reader will meet the damage and count it; what is before it is looked at.
      isComplete = false;
    }
    return new Head(file, Arrays.copyOf(bytes, filled), isComplete);
  }
}
