// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.util.List;
import java.util.Locale;

/** Names that visits begin with, as people write them. */
final class Core {
  private Core() {}

  /** In lower case, without dots at the end, each once. */
  static List<String> names(List<String> given) {
    return given.stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.+$", ""))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
