// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Micros;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** A row of Spark's as a fold sees it. */
final class FoldRow implements io.weir.model.analysis.Row {
  private Row row = RowFactory.create();

  void set(Row next) {
    row = next;
  }

  @Override
  public boolean isNull(int column) {
    return row.isNullAt(column);
  }

  @Override
  public long longValue(int column) {
    Object value = row.get(column);
    if (value instanceof Instant time) {
      return Micros.of(time);
    }
    return value instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double doubleValue(int column) {
    return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public @Nullable String text(int column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }
}
