// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Files and directories that are not whole yet; they go when the process ends early. */
final class Unfinished {
  private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::deleteAll, "unfinished"));
  }

  private Unfinished() {}

  /** A hidden name beside a path, that will be deleted unless it is {@link #isWhole whole}. */
  static Path beside(Path path) {
    String mark = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    Path hidden = path.resolveSibling("." + path.getFileName() + "." + mark + ".part");
    PATHS.add(hidden);
    return hidden;
  }

  /** What was written there has its own name now. */
  static void isWhole(Path hidden) {
    PATHS.remove(hidden);
  }

  /** Deletes what was written there. */
  static void delete(Path hidden) throws IOException {
    PATHS.remove(hidden);
    if (!Files.exists(hidden)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(hidden)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  private static void deleteAll() {
    for (Path path : PATHS) {
      try {
        delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
