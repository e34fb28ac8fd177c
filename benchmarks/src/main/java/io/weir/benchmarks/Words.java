// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words {@code name=value} of a command line. Immutable. */
public final class Words {
  private final Map<String, String> values;

  private Words(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the words of a command line.
   *
   * @throws IllegalArgumentException when one is not among the known names
   */
  public static Words of(String[] arguments, String... known) {
    Set<String> names = new TreeSet<>(Set.of(known));
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !names.contains(name)) {
        throw new IllegalArgumentException(
            "Cannot use '%s': give name=value, with the names %s.".formatted(argument, names));
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new Words(values);
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** Words between commas. */
  public List<String> list(String name, String otherwise) {
    return List.of(text(name, otherwise).split(",", -1));
  }

  /** A number; underscores may group its digits. */
  public long number(String name, long otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Long.parseLong(value.replace("_", ""));
  }

  /** A path; by default a place in the directory for temporary files. */
  public Path path(String name, String otherwise) {
    String value = values.get(name);
    return value == null
        ? Path.of(System.getProperty("java.io.tmpdir"), "weir-benchmarks", otherwise)
        : Path.of(value);
  }
}
