// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of lines over time. Of too many, all rows of some times are left out, so that no line is;
 * where there are more lines than times, the rows of the lowest values, since the largest lines are
 * drawn. Marked rows have room of their own. Not thread-safe.
 */
final class LinesSample implements Sample {
  /** With fewer times a line would no longer be seen. */
  private static final int FEWEST_TIMES = 400;

  private final int time;
  private final int value;
  private final int mark;
  private final Spread marked = new Spread();
  private List<List<@Nullable Object>> others = new ArrayList<>();

  /** A time is kept whose hash has none of these bits. */
  private int mask;

  /**
   * Nothing yet.
   *
   * @param mark the column whose true rows are marked; -1 for none
   */
  LinesSample(int time, int value, int mark) {
    this.time = time;
    this.value = value;
    this.mark = mark;
  }

  @Override
  public void note(Result row) {
    if (mark >= 0 && Boolean.TRUE.equals(row.value(mark))) {
      marked.note(row);
    } else if (isKept(row.value(time))) {
      others.add(Sample.values(row));
      while (others.size() >= MOST) {
        thin();
      }
    }
  }

  /** Times of any regular distance are spread over all bits (the end of MurmurHash3). */
  private boolean isKept(@Nullable Object at) {
    int hash = Objects.hashCode(at);
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return ((hash ^ (hash >>> 16)) & mask) == 0;
  }

  private void thin() {
    long times = others.stream().map(row -> row.get(time)).distinct().count();
    if (times >= 2 * FEWEST_TIMES && mask != -1) {
      mask = 2 * mask + 1;
      others = new ArrayList<>(others.stream().filter(row -> isKept(row.get(time))).toList());
    } else {
      others.sort(
          Comparator.comparingDouble(
              (List<@Nullable Object> row) -> -Values.number(row.get(value))));
      others = new ArrayList<>(others.subList(0, MOST / 2));
    }
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    return Stream.concat(others.stream(), marked.rows().stream()).toList();
  }
}
