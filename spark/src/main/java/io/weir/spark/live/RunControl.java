// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.function.Supplier;

/**
 * What a run and its sources tell each other: that no further batch should begin, and what a source
 * waits for. Thread-safe; in the driver only.
 */
final class RunControl {
  private volatile boolean isEnding;
  private volatile String waiting = "";
  private volatile Supplier<String> watched = () -> "";

  /** No source offers more records from now on. */
  void end() {
    isEnding = true;
  }

  boolean isEnding() {
    return isEnding;
  }

  /**
   * A source waits for this, such as a broker that does not answer; empty when for records only.
   */
  void waitFor(String what) {
    waiting = what;
  }

  /** Something else that may be waited for, asked each time. */
  void watch(Supplier<String> newWatched) {
    watched = newWatched;
  }

  String waiting() {
    String told = waiting;
    return told.isEmpty() ? watched.get() : told;
  }
}
