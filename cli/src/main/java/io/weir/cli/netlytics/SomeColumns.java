// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the columns of a result, in an order of their own; closing closes the result. */
final class SomeColumns implements Result {
  private final Result all;
  private final int[] places;

  SomeColumns(Result all, List<String> wanted) {
    List<String> names = all.columns().stream().map(Column::name).toList();
    this.all = all;
    this.places = wanted.stream().mapToInt(names::indexOf).toArray();
  }

  @Override
  public List<Column> columns() {
    return java.util.Arrays.stream(places).mapToObj(all.columns()::get).toList();
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
