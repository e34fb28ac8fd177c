// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/** What folds and other work of tasks count, by name, from all tasks. */
public final class FoldCounts extends AccumulatorV2<Map<String, Long>, Map<String, Long>> {
  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<String, Long> counts = new ConcurrentHashMap<>();

  /** Counts more of something. */
  public void add(String what, long n) {
    counts.merge(what, n, Long::sum);
  }

  /** Spark's heartbeat asks while a task still restores this object, and while it counts. */
  @Override
  public boolean isZero() {
    return counts == null || counts.isEmpty();
  }

  @Override
  public AccumulatorV2<Map<String, Long>, Map<String, Long>> copy() {
    FoldCounts copy = new FoldCounts();
    copy.add(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(Map<String, Long> more) {
    more.forEach(this::add);
  }

  @Override
  public void merge(AccumulatorV2<Map<String, Long>, Map<String, Long>> other) {
    add(other.value());
  }

  @Override
  public Map<String, Long> value() {
    return Map.copyOf(counts);
  }
}
