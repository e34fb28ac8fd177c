// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory, deleted on closing, and when the process is told to end. */
final class Aside implements AutoCloseable {
  private final Path directory;

  private Aside(Path directory) {
    this.directory = directory;
  }

  static Aside create() throws IOException {
    Aside aside = new Aside(Files.createTempDirectory("weir-report"));
    Runtime.getRuntime().addShutdownHook(new Thread(aside::deleteQuietly));
    return aside;
  }

  Path directory() {
    return directory;
  }

  boolean holdsFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.anyMatch(Files::isRegularFile);
    }
  }

  private void deleteQuietly() {
    try {
      close();
    } catch (IOException e) {
      // Who still writes there at the end of the process leaves something behind.
    }
  }

  /** Deletes the directory and what it holds; nothing when that is done. */
  @Override
  public synchronized void close() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
