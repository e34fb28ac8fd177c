// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Shows on standard error how far the reading is, how fast, and how long it will take; from the
 * second second on, and where a person watches. {@link #stop} clears it for good.
 */
final class ProgressBar implements AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final long EVERY_MILLIS = 200;
  private static final int CELLS = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final Supplier<Progress> progress;
  private final Surroundings surroundings;
  private final PrintStream err;
  private final long started = System.nanoTime();
  private final Thread thread = new Thread(this::show, "progress");
  private boolean isStopped;
  private boolean isShown;

  private ProgressBar(Supplier<Progress> progress, Surroundings surroundings) {
    this.progress = progress;
    this.surroundings = surroundings;
    this.err = surroundings.err();
  }

  /** Starts watching; shows nothing where nobody watches. */
  static ProgressBar start(Supplier<Progress> progress, Surroundings surroundings) {
    ProgressBar bar = new ProgressBar(progress, surroundings);
    if (surroundings.isScreen(Surroundings.Screen.ERR)) {
      bar.thread.setDaemon(true);
      bar.thread.start();
    }
    return bar;
  }

  private synchronized void show() {
    try {
      while (!isStopped) {
        Duration spent = Duration.ofNanos(System.nanoTime() - started);
        if (spent.compareTo(QUIET) >= 0) {
          err.print(CLEAR + line(progress.get(), spent, surroundings.isUnicode()));
          err.flush();
          isShown = true;
        }
        wait(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      isStopped = true;
    }
  }

  /** The bar after some time. */
  static String line(Progress progress, Duration spent, boolean unicode) {
    double seconds = Math.max(0.001, spent.toMillis() / 1000.0);
    String speed = size((long) (progress.bytesRead() / seconds)) + "/s";
    if (progress.bytesTotal() <= 0) {
      return "%s read, %s".formatted(size(progress.bytesRead()), speed);
    }
    double share = Math.min(1, (double) progress.bytesRead() / progress.bytesTotal());
    int full = (int) (share * CELLS);
    String bar = (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(CELLS - full);
    double left = share == 0 ? 0 : seconds / share - seconds;
    String time = share == 0 ? "" : ", " + time((long) Math.ceil(left)) + " left";
    return "%s %3d %%  %s of %s, %s%s"
        .formatted(
            bar,
            (int) (share * 100),
            size(progress.bytesRead()),
            size(progress.bytesTotal()),
            speed,
            time);
  }

  private static String size(long bytes) {
    double rest = (double) bytes;
    int unit = 0;
    while (rest >= 999.5 && unit < 5) {
      rest /= 1000;
      unit++;
    }
    String number = unit == 0 || rest >= 99.95 ? "%.0f" : "%.1f";
    return String.format(number, rest)
        + " "
        + "B kBMBGBTBPB".substring(2 * unit, 2 * unit + 2).strip();
  }

  private static String time(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** Clears the bar. */
  synchronized void stop() {
    if (isShown && !isStopped) {
      err.print(CLEAR);
      err.flush();
    }
    isStopped = true;
    notifyAll();
  }

  @Override
  public void close() {
    stop();
  }
}
