// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the process was told to end: by Ctrl-C (SIGINT) or SIGTERM. Told a second time it ends at
 * once. SIGUSR1 asks how far it is. Thread-safe.
 */
final class LiveEnd {
  /** What a shell says of a process that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean isAsked;

  private LiveEnd() {}

  /** Listens to the signals from now on. */
  static LiveEnd ofSignals() {
    LiveEnd end = new LiveEnd();
    Signals.on("INT", end::tell);
    Signals.on("TERM", end::tell);
    Signals.on("USR1", () -> end.isAsked = true);
    return end;
  }

  private void tell() {
    if (told.getCount() == 0) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    told.countDown();
  }

  /** Waits so long at most for the word. */
  boolean isToldWithin(Duration time) {
    try {
      return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Whether someone asked since this was last called. */
  boolean isAsked() {
    boolean was = isAsked;
    isAsked = false;
    return was;
  }
}
