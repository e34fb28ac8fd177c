// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a fold that are still to be folded, handed out to workers, and what these counted.
 * Thread-safe.
 *
 * @param <S> the state of one key
 */
final class FoldKeys<S> {
  /** Keys are handed out together until they have so many rows. */
  private static final int ROWS = 1 << 12;

  private final FoldSpec<S> spec;
  private final KeyedRows.Part part;
  private final KeyedRows rows;
  private final Map<String, Long> counts = new TreeMap<>();
  private int next;
  private @Nullable RuntimeException failure;

  FoldKeys(FoldSpec<S> spec, KeyedRows rows) {
    this.spec = spec;
    this.part = rows.part(spec);
    this.rows = rows;
  }

  FoldWorker<S> worker() {
    return new FoldWorker<>(this);
  }

  Fold<S> fold() {
    return spec.fold();
  }

  /** What the fold sees of the rows. */
  KeyedRows.Part part() {
    return part;
  }

  KeyedRows rows() {
    return rows;
  }

  List<Column> output() {
    return spec.output();
  }

  /** The places of all columns. */
  int[] all() {
    return IntStream.range(0, spec.output().size()).toArray();
  }

  /** The next keys, from and to; from is to when there are no more. */
  synchronized int[] take() {
    int from = next;
    int end = from == rows.keys() ? 0 : rows.start(from) + ROWS;
    while (next < rows.keys() && rows.start(next) < end) {
      next++;
    }
    return new int[] {from, next};
  }

  synchronized void count(Map<String, Long> more) {
    more.forEach((what, n) -> counts.merge(what, n, Long::sum));
  }

  synchronized void failed(RuntimeException e) {
    if (failure == null) {
      failure = e;
    }
  }

  synchronized @Nullable RuntimeException failure() {
    return failure;
  }

  synchronized Map<String, Long> counts() {
    return counts;
  }
}
