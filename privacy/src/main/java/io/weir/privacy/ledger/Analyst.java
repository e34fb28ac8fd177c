// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cap;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody who may ask.
 *
 * @param expires from then on nothing can be asked; what was spent stays spent
 * @param allotment the most that this analyst spends on a unit of any dataset
 * @param datasets those that may be asked about; none: all
 * @param kinds of question that may be asked, such as {@code volume}; none: all
 */
public record Analyst(
    String name,
    Instant expires,
    Cap allotment,
    SortedSet<String> datasets,
    SortedSet<String> kinds) {
  public Analyst {
    datasets = copy(datasets);
    kinds = copy(kinds);
    if (!Dataset.isName(name)) {
      throw new IllegalArgumentException("name " + name);
    }
  }

  private static SortedSet<String> copy(Collection<String> words) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(words));
  }

  /** Whether a dataset and a kind of question are among what is allowed. */
  public boolean mayAsk(String dataset, String kind) {
    return (datasets.isEmpty() || datasets.contains(dataset))
        && (kinds.isEmpty() || kinds.contains(kind));
  }
}
