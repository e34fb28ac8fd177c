// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** The public data that stands beside the repository. */
final class SharedFiles {
  private SharedFiles() {}

  /** A file below {@code shared/data}; aborts the test where there is none. */
  static Path data(String name) {
    String shared = System.getProperty("weir.shared", System.getenv("WEIR_SHARED"));
    Path root = shared == null ? repository().resolveSibling("shared") : Path.of(shared);
    Path file = root.resolve("data").resolve(name);
    if (!Files.exists(file)) {
      Assumptions.abort("../shared/data is not here");
    }
    return file;
  }

  /** The root of the repository. */
  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no .mvn above the working directory");
    }
    return folder;
  }
}
