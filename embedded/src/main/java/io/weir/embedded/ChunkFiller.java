// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import org.duckdb.DuckDBDataChunkWriter;

/** Moves the rows of {@link ColumnBuffers} into a chunk of DuckDB. */
interface ChunkFiller {
  /**
   * Fills the chunk with all rows.
   *
   * @param columns for each column of the chunk the column of the rows
   */
  void fill(ColumnBuffers rows, int[] columns, DuckDBDataChunkWriter chunk);
}
