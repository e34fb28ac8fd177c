// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import io.weir.spark.batch.SparkTypes;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a query: partition after partition comes to the driver as it is asked for. */
public final class RowsResult implements Result {
  private final List<Column> columns;
  private final Iterator<Row> rows;
  private final Function<Throwable, RuntimeException> failures;
  private @Nullable Row row;

  /**
   * Asks for the rows.
   *
   * @param failures words what goes wrong
   */
  public RowsResult(Dataset<Row> rows, Function<Throwable, RuntimeException> failures) {
    this.columns = SparkTypes.columns(rows.schema());
    this.rows = rows.toLocalIterator();
    this.failures = failures;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    try {
      row = rows.hasNext() ? rows.next() : null;
      return row != null;
    } catch (Exception e) {
      throw failures.apply(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    Row current = row;
    if (current == null) {
      throw new NoSuchElementException("No current row");
    }
    return Values.plain(current.get(column));
  }

  @Override
  public void close() {
    row = null;
  }
}
