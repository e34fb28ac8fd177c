// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of the drivers that Weir is compared with; the build copies them to one place. */
final class Peers {
  static final String DIRECTORY = "benchmarks/target/peers";

  private Peers() {}

  static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The file's name as people say it: {@code DuckDB 2.0.0.1}. */
  static String name(Path jar) {
    return jar.getFileName().toString().replaceFirst("duckdb_jdbc-(.*)[.]jar", "DuckDB $1");
  }
}
