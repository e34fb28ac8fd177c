// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.analysis.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a fold that another fold of the same plan reads too, so that they are read and
 * grouped once: folds whose inputs are the same SQL. They are let go of with the last one.
 */
final class SharedRows {
  private final List<Plan.FoldStep> folds;
  private Plan.@Nullable Sql input;
  private @Nullable KeyedRows kept;

  SharedRows(Plan plan) {
    folds =
        plan.steps().stream()
            .filter(Plan.FoldStep.class::isInstance)
            .map(Plan.FoldStep.class::cast)
            .toList();
  }

  /**
   * The rows of a fold; empty when they need too much memory.
   *
   * @param reader reads rows of a shape
   */
  Optional<KeyedRows> of(
      Plan.FoldStep step, Function<KeyedRows.Shape, Optional<KeyedRows>> reader) {
    KeyedRows known = kept;
    boolean isKnown = known != null && step.input().equals(input) && known.suit(step.fold());
    List<Plan.FoldStep> later =
        folds.subList(folds.indexOf(step) + 1, folds.size()).stream()
            .filter(fold -> fold.input().equals(step.input()))
            .toList();
    KeyedRows.Shape own = KeyedRows.Shape.of(step.fold());
    KeyedRows.Shape all = own;
    for (Plan.FoldStep fold : later) {
      all = all.with(fold.fold());
    }
    kept = null;
    Optional<KeyedRows> rows = isKnown ? Optional.ofNullable(known) : reader.apply(all);
    if (rows.isEmpty() && !all.equals(own)) {
      rows = reader.apply(own);
    }
    KeyedRows found = rows.orElse(null);
    if (found != null && later.stream().anyMatch(fold -> found.suit(fold.fold()))) {
      input = step.input();
      kept = found;
    }
    return rows;
  }
}
