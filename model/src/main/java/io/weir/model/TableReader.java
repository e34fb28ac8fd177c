// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.IOException;

/** Reads one split. Not thread-safe; may be used by different threads one after another. */
public interface TableReader extends AutoCloseable {
  /**
   * Writes rows until one of the writers is full or the split ends.
   *
   * @param out a writer for each table of the scan, in its order
   * @return false when there are no more rows (the writers may hold the last ones)
   */
  boolean fill(CellWriter[] out) throws IOException;

  /** Records decoded so far, those outside the time range included; rejects are not. */
  long recordsRead();

  /** Content bytes consumed so far, for progress. */
  long bytesRead();

  @Override
  void close() throws IOException;
}
