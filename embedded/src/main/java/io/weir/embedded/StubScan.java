// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** Stands in for a table in plans; it is never read. */
record StubScan(TableSchema schema) implements DuckDBTableFunction<Boolean, Boolean, Boolean> {
  @Override
  public Boolean bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : schema.columns()) {
      info.addResultColumn(column.name(), NativeScan.type(column.type()));
    }
    return true;
  }

  @Override
  public Boolean init(DuckDBTableFunctionInitInfo info) {
    return true;
  }

  @Override
  public Boolean localInit(DuckDBTableFunctionInitInfo info) {
    return true;
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
    return 0;
  }
}
