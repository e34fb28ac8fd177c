// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.io.Serializable;

/**
 * Makes rows of one key's rows in time order; the same in every engine, on files and on streams.
 * Stateless itself: all it remembers is in the state.
 *
 * @param <S> the state of one key
 */
public interface Fold<S> extends Serializable {
  /** How the state is made, stored and restored. */
  StateCodec<S> state();

  /** The next row of the key. */
  void row(S state, Row row, Out out);

  /**
   * Event time has passed what {@link Out#timer} asked for.
   *
   * @param now microseconds since 1970 UTC: the time that was asked for
   */
  void timer(S state, long now, Out out);

  /** No more rows will come for this key; bounded inputs only. */
  void end(S state, Out out);

  /**
   * The event time from which on the state says no more than a new one would, if no row comes
   * before: a stream may then forget it. Microseconds since 1970 UTC; {@link Long#MAX_VALUE} for
   * never, with which a stream remembers every key.
   */
  default long idleFrom(S state) {
    return Long.MAX_VALUE;
  }

  /** Makes, stores and restores the state of a key. */
  interface StateCodec<S> extends Serializable {
    S create();

    byte[] encode(S state);

    S decode(byte[] bytes);
  }
}
