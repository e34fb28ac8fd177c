// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;

/**
 * What was spent of a cap: of each currency as much as on that day of all asked about that has the
 * least of it left.
 *
 * @param spent on it; on a whole budget where units are not daily
 */
public record Balance(Cap cap, Cost spent) {
  public Cap left() {
    return cap.left(spent);
  }
}
