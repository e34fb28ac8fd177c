// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.Micros;
import io.weir.model.analysis.Row;
import java.time.LocalDateTime;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A result's values as analyses see rows.
 *
 * @param values of the current row by the place of their column, counted from 0, such as {@code
 *     result::value}; their owner moves it from row to row
 */
public record ResultRow(IntFunction<@Nullable Object> values) implements Row {
  @Override
  public boolean isNull(int column) {
    return values.apply(column) == null;
  }

  @Override
  public long longValue(int column) {
    Object value = values.apply(column);
    if (value instanceof LocalDateTime time) {
      return Micros.of(time);
    }
    return value instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double doubleValue(int column) {
    return values.apply(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public @Nullable String text(int column) {
    Object value = values.apply(column);
    return value == null ? null : value.toString();
  }
}
