// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What an analysis may take from its surroundings: time, chance, and which tables there are.
 *
 * @param seed the seed for anything random
 * @param tables the names of the input's tables
 */
public record Context(Clock clock, long seed, Collection<String> tables) {
  public Context {
    tables = List.copyOf(new TreeSet<>(tables));
  }

  /**
   * The first of these tables that the input has.
   *
   * @throws WeirException of kind USAGE when it has none
   */
  public String firstOf(String analysis, String... wanted) {
    List<String> shown = FiveTables.withoutAlias(tables);
    return Arrays.stream(wanted)
        .filter(tables::contains)
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot run %s: it reads %s, but the input has %s. Give an input that fills it.",
                    analysis,
                    String.join(" or ", wanted),
                    shown.isEmpty() ? "no tables" : "only " + String.join(", ", shown)));
  }
}
