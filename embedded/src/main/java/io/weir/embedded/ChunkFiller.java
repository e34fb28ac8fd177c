// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import org.duckdb.DuckDBDataChunkWriter;

/** Moves the rows of {@link ColumnBuffers} into a chunk of DuckDB. */
interface ChunkFiller {
  void fill(ColumnBuffers rows, DuckDBDataChunkWriter chunk);
}
