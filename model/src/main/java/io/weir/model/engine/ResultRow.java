// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.analysis.Row;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result as analyses see rows.
 *
 * @param result moved from row to row by its owner
 */
public record ResultRow(Result result) implements Row {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  @Override
  public boolean isNull(int column) {
    return result.value(column) == null;
  }

  @Override
  public long longValue(int column) {
    Object value = result.value(column);
    if (value instanceof LocalDateTime time) {
      return ChronoUnit.MICROS.between(EPOCH, time);
    }
    return value instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double doubleValue(int column) {
    return result.value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public @Nullable String text(int column) {
    Object value = result.value(column);
    return value == null ? null : value.toString();
  }
}
