// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does what takes a time that depends on records, and hands out what comes of it, a failure too, at
 * multiples of a step after it was asked for. Until then its place is taken, so that others who
 * wait do not learn more. Thread-safe.
 */
final class ReleaseTimes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final long stepNanos;
  private final ThreadPoolExecutor workers;

  /**
   * Begins.
   *
   * @param step what answers are released at multiples of
   * @param atOnce how many are worked on at a time
   * @param waiting how many more may wait
   */
  ReleaseTimes(Duration step, int atOnce, int waiting, ClassLoader loader) {
    this.stepNanos = step.toNanos();
    this.workers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              Thread thread = new Thread(work, "weir-questions");
              // Where engines look for formats.
              thread.setContextClassLoader(loader);
              return thread;
            });
  }

  /**
   * Begins work, or lets it wait.
   *
   * @throws Refusal when too much waits already
   */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    long asked = System.nanoTime();
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      workers.execute(() -> release(work, asked, result));
    } catch (RejectedExecutionException e) {
      throw Refusal.until(
          Refusal.UNAVAILABLE,
          Duration.ofNanos(stepNanos),
          "Cannot ask now: too many questions wait already. Ask again a little later.");
    }
    return result;
  }

  private <T> void release(Supplier<T> work, long asked, CompletableFuture<T> result) {
    Runnable outcome;
    try {
      T value = work.get();
      outcome = () -> result.complete(value);
    } catch (RuntimeException | Error e) {
      outcome = () -> result.completeExceptionally(e);
    }
    if (!awaitStep(asked)) {
      outcome = () -> result.completeExceptionally(ended());
    }
    outcome.run();
  }

  /** Waits for the next multiple; false when the service ends meanwhile. */
  private boolean awaitStep(long asked) {
    long took = System.nanoTime() - asked;
    long release = asked + nextMultiple(took, stepNanos);
    try {
      for (long left = release - System.nanoTime(); left > 0; left = release - System.nanoTime()) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The first multiple of a step, of 1 at least, that is no less than a time. */
  static long nextMultiple(long nanos, long step) {
    return Math.max(1, Math.floorDiv(nanos + step - 1, step)) * step;
  }

  private static WeirException ended() {
    return WeirException.failed("Cannot answer: the service ends.");
  }

  /** Waits for what was begun. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
