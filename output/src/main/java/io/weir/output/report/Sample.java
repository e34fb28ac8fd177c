// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.Column;
import io.weir.model.analysis.Picture;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer that stand for all in a picture, no more than it has room for. */
sealed interface Sample permits Sample.First, Sample.Spread, LinesSample {
  /** More than pictures have room for. */
  int MOST = 20_000;

  /** Keeps the row a result is at, or not. */
  void note(Result row);

  /** The rows that are kept, in their order. */
  List<List<@Nullable Object>> rows();

  /** What a picture of a result needs. */
  static Sample of(Picture picture, Result result) {
    if (picture instanceof Picture.Lines lines) {
      List<String> names = result.columns().stream().map(Column::name).toList();
      int time = names.indexOf(lines.time());
      int value = names.indexOf(lines.value());
      if (time >= 0 && value >= 0) {
        return new LinesSample(time, value, lines.mark().map(names::indexOf).orElse(-1));
      }
    }
    // Bars, cells and boxes are ordered: the first are drawn.
    return picture instanceof Picture.Projection ? new Spread() : new First(MOST);
  }

  /** The values of the row a result is at. */
  static List<@Nullable Object> values(Result row) {
    int size = row.columns().size();
    List<@Nullable Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(row.value(i));
    }
    return Collections.unmodifiableList(values);
  }

  /** The first rows. Not thread-safe. */
  final class First implements Sample {
    private final int most;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    First(int most) {
      this.most = most;
    }

    @Override
    public void note(Result row) {
      if (rows.size() < most) {
        rows.add(values(row));
      }
    }

    @Override
    public List<List<@Nullable Object>> rows() {
      return Collections.unmodifiableList(rows);
    }
  }

  /** All rows, or of too many every second, fourth, …. Not thread-safe. */
  final class Spread implements Sample {
    private List<List<@Nullable Object>> rows = new ArrayList<>();
    private long count;
    private long step = 1;

    @Override
    public void note(Result row) {
      if (count++ % step != 0) {
        return;
      }
      rows.add(values(row));
      if (rows.size() == MOST) {
        List<List<@Nullable Object>> half = new ArrayList<>();
        for (int i = 0; i < MOST; i += 2) {
          half.add(rows.get(i));
        }
        rows = half;
        step *= 2;
      }
    }

    @Override
    public List<List<@Nullable Object>> rows() {
      return Collections.unmodifiableList(rows);
    }
  }
}
