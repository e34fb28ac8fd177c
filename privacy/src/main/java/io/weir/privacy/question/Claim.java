// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.Ledger;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Holds questions in the ledger while they are answered, so that nobody else is charged for them.
 */
final class Claim implements AutoCloseable {
  private final Ledger ledger;
  private final Set<Charge> charges;
  private boolean isKept;
  private final ScheduledFuture<?> holding;
  private final ScheduledExecutorService holder =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "weir-claim");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins to hold what was charged just now. */
  Claim(Ledger ledger, Set<Charge> charges) {
    this.ledger = ledger;
    this.charges = Set.copyOf(charges);
    long often = Ledger.HELD.toMillis() / 6;
    holding = holder.scheduleWithFixedDelay(this::hold, often, often, TimeUnit.MILLISECONDS);
  }

  private void hold() {
    try {
      ledger.hold(charges);
    } catch (WeirException e) {
      // Then another may be charged for the same; what is released was paid all the same.
    }
  }

  /** All answers are in the ledger, which ended the claim. */
  void kept() {
    isKept = true;
  }

  @Override
  public void close() {
    holding.cancel(false);
    holder.shutdown();
    if (isKept) {
      return;
    }
    try {
      ledger.end(charges);
    } catch (WeirException e) {
      // It ends by itself a little later.
    }
  }
}
