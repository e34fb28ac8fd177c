// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.WeirException;
import io.weir.model.analysis.WholeOut;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names that visits begin with, as people write them. */
final class Core {
  private static final String COUNTED = "cores_without_";

  private Core() {}

  /** In lower case, without dots at the end, each once. */
  static List<String> names(List<String> given) {
    return given.stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.+$", ""))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /**
   * Checks that there was something to learn from, and counts the cores of which there was nothing.
   *
   * @param analysis that learns
   * @param cores all of them
   * @param flows that were read
   * @param seen cores that flows have
   * @param visited cores with visits to learn from
   * @throws WeirException of kind USAGE when there are flows, but none to a core
   */
  static void requireSeen(
      String analysis,
      Collection<String> cores,
      long flows,
      long seen,
      long visited,
      WholeOut out) {
    if (flows > 0 && seen == 0) {
      throw WeirException.usage(
          cores.isEmpty()
              ? "Cannot run %s: it has no cores, the names that visits begin with%s. Give them with"
                  + " --set cores=www.example.org,www.example.com, or a model that was learned."
              : "Cannot run %s: no flow has the name of a core (%s). Names are whole, such as"
                  + " www.example.org; domain-traffic shows those that there are.",
          analysis,
          String.join(", ", cores));
    }
    if (flows > 0 && seen < cores.size()) {
      out.count(COUNTED + "flows", cores.size() - seen);
    }
    if (visited < seen) {
      out.count(COUNTED + "visits_to_learn_from", seen - visited);
    }
  }
}
