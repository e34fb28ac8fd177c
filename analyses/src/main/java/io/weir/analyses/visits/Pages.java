// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;

/** The names of pages. Immutable. */
final class Pages implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> names;

  Pages(Collection<String> names) {
    this.names = new HashSet<>(names);
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
