// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.WeirException;
import io.weir.model.engine.Existing;
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
   * The files are whole: gives the directories that hold them their names.
   *
   * @throws WeirException of kind USAGE when one is there already and that is refused; then nothing
   *     appears
   */
  public void publish(Existing existing) throws IOException {
    List<Path> directories = directoriesOfFiles();
    if (existing == Existing.REFUSE) {
      for (Path directory : directories) {
        if (Files.exists(named(directory))) {
          String name = written.relativize(directory).toString();
          throw Existing.refusal(target.toString(), name);
        }
      }
    }
    for (Path directory : directories) {
      Path name = named(directory);
      Files.createDirectories(name.resolveSibling(""));
      if (existing == Existing.ADD && Files.exists(name)) {
        add(directory, name);
      } else {
        replace(directory, name);
      }
    }
    close();
  }

  private Path named(Path directory) {
    return target.resolve(written.relativize(directory).toString());
  }

  private static void replace(Path directory, Path name) throws IOException {
    Path former = Unfinished.beside(name);
    if (Files.exists(name)) {
      Files.move(name, former, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(directory, name, StandardCopyOption.ATOMIC_MOVE);
    Unfinished.delete(former);
  }

  /** Moves files beside others, under the next free number. */
  private static void add(Path directory, Path name) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.sorted().toList();
    }
    int number = 0;
    for (Path file : files) {
      String[] parts = file.getFileName().toString().split("_?[0-9]*[.]", 2);
      Path free = name.resolve(file.getFileName());
      while (Files.exists(free)) {
        free = name.resolve(parts[0] + "_" + ++number + "." + parts[parts.length - 1]);
      }
      Files.move(file, free, StandardCopyOption.ATOMIC_MOVE);
    }
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
