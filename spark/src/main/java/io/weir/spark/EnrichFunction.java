// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.enrich.SqlFunction;
import io.weir.model.ColumnType;
import io.weir.spark.batch.SparkTypes;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A function of room enrich as one of Spark's. */
record EnrichFunction(SqlFunction function) implements ScalarFunction<Object>, Serializable {
  @Override
  public String name() {
    return function.name();
  }

  @Override
  public DataType[] inputTypes() {
    return function.parameters().stream()
        .map(parameter -> SparkTypes.type(parameter.type()))
        .toArray(DataType[]::new);
  }

  @Override
  public DataType resultType() {
    return SparkTypes.type(function.returns());
  }

  @Override
  public @Nullable Object produceResult(InternalRow input) {
    Object result = function.call(new RowArguments(input));
    return function.returns() == ColumnType.STRING && result != null
        ? UTF8String.fromString(result.toString())
        : result;
  }

  private record RowArguments(InternalRow row) implements SqlFunction.Arguments {
    @Override
    public boolean isNull(int index) {
      return row.isNullAt(index);
    }

    @Override
    public String text(int index) {
      return row.getUTF8String(index).toString();
    }

    @Override
    public long number(int index) {
      return row.getLong(index);
    }
  }
}
