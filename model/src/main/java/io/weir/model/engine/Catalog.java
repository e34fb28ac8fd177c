// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the inputs of a run hold, and what queries may call it.
 *
 * @param natives tables that formats read, by the name queries use
 * @param views for each composed table's name the views whose rows it unites: one for each input
 *     and format
 * @param relations tables in files that engines read themselves; the rows of those of one name, and
 *     of a native or composed table of that name, are united
 * @param aliases further names of tables, such as {@code netlytics}
 * @param range rows of the five tables and of native tables with a {@code ts} outside it are not
 *     shown
 */
public record Catalog(
    List<NativeTable> natives,
    Map<String, List<View>> views,
    List<RelationFile> relations,
    Map<String, String> aliases,
    TimeRange range) {
  public Catalog {
    natives = List.copyOf(natives);
    views = Map.copyOf(views);
    relations = List.copyOf(relations);
    aliases = Map.copyOf(aliases);
  }

  /** The native table of this name, compared without case. */
  public Optional<NativeTable> nativeTable(String name) {
    return natives.stream().filter(t -> t.schema().name().equalsIgnoreCase(name)).findFirst();
  }
}
