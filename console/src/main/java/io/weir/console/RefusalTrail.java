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
 * nobody can fill the ledger. Thread-safe.
 */
final class RefusalTrail implements AutoCloseable {
  private static final int MOST = 64;
  private static final String MANY = "elsewhere";

  private final Ledger ledger;
  private final Consumer<String> log;
  private final Map<Refused, RefusedRequest> since = new LinkedHashMap<>();
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
  }

  /**
   * Begins.
   *
   * @param every how long it waits before it writes
   * @param log is told when the ledger cannot be written
   */
  RefusalTrail(Ledger ledger, Duration every, Consumer<String> log) {
    this.ledger = ledger;
    this.log = log;
    this.writing =
        writer.scheduleWithFixedDelay(
            this::write, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized void add(Refused refused) {
    boolean isOneMore = since.containsKey(refused) || since.size() < MOST;
    Refused key = isOneMore ? refused : refused.fromElsewhere();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    RefusedRequest before = since.get(key);
    since.put(
        key,
        new RefusedRequest(
            0,
            before == null ? now : before.at(),
            key.reason(),
            key.analyst(),
            key.from(),
            key.dataset(),
            key.kind(),
            "",
            before == null ? 1 : before.times() + 1));
  }

  private synchronized List<RefusedRequest> taken() {
    List<RefusedRequest> all = new ArrayList<>(since.values());
    since.clear();
    return all;
  }

  /** Writes what is not in the ledger yet. */
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

  @Override
  public void close() {
    writing.cancel(false);
    writer.shutdownNow();
    write();
  }
}
