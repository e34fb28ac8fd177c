// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many times a minute for each key: as many at once, then one after the other. Remembers a
 * bounded number of keys, those that came last. Thread-safe.
 */
final class Allowance {
  private static final int MOST_KEYS = 10_000;
  private static final long MINUTE = 60_000_000_000L;

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, State> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /** What is left of a key, in nanoseconds of refilling; and when it was counted. */
  private record State(long left, long at) {}

  /**
   * All keys begin with the whole.
   *
   * @param nanos a clock that never goes back
   */
  Allowance(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  private long one() {
    return MINUTE / perMinute;
  }

  private long left(String key, long now) {
    State state = states.get(key);
    return state == null ? MINUTE : Math.min(MINUTE, state.left + (now - state.at));
  }

  /** How long to wait until there is one; zero when there is. */
  synchronized Duration wait(String key) {
    return Duration.ofNanos(Math.max(0, one() - left(key, nanos.getAsLong())));
  }

  /** Takes one; returns how long to wait when there is none. */
  synchronized Duration take(String key) {
    long now = nanos.getAsLong();
    long left = left(key, now);
    if (left < one()) {
      return Duration.ofNanos(one() - left);
    }
    states.put(key, new State(left - one(), now));
    return Duration.ZERO;
  }
}
