// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.model.CellWriter;

/**
 * Makes rows of several lines at once where they are spelled as nearly all are. What comes of them
 * is the same as of {@link #decode} of one after the other. Not thread-safe.
 */
public interface LinesDecoder extends LineDecoder {
  /**
   * The lines that come next are in this array, which stays as it is until the next call.
   *
   * @param to behind the last line's newline; 64 bytes behind it are readable
   */
  void next(byte[] bytes, int to);

  /**
   * Decodes lines, none of which is a reject, and ends their rows.
   *
   * @param from where the first begins
   * @param line its number, from 1; 0 when not known
   * @return how many; 0 when the first is to be decoded alone
   */
  int decode(int from, long line, CellWriter[] out);

  /** Behind the last line that {@link #decode(int, long, CellWriter[])} decoded. */
  int behind();
}
