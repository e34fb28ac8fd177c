// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.Column;
import io.weir.model.analysis.Picture;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an answer, kept to be looked at: the first ones for a table, and for a picture those that
 * stand for all. Immutable.
 */
public final class Frame {
  /** Rows of a table that a person may look through. */
  static final int MOST_SHOWN = 50;

  private final List<Column> columns;
  private final List<List<@Nullable Object>> shown;
  private final List<List<@Nullable Object>> drawn;
  private final long size;

  private Frame(
      List<Column> columns,
      List<List<@Nullable Object>> shown,
      List<List<@Nullable Object>> drawn,
      long size) {
    this.columns = columns;
    this.shown = shown;
    this.drawn = drawn;
    this.size = size;
  }

  /** All rows of a result, for a table and a picture of them. */
  public static Frame of(Result result, Optional<Picture> picture) {
    return picture.map(drawn -> watch(result, drawn)).orElseGet(() -> watch(result)).readAll();
  }

  /** Rows that are there already. */
  public static Frame of(List<Column> columns, List<? extends List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = Collections.unmodifiableList(new ArrayList<>(rows));
    List<List<@Nullable Object>> shown = all.subList(0, Math.min(all.size(), MOST_SHOWN));
    return new Frame(List.copyOf(columns), shown, all, all.size());
  }

  /** No rows. */
  public static Frame empty() {
    return of(List.of(), List.of());
  }

  /** A result of only those rows that have this text in a column. */
  public static Result only(Result result, String column, String text) {
    return new Only(result, names(result.columns()).indexOf(column), text);
  }

  /** A result that notes the rows that pass, for a picture. */
  public static Watcher watch(Result result, Picture picture) {
    return new Watcher(result, Sample.of(picture, result));
  }

  /** A result that notes the first rows that pass, for a table. */
  public static Watcher watch(Result result) {
    return new Watcher(result, new Sample.First(0));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  /** The same rows with the units and meanings of columns that are known by their names. */
  public Frame with(List<Column> known) {
    return new Frame(told(columns, known), shown, drawn, size);
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

  /** The places of the columns that have no value in any row shown. */
  List<Integer> emptyColumns() {
    return IntStream.range(0, columns.size())
        .filter(c -> shown.stream().allMatch(row -> row.get(c) == null))
        .boxed()
        .toList();
  }

  /** The rows shown, for a table without the columns at some places. */
  Frame without(List<Integer> left) {
    List<Integer> kept =
        IntStream.range(0, columns.size()).filter(c -> !left.contains(c)).boxed().toList();
    return of(
        kept.stream().map(columns::get).toList(),
        shown.stream().map(row -> kept.stream().<@Nullable Object>map(row::get).toList()).toList());
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

  /** Whether all rows are there for a picture. */
  boolean isWhole() {
    return drawn.size() == size;
  }

  /** The first rows for a picture, no more than this. */
  Frame first(int most) {
    return new Frame(columns, shown, drawn.subList(0, Math.min(most, drawn.size())), size);
  }

  /** The values of a column in the rows that stand for all; null for NULL. */
  List<@Nullable Object> values(String column) {
    int at = names(columns).indexOf(column);
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
    private final Sample shown = new Sample.First(MOST_SHOWN);
    private final Sample drawn;
    private long size;

    private Watcher(Result result, Sample drawn) {
      this.result = result;
      this.drawn = drawn;
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
      return new Frame(List.copyOf(result.columns()), shown.rows(), drawn.rows(), size);
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
      shown.note(result);
      drawn.note(result);
      size++;
      return true;
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

  /** Leaves out rows. Not thread-safe. */
  private record Only(Result result, int column, String text) implements Result {
    @Override
    public List<Column> columns() {
      return result.columns();
    }

    @Override
    public boolean next() {
      while (result.next()) {
        if (text.equals(result.value(column))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public @Nullable Object value(int at) {
      return result.value(at);
    }

    @Override
    public void close() {
      result.close();
    }
  }
}
