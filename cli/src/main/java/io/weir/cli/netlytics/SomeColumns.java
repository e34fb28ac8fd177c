// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the columns of a result, in an order of their own; closing closes the result. */
final class SomeColumns implements Result {
  private final Result all;
  private final int[] places;
  private final List<Column> columns = new ArrayList<>();

  /** The columns of these names; {@code new=old} renames one. */
  SomeColumns(Result all, List<String> wanted) {
    List<String> names = all.columns().stream().map(Column::name).toList();
    this.all = all;
    this.places = new int[wanted.size()];
    for (int i = 0; i < places.length; i++) {
      String name = wanted.get(i);
      places[i] = names.indexOf(name.substring(name.indexOf('=') + 1));
      Column column = all.columns().get(places[i]);
      columns.add(Column.of(name.replaceFirst("=.*", ""), column.type()));
    }
  }

  @Override
  public List<Column> columns() {
    return List.copyOf(columns);
  }

  @Override
  public boolean next() {
    return all.next();
  }

  @Override
  public @Nullable Object value(int column) {
    return all.value(places[column]);
  }

  @Override
  public void close() {
    all.close();
  }
}
