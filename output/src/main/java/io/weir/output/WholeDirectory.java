// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files in a directory that appear under their names when all are whole, or never: they are written
 * to a hidden directory inside, and moved. Closed without {@link #publish}, or when the process is
 * told to end, what was written is deleted. Not thread-safe.
 */
public final class WholeDirectory implements Closeable {
  private final Path target;
  private final Path written;

  private WholeDirectory(Path target, Path written) {
    this.target = target;
    this.written = written;
  }

  /**
   * Prepares to write files; the directory is made where it is not there.
   *
   * @throws WeirException of kind USAGE when it cannot be
   */
  public static WholeDirectory at(Path target) {
    try {
      Files.createDirectories(target);
      Path written = Unfinished.beside(target.resolve("files"));
      Files.createDirectory(written);
      return new WholeDirectory(target, written);
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot write to the directory %s: it cannot be made or written (%s). Name another.",
          target, e.getClass().getSimpleName());
    }
  }

  /** An empty directory that takes the files. */
  public Path written() {
    return written;
  }

  /** The files are whole: gives them their names, replacing those that had them. */
  public void publish() throws IOException {
    for (Path file : files()) {
      Path name = target.resolve(written.relativize(file).toString());
      Files.createDirectories(name.resolveSibling(""));
      Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(written)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    Unfinished.delete(written);
  }
}
