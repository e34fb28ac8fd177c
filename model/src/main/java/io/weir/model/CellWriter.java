// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * Takes the cells of one batch of rows from a reader: DuckDB's vectors, Arrow vectors, or rows in a
 * test.
 *
 * <p>A reader sets the cells of a row in any order, then calls {@link #endRow}; a cell not set is
 * NULL. Columns are counted in the order the {@link TableScan} asks for them. Byte ranges are
 * copied, or consumed, before the call returns. Not thread-safe: one reader fills one writer.
 */
public interface CellWriter {
  /** True when no further row fits; the reader then returns from {@link TableReader#fill}. */
  boolean isFull();

  /**
   * Sets a BIGINT, an INTEGER (which must fit), a TIMESTAMP (microseconds since 1970 UTC) or a DATE
   * (days since 1970).
   */
  void setLong(int column, long value);

  void setDouble(int column, double value);

  void setBoolean(int column, boolean value);

  /**
   * Sets a STRING (UTF-8; bytes that are not are replaced), a BINARY or a list ({@link ListText}).
   */
  void setBytes(int column, byte[] source, int offset, int length);

  /** Ends the row; what was not set is NULL. */
  void endRow();

  /** Forgets the cells set since the last {@link #endRow}: the record turned out to be a reject. */
  void dropRow();
}
