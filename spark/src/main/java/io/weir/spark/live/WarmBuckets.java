// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of folds from one batch to the next, for as long as there is memory: what is gone is
 * restored from Spark's state, which holds all of it. Thread-safe.
 */
final class WarmBuckets {
  private static final Map<Place, Warm> WARM = new ConcurrentHashMap<>();

  private WarmBuckets() {}

  private record Place(UUID run, int bucket) {}

  private record Warm(long stamp, SoftReference<FoldBucket<?>> bucket) {}

  /**
   * The bucket as it was kept with this stamp; null when it is not there. It is not there for
   * others then: a task that fails half-way leaves nothing behind.
   */
  @SuppressWarnings("unchecked") // a run has one fold
  static <S> @Nullable FoldBucket<S> take(UUID run, int bucket, long stamp) {
    Warm warm = WARM.remove(new Place(run, bucket));
    return warm != null && warm.stamp() == stamp ? (FoldBucket<S>) warm.bucket().get() : null;
  }

  static void keep(UUID run, int number, long stamp, FoldBucket<?> bucket) {
    WARM.put(new Place(run, number), new Warm(stamp, new SoftReference<>(bucket)));
  }

  /** Forgets the buckets of a run that has ended. */
  static void forget(UUID run) {
    WARM.keySet().removeIf(place -> place.run().equals(run));
  }
}
