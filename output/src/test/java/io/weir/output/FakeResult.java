// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of given rows. */
final class FakeResult implements Result {
  private final List<Column> columns = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private int row = -1;

  FakeResult column(String name, ColumnType type) {
    columns.add(Column.of(name, type));
    return this;
  }

  FakeResult row(@Nullable Object... values) {
    rows.add(Arrays.copyOf(values, values.length));
    return this;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    return ++row < rows.size();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(row)[column];
  }

  @Override
  public void close() {}
}
