// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for tests of pictures. */
final class Rows implements Result {
  private final List<Column> columns = new ArrayList<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private int at = -1;

  Rows column(String name, ColumnType type, String unit) {
    columns.add(new Column(name, type, unit, ""));
    return this;
  }

  Rows row(@Nullable Object... values) {
    rows.add(Arrays.asList(values));
    return this;
  }

  Frame frame() {
    return Frame.of(columns, rows);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    return ++at < rows.size();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(at).get(column);
  }

  @Override
  public void close() {}
}
