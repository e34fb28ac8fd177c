// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Format;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The formats on the class path, which on a cluster is that of the jars a job brings. */
public final class Formats {
  private Formats() {}

  /** All formats, as the thread's class loader finds them. */
  public static List<Format> all() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    List<Format> formats = new ArrayList<>();
    ServiceLoader.load(Format.class, loader == null ? Formats.class.getClassLoader() : loader)
        .forEach(formats::add);
    return formats;
  }

  /**
   * The format of this name.
   *
   * @throws WeirException of kind USAGE when there is none
   */
  public static Format named(String name) {
    List<Format> all = all();
    return all.stream()
        .filter(format -> format.spec().name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot read the format %s: no such format is on the class path (%s). Add the"
                        + " jar that has it with --jars.",
                    name, String.join(", ", all.stream().map(f -> f.spec().name()).toList())));
  }
}
