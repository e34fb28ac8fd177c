// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Makes Spark's rows of what a fold puts out. */
public final class Emission implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean[] isTime;

  /** Rows of these columns. */
  public Emission(List<Column> columns) {
    isTime = new boolean[columns.size()];
    for (int i = 0; i < isTime.length; i++) {
      isTime[i] = columns.get(i).type() == ColumnType.TIMESTAMP;
    }
  }

  /** A row of the values of {@link io.weir.model.analysis.Out#emit}. */
  public Row row(@Nullable Object[] values) {
    @Nullable Object[] cells = values.clone();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof LocalDateTime at) {
        cells[i] = at.toInstant(ZoneOffset.UTC);
      } else if (isTime[i] && cells[i] instanceof Long micros) {
        cells[i] = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      }
    }
    return RowFactory.create(cells);
  }
}
