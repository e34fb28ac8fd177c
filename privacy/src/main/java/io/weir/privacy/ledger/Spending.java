// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cost;
import java.util.Optional;

/**
 * What was spent on each unit of some days.
 *
 * @param days empty for the whole of a dataset whose units are not daily
 */
public record Spending(Optional<Days> days, Cost spent) {
  /** This and the next together, when its days follow and as much was spent on them. */
  Optional<Spending> joined(Spending next) {
    if (days.isEmpty() || next.days.isEmpty() || !spent.equals(next.spent)) {
      return Optional.empty();
    }
    Days before = days.get();
    Days after = next.days.get();
    boolean follows = before.last().plusDays(1).equals(after.first()) && before.count() < Days.MOST;
    return follows
        ? Optional.of(new Spending(Optional.of(new Days(before.first(), after.last())), spent))
        : Optional.empty();
  }
}
