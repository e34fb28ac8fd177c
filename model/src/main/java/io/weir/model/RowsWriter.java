// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * A writer that takes several rows at once, a column at a time. A reader of short, regular records
 * is twice as fast so, for a loop over one column has few branches that depend on its bytes.
 *
 * <p>Rows set so come behind those that have ended, and count once {@link #endRows} is called.
 */
public interface RowsWriter extends CellWriter {
  /** Rows that can be set at once. */
  int MOST = 64;

  /** Bytes that must be readable behind the beginning of each text. */
  int READABLE = 16;

  /** How many rows fit at least; zero when {@link #isFull}. */
  int room();

  /**
   * Sets a column that is not text or a list.
   *
   * @param values as {@link #setLong} takes them; of a DOUBLE its bits, of a BOOLEAN 0 or 1
   * @param present bit k is set unless row k is NULL; no bit from {@code rows} on is
   * @param rows no more than {@link #MOST} and {@link #room}
   */
  void setNumbers(int column, long[] values, long present, int rows);

  /**
   * Sets a STRING column to texts of ASCII.
   *
   * @param offsets where texts begin in the source, those of NULL too
   */
  void setAscii(int column, byte[] source, int[] offsets, int[] lengths, long present, int rows);

  /** Ends so many rows; what was not set in them is NULL. */
  void endRows(int rows);

  /** Forgets the cells of all rows that have not ended. */
  void dropRows();
}
