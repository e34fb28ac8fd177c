// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory that is deleted on closing, and when the process is told to end before. */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /** Makes one in the system's directory for such, that nobody else may read. */
  public static TemporaryDirectory create() throws IOException {
    return new TemporaryDirectory(Unfinished.temporary(Files.createTempDirectory("weir")));
  }

  public Path path() {
    return path;
  }

  /** Whether a file is in it or in its directories. */
  public boolean holdsFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      return paths.anyMatch(Files::isRegularFile);
    }
  }

  /** Deletes the directory and what it holds; nothing when that is done. */
  @Override
  public void close() throws IOException {
    Unfinished.delete(path);
  }
}
