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
 * Directories of files that appear under their names when all are whole, or never: they are written
 * to a hidden directory inside the target, and moved. Closed without {@link #publish}, or when the
 * process is told to end, what was written is deleted, and the target where it was not there
 * before. Not thread-safe.
 */
public final class WholeDirectory implements Closeable {
  private final Path target;
  private final Path written;
  private final List<Path> made;

  private WholeDirectory(Path target, Path written, List<Path> made) {
    this.target = target;
    this.written = written;
    this.made = made;
  }

  /**
   * Prepares to write files; the directory is made where it is not there.
   *
   * @throws WeirException of kind USAGE when it cannot be
   */
  public static WholeDirectory at(Path target) {
    try {
      List<Path> made = Unfinished.makeDirectories(target);
      Path written = Unfinished.beside(target.resolve("files"));
      Files.createDirectory(written);
      return new WholeDirectory(target, written, made);
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot write to the directory %s: it cannot be made or written (%s). Name another.",
          target, WeirException.reason(e));
    }
  }

  /** An empty directory that takes the files. */
  public Path written() {
    return written;
  }

  /**
   * The files are whole: gives the directories that hold them their names. A directory that is
   * already there is replaced as a whole, for its files and the new ones would be one table's rows
   * twice.
   */
  public void publish() throws IOException {
    for (Path directory : directoriesOfFiles()) {
      Path name = target.resolve(written.relativize(directory).toString());
      Files.createDirectories(name.resolveSibling(""));
      Path former = Unfinished.beside(name);
      if (Files.exists(name)) {
        Files.move(name, former, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(directory, name, StandardCopyOption.ATOMIC_MOVE);
      Unfinished.delete(former);
    }
    close();
  }

  private List<Path> directoriesOfFiles() throws IOException {
    try (Stream<Path> files = Files.walk(written)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.resolveSibling(""))
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    Unfinished.delete(written);
    Unfinished.settled(made);
  }
}
