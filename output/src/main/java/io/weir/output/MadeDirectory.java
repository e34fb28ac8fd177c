// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory that is made for files. One that was not there goes again if it is empty when this is
 * closed, or when the process is told to end. Not thread-safe.
 */
public final class MadeDirectory implements Closeable {
  private final Optional<Path> path;
  private final List<Path> made;

  private MadeDirectory(Optional<Path> path, List<Path> made) {
    this.path = path;
    this.made = made;
  }

  /**
   * Makes a directory, and those around it, where it is not there.
   *
   * @param path empty if no files are asked for
   * @throws WeirException of kind USAGE when it cannot be
   */
  public static MadeDirectory at(Optional<Path> path) {
    if (path.isEmpty()) {
      return new MadeDirectory(path, List.of());
    }
    try {
      return new MadeDirectory(path, Unfinished.makeDirectories(path.get()));
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot write to the directory %s: it cannot be made (%s). Name another.",
          path.get(), WeirException.reason(e));
    }
  }

  /** The directory. */
  public Optional<Path> path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Unfinished.settled(made);
  }
}
