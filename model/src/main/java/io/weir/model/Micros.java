// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Times as tables, folds and readers count them: microseconds since 1970 UTC. What is finer is cut
 * off, towards the past.
 */
public final class Micros {
  private static final long SECOND = 1_000_000L;

  private Micros() {}

  /** A TIMESTAMP's value, which is UTC. */
  public static LocalDateTime toTime(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
  }

  /**
   * The count of a TIMESTAMP's value, which is UTC.
   *
   * @throws ArithmeticException 292,000 years from 1970
   */
  public static long of(LocalDateTime time) {
    return of(time.toInstant(ZoneOffset.UTC));
  }

  /**
   * The count of an instant.
   *
   * @throws ArithmeticException 292,000 years from 1970
   */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1000);
  }

  /** The whole microseconds of a length of time. */
  public static long of(Duration duration) {
    return duration.dividedBy(ChronoUnit.MICROS.getDuration());
  }
}
