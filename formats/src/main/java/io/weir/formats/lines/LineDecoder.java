// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.model.CellWriter;
import org.jspecify.annotations.Nullable;

/** Makes rows of lines. Not thread-safe. */
public interface LineDecoder {
  /** What {@link #decode} answers of a line that is no record of the wanted tables. */
  String PASSED = "";

  /**
   * Decodes one line and ends the row; a line that is rejected leaves no cells behind.
   *
   * @param bytes the line is {@code bytes[from .. end)}, without its newline; eight bytes behind it
   *     are readable
   * @param line its number, from 1; 0 when not known
   * @param out a writer for each table of the scan; none is full
   * @return null when a record was read, {@link #PASSED}, or the reason of a reject
   */
  @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out);

  /** The last line was decoded: what waits for others becomes rows. */
  default void finish() {}

  /**
   * Writes finished rows that {@link #decode} did not write itself.
   *
   * @return true if none is left; false if a writer is full
   */
  default boolean drain(CellWriter[] out) {
    return true;
  }
}
