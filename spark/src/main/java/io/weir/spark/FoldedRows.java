// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a fold makes of sorted rows, made as it is asked for: no more than one input row's output is
 * held.
 *
 * @param <S> the state of one key
 */
final class FoldedRows<S> implements Iterator<Row>, Out {
  private final Fold<S> fold;
  private final int[] key;
  private final int time;
  private final Iterator<Row> input;
  private final FoldCounts counts;
  private final Emission emission;
  private final ArrayDeque<Row> ready = new ArrayDeque<>();
  private final FoldRow row = new FoldRow();
  private @Nullable S state;
  private @Nullable Row current;
  private long nextTimer = Long.MAX_VALUE;

  FoldedRows(
      Fold<S> fold,
      int[] key,
      int time,
      Iterator<Row> input,
      FoldCounts counts,
      Emission emission) {
    this.fold = fold;
    this.key = key;
    this.time = time;
    this.input = input;
    this.counts = counts;
    this.emission = emission;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && input.hasNext()) {
      take(input.next());
    }
    if (ready.isEmpty()) {
      endKey();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(Row next) {
    S open = state;
    if (open == null || !isSameKey(next)) {
      endKey();
      open = fold.state().create();
      state = open;
      nextTimer = Long.MAX_VALUE;
      current = next;
    }
    row.set(next);
    long now = row.longValue(time);
    while (nextTimer <= now) {
      long due = nextTimer;
      nextTimer = Long.MAX_VALUE;
      fold.timer(open, due, this);
    }
    fold.row(open, row, this);
  }

  private boolean isSameKey(Row next) {
    Row first = Objects.requireNonNull(current);
    for (int column : key) {
      if (!Objects.equals(first.get(column), next.get(column))) {
        return false;
      }
    }
    return true;
  }

  private void endKey() {
    S open = state;
    state = null;
    if (open != null) {
      fold.end(open, this);
    }
  }

  @Override
  public void emit(@Nullable Object... values) {
    ready.add(emission.row(values));
  }

  @Override
  public void timer(long micros) {
    nextTimer = micros;
  }

  @Override
  public void count(String what, long n) {
    counts.add(what, n);
  }
}
