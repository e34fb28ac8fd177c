// SPDX-License-Identifier: Apache-2.0
package io.weir.job.live;

import java.time.Duration;

/** A live run under way. Thread-safe. */
public interface LiveRun extends AutoCloseable {
  /** How far it is. */
  LiveProgress progress();

  /**
   * Waits until the run has ended, at most so long.
   *
   * @return true when it has ended
   * @throws io.weir.model.WeirException when it failed
   */
  boolean await(Duration atMost);

  /** Ends the run; from its checkpoint it can go on later. */
  void stop();

  /** Ends the run and gives up what it holds. */
  @Override
  void close();
}
