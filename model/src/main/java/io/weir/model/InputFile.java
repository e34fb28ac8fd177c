// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * One file of an input, wherever it is stored. Immutable, thread-safe and serializable (a cluster
 * sends it to its workers).
 */
public interface InputFile extends Serializable {
  /** The path as a person may type it; the value of {@code src_file}. */
  String path();

  /** The last part of the path without the endings that name a compression. */
  String name();

  /** Bytes as stored; -1 when not known (standard input). */
  long length();

  /** True when the stored bytes are the content, so that reading may start anywhere. */
  boolean isSplittable();

  /** How the content is stored, as people write it: {@code plain}, {@code gz}, {@code zst} … */
  String compression();

  /**
   * Opens the content, decompressed, at a byte offset of the content; a file that {@link
   * #isSplittable() cannot be split} is read and skipped up to there.
   */
  InputStream open(long offset) throws IOException;
}
