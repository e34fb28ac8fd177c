// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the wanted columns of rows that are kept as objects.
 *
 * @param <R> a row
 */
public final class Cells<R> {
  /**
   * Sets one cell of a row, or leaves it NULL.
   *
   * @param <R> a row
   */
  public interface Cell<R> {
    void set(R row, CellWriter out, int column);
  }

  private final List<Cell<? super R>> cells = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();

  /** Takes of all cells those that a scan wants. */
  public Cells(TableScan scan, Map<String, Cell<R>> all) {
    List<Column> wanted = scan.wanted();
    for (int i = 0; i < wanted.size(); i++) {
      Cell<R> cell = all.get(wanted.get(i).name());
      if (cell != null) {
        cells.add(cell);
        columns.add(i);
      }
    }
  }

  /** Writes a row and ends it. */
  public void write(R row, CellWriter out) {
    for (int i = 0; i < cells.size(); i++) {
      cells.get(i).set(row, out, columns.get(i));
    }
    out.endRow();
  }

  /** Sets a text; null is NULL. */
  public static void text(CellWriter out, int column, @Nullable String value) {
    if (value != null) {
      byte[] bytes = value.getBytes(UTF_8);
      out.setBytes(column, bytes, 0, bytes.length);
    }
  }

  /** Sets an integer; null is NULL. */
  public static void number(CellWriter out, int column, @Nullable Long value) {
    if (value != null) {
      out.setLong(column, value);
    }
  }
}
