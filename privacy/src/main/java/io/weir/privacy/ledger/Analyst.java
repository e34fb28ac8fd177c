// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody with a token.
 *
 * @param role what for; an operator asks nothing
 * @param expires from then on nothing can be asked; what was spent stays spent
 * @param allotment the most that this analyst spends on a unit of any dataset
 * @param datasets those that may be asked about; none: all
 * @param kinds of question that may be asked, such as {@code volume}; none: all
 */
public record Analyst(
    String name,
    Role role,
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

  /** Somebody who may ask. */
  public Analyst(
      String name,
      Instant expires,
      Cap allotment,
      SortedSet<String> datasets,
      SortedSet<String> kinds) {
    this(name, Role.ANALYST, expires, allotment, datasets, kinds);
  }

  private static SortedSet<String> copy(Collection<String> words) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(words));
  }

  /** Whether a dataset is among those that may be asked about. */
  public boolean maySee(String dataset) {
    return datasets.isEmpty() || datasets.contains(dataset);
  }

  /** Whether a dataset and a kind of question are among what is allowed. */
  public boolean mayAsk(String dataset, String kind) {
    return role == Role.ANALYST && maySee(dataset) && (kinds.isEmpty() || kinds.contains(kind));
  }

  /**
   * Checks that it may be asked.
   *
   * @throws WeirException of kind USAGE when it is not among what is allowed
   */
  public void requireRight(String dataset, String kind) {
    if (role == Role.OPERATOR) {
      throw WeirException.usage(
          "Cannot ask as %s: an operator sees what others asked, and asks nothing. Use an analyst's"
              + " token.",
          name);
    }
    if (!mayAsk(dataset, kind)) {
      throw WeirException.usage(
          "Cannot ask %s about %s as %s: it is not among what this analyst may ask (datasets: %s;"
              + " kinds: %s). Ask something else, or have the right extended.",
          kind, dataset, name, orAll(datasets), orAll(kinds));
    }
  }

  private static String orAll(SortedSet<String> words) {
    return words.isEmpty() ? "all" : String.join(", ", words);
  }
}
