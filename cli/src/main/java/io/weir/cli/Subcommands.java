// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The subcommands on the class path.
 *
 * @param all by name
 */
public record Subcommands(List<Subcommand> all) {
  public Subcommands {
    all = List.copyOf(all);
  }

  /** Those that a class loader finds, by name. */
  static Subcommands load(ClassLoader loader) {
    List<Subcommand> found = new ArrayList<>();
    ServiceLoader.load(Subcommand.class, loader).forEach(found::add);
    found.sort((a, b) -> a.name().compareTo(b.name()));
    return new Subcommands(found);
  }

  /**
   * The subcommand of this name.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  public Subcommand named(String name) {
    List<String> names = all.stream().map(Subcommand::name).toList();
    return all.stream()
        .filter(subcommand -> subcommand.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot run weir %s: there is no such command. %s See weir --help.",
                    name, Nearest.remedy(name, "Commands", names)));
  }
}
