// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.RefusalReason;
import io.weir.privacy.ledger.RefusedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps in the ledger what the service refuses before the ledger is asked. What is alike within a
 * minute is one row with a number, and strangers of a minute have few rows between them, so that
 * nobody can fill the ledger; what is new is written every second at most, so that nobody keeps it
 * busy either. Thread-safe.
 */
final class RefusalTrail implements AutoCloseable {
  private static final int MOST = 64;
  private static final String MANY = "elsewhere";
  private static final Duration ROW = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final Consumer<String> log;

  /** When each row of this minute began; and how much of it is not written yet. */
  private final Map<Refused, Instant> rows = new HashMap<>();

  private final Map<Refused, Long> unwritten = new LinkedHashMap<>();
  private final List<RefusedRequest> ready = new ArrayList<>();
  private Instant minute = Instant.EPOCH;

  private final ScheduledFuture<?> writing;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "weir-refusals");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What was refused.
   *
   * @param analyst empty when it is not known who asked
   */
  record Refused(RefusalReason reason, String analyst, String from, String dataset, String kind) {
    private Refused fromElsewhere() {
      return new Refused(reason, analyst, MANY, dataset, kind);
    }

    private RefusedRequest request(Instant at, long times) {
      return new RefusedRequest(0, at, reason, analyst, from, dataset, kind, "", times);
    }
  }

  /**
   * Begins.
   *
   * @param every how long it waits before it writes: what a killed service can lose
   * @param log is told when the ledger cannot be written
   */
  RefusalTrail(Ledger ledger, Duration every, Consumer<String> log) {
    this.ledger = ledger;
    this.log = log;
    this.writing =
        writer.scheduleWithFixedDelay(
            this::write, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void add(Refused refused) {
    add(refused, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  synchronized void add(Refused refused, Instant now) {
    if (Duration.between(minute, now).abs().compareTo(ROW) >= 0) {
      collect();
      rows.clear();
      minute = now;
    }
    boolean isOneMore = rows.containsKey(refused) || rows.size() < MOST;
    Refused key = isOneMore ? refused : refused.fromElsewhere();
    rows.putIfAbsent(key, now);
    unwritten.merge(key, 1L, Long::sum);
  }

  /** Writes what is not in the ledger yet; who refuses does not wait for it. */
  void write() {
    List<RefusedRequest> all = taken();
    if (all.isEmpty()) {
      return;
    }
    try {
      ledger.refuse(all);
    } catch (WeirException e) {
      log.accept(e.getMessage());
    }
  }

  private synchronized List<RefusedRequest> taken() {
    collect();
    List<RefusedRequest> all = List.copyOf(ready);
    ready.clear();
    return all;
  }

  /** Gives what is not written yet to the rows of this minute. */
  private void collect() {
    unwritten.forEach(
        (refused, times) -> ready.add(refused.request(rows.getOrDefault(refused, minute), times)));
    unwritten.clear();
  }

  @Override
  public void close() {
    writing.cancel(false);
    writer.shutdownNow();
    write();
  }
}
