// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as folds read and write them. */
final class Times {
  private Times() {}

  /** A TIMESTAMP of microseconds since 1970 UTC. */
  static LocalDateTime of(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }

  /** Whole microseconds. */
  static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
