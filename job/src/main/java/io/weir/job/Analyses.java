// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Finds analyses on the class path and in plug-ins. */
public final class Analyses {
  private Analyses() {}

  /** The analyses that a class loader finds, by name. */
  public static List<Analysis<?>> find(ClassLoader loader) {
    List<Analysis<?>> found = new ArrayList<>();
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class, loader)) {
      found.add(analysis);
    }
    found.sort(Comparator.comparing(analysis -> analysis.spec().name()));
    return found;
  }

  /**
   * The analysis of this name.
   *
   * @throws WeirException of kind USAGE when there is none
   */
  public static Analysis<?> named(String name, ClassLoader loader) {
    List<String> names = new ArrayList<>();
    for (Analysis<?> analysis : find(loader)) {
      if (analysis.spec().name().equalsIgnoreCase(name)) {
        return analysis;
      }
      names.add(analysis.spec().name());
    }
    throw WeirException.usage(
        "Cannot run the analysis %s: there is none of that name. %s",
        name, Nearest.remedy(name, "Analyses", names));
  }
}
