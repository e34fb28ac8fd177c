// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.ChargeRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The questions that are being answered. Who asks one of them again meanwhile waits for its answer,
 * in place of paying for another. Thread-safe.
 */
final class Underway {
  private final Set<ChargeRequest> requests = new HashSet<>();

  /** Waits until none of them is underway, then takes all: nobody waits holding some. */
  synchronized void begin(Collection<ChargeRequest> wanted) {
    while (wanted.stream().anyMatch(requests::contains)) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw WeirException.failed("Cannot answer: it was interrupted. Ask again.");
      }
    }
    requests.addAll(wanted);
  }

  /** They are answered, or failed. */
  synchronized void end(Collection<ChargeRequest> wanted) {
    wanted.forEach(requests::remove);
    notifyAll();
  }
}
