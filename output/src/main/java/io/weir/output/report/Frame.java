// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an answer, kept to be looked at: the first ones whole, for a table, and for pictures the
 * columns they need. Of too many rows every second, fourth, … is kept, so that those that are kept
 * stand for all. Immutable.
 */
public final class Frame {
  /** Rows of a table that a person may look through. */
  static final int MOST_SHOWN = 50;

  /** More than pictures have room for. */
  private static final int MOST_KEPT = 20_000;

  private final List<Column> columns;
  private final List<List<@Nullable Object>> shown;
  private final List<Column> drawnColumns;
  private final List<List<@Nullable Object>> drawn;
  private final long size;

  private Frame(
      List<Column> columns,
      List<List<@Nullable Object>> shown,
      List<Column> drawnColumns,
      List<List<@Nullable Object>> drawn,
      long size) {
    this.columns = columns;
    this.shown = shown;
    this.drawnColumns = drawnColumns;
    this.drawn = drawn;
    this.size = size;
  }

  /** All rows of a result that is not longer than a picture, with all columns. */
  public static Frame of(Result result) {
    Watcher watcher = watch(result, Set.copyOf(names(result.columns())), "");
    return watcher.readAll();
  }

  /** Rows that are there already. */
  public static Frame of(List<Column> columns, List<? extends List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = Collections.unmodifiableList(new ArrayList<>(rows));
    List<List<@Nullable Object>> shown = all.subList(0, Math.min(all.size(), MOST_SHOWN));
    return new Frame(List.copyOf(columns), shown, List.copyOf(columns), all, all.size());
  }

  /** No rows. */
  public static Frame empty() {
    return of(List.of(), List.of());
  }

  /** The rows, of a frame with all columns, that have this text in a column. */
  public Frame only(String column, String text) {
    int at = names(drawnColumns).indexOf(column);
    return of(drawnColumns, drawn.stream().filter(row -> text.equals(row.get(at))).toList());
  }

  /**
   * A result that notes the rows that pass.
   *
   * @param wanted the columns that pictures need
   * @param mark the column whose true rows are all kept; empty for none
   */
  public static Watcher watch(Result result, Set<String> wanted, String mark) {
    return new Watcher(result, wanted, mark);
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  /** The same rows with the units and meanings of columns that are known by their names. */
  public Frame with(List<Column> known) {
    return new Frame(told(columns, known), shown, told(drawnColumns, known), drawn, size);
  }

  private static List<Column> told(List<Column> columns, List<Column> known) {
    return columns.stream()
        .map(
            column ->
                known.stream()
                    .filter(other -> other.key().equals(column.key()))
                    .findFirst()
                    .map(o -> new Column(column.name(), column.type(), o.unit(), o.meaning()))
                    .orElse(column))
        .toList();
  }

  /** All columns. */
  public List<Column> columns() {
    return columns;
  }

  /** The first rows, as many as a table shows. */
  public List<List<@Nullable Object>> shown() {
    return shown;
  }

  /** Rows of the answer, of which not all may be kept. */
  public long size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The values of a column in the rows that stand for all; null for NULL. */
  List<@Nullable Object> values(String column) {
    int at = names(drawnColumns).indexOf(column);
    if (at < 0) {
      return List.of();
    }
    List<@Nullable Object> values = new ArrayList<>(drawn.size());
    drawn.forEach(row -> values.add(row.get(at)));
    return Collections.unmodifiableList(values);
  }

  /** The unit of a column; empty where there is none. */
  String unit(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .map(Column::unit)
        .findFirst()
        .orElse("");
  }

  /** Hands rows through and notes them. Not thread-safe. */
  public static final class Watcher implements Result {
    private final Result result;
    private final List<Integer> wanted = new ArrayList<>();
    private final int mark;
    private final List<List<@Nullable Object>> shown = new ArrayList<>();
    private List<Noted> kept = new ArrayList<>();
    private long size;
    private long step = 1;

    private record Noted(long place, List<@Nullable Object> values, boolean isMarked) {
      boolean isOfStep(long step) {
        return isMarked || place % step == 0;
      }
    }

    private Watcher(Result result, Set<String> columns, String mark) {
      this.result = result;
      List<String> names = names(result.columns());
      for (int i = 0; i < names.size(); i++) {
        if (columns.contains(names.get(i))) {
          wanted.add(i);
        }
      }
      this.mark = names.indexOf(mark);
    }

    /** Lets all rows pass that are left. */
    public Frame readAll() {
      boolean hasMore = next();
      while (hasMore) {
        hasMore = next();
      }
      return frame();
    }

    /** The rows that have passed. */
    public Frame frame() {
      List<Column> all = result.columns();
      return new Frame(
          List.copyOf(all),
          Collections.unmodifiableList(shown),
          wanted.stream().map(all::get).toList(),
          kept.stream().map(Noted::values).toList(),
          size);
    }

    @Override
    public List<Column> columns() {
      return result.columns();
    }

    @Override
    public boolean next() {
      if (!result.next()) {
        return false;
      }
      if (size < MOST_SHOWN) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < columns().size(); i++) {
          all.add(i);
        }
        shown.add(values(all));
      }
      boolean isMarked = mark >= 0 && Boolean.TRUE.equals(result.value(mark));
      if (isMarked || size % step == 0) {
        kept.add(new Noted(size, values(wanted), isMarked));
        thin();
      }
      size++;
      return true;
    }

    private List<@Nullable Object> values(List<Integer> places) {
      List<@Nullable Object> values = new ArrayList<>(places.size());
      places.forEach(place -> values.add(result.value(place)));
      return Collections.unmodifiableList(values);
    }

    private void thin() {
      if (kept.size() < MOST_KEPT) {
        return;
      }
      step *= 2;
      kept = new ArrayList<>(kept.stream().filter(noted -> noted.isOfStep(step)).toList());
      if (kept.size() > MOST_KEPT / 4 * 3) {
        // Too many marks: they are thinned too.
        kept = new ArrayList<>(kept.stream().filter(noted -> noted.place() % step == 0).toList());
      }
    }

    @Override
    public @Nullable Object value(int column) {
      return result.value(column);
    }

    @Override
    public void close() {
      result.close();
    }
  }
}
