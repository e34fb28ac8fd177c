// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.List;

/**
 * A part of an input that one thread reads on its own.
 *
 * @param files one file, or the files of a rotated capture in order
 * @param start offset in the content of the first file; a record belongs to the split in which it
 *     begins
 * @param end offset after the split; {@link Long#MAX_VALUE} for all of it
 */
public record Split(List<InputFile> files, long start, long end) implements Serializable {
  public Split {
    files = List.copyOf(files);
    if (files.isEmpty() || start < 0 || end < start) {
      throw new IllegalArgumentException("A split needs a file and a range: " + start + ".." + end);
    }
  }

  /** All of one file. */
  public static Split whole(InputFile file) {
    return new Split(List.of(file), 0, Long.MAX_VALUE);
  }

  public InputFile file() {
    return files.get(0);
  }
}
