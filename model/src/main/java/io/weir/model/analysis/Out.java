// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import org.jspecify.annotations.Nullable;

/** Takes what a fold puts out. */
public interface Out {
  /**
   * Puts out one row, a value for each output column. That of a TIMESTAMP is a {@link
   * java.time.LocalDateTime} of UTC, or its microseconds since 1970 as a {@link Long}, which costs
   * less.
   */
  void emit(@Nullable Object... values);

  /**
   * Asks for {@link Fold#timer} once event time has passed this; a later request replaces an
   * earlier one.
   *
   * @param micros microseconds since 1970 UTC; {@link Long#MAX_VALUE} for none
   */
  void timer(long micros);

  /** Counts something an operator should know of, such as evicted state. */
  void count(String what, long n);
}
