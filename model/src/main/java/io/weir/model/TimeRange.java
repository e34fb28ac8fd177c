// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.time.Instant;

/**
 * A range of time, in microseconds since 1970 UTC.
 *
 * @param from first microsecond inside
 * @param to first microsecond after; {@link Long#MAX_VALUE} when open
 */
public record TimeRange(long from, long to) implements Serializable {
  /** All of time. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeRange {
    if (from > to) {
      throw new IllegalArgumentException("A time range must not end before it begins.");
    }
  }

  /** From one instant, inclusive, to another, exclusive. */
  public static TimeRange between(Instant from, Instant to) {
    return new TimeRange(Micros.of(from), Micros.of(to));
  }

  public boolean contains(long micros) {
    return micros >= from && micros < to;
  }

  public boolean isAll() {
    return from == Long.MIN_VALUE && to == Long.MAX_VALUE;
  }

  /** True when some instant of {@code [first, end)} is inside. */
  public boolean overlaps(long first, long end) {
    return first < to && end > from;
  }

  public TimeRange intersect(TimeRange other) {
    long start = Math.max(from, other.from);
    return new TimeRange(start, Math.max(start, Math.min(to, other.to)));
  }
}
