// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.tables;

import io.weir.model.Column;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.WholeInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows in a list; of an expression it knows the column alone, which is all that tests ask for. */
public final class ListedRows implements WholeInput {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`|CAST\\((\\w+) AS");

  private final List<Column> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  public ListedRows(Column... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row, and is itself again. */
  public ListedRows row(@Nullable Object... values) {
    rows.add(values.clone());
    return this;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public void read(List<String> expressions, Consumer<Row> reader) {
    int[] places = expressions.stream().mapToInt(this::place).toArray();
    rows.forEach(row -> reader.accept(new Listed(row, places)));
  }

  private int place(String expression) {
    Matcher name = NAME.matcher(expression);
    if (!name.find()) {
      throw new IllegalArgumentException(expression);
    }
    String column = name.group(1) == null ? name.group(2) : name.group(1);
    return columns.stream().map(Column::name).toList().indexOf(column);
  }

  private static final class Listed implements Row {
    private final @Nullable Object[] row;
    private final int[] places;

    Listed(@Nullable Object[] row, int[] places) {
      this.row = row;
      this.places = places;
    }

    private @Nullable Object value(int column) {
      return row[places[column]];
    }

    @Override
    public boolean isNull(int column) {
      return value(column) == null;
    }

    @Override
    public long longValue(int column) {
      return value(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public double doubleValue(int column) {
      return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public @Nullable String text(int column) {
      Object value = value(column);
      return value == null ? null : value.toString();
    }
  }
}
