// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Files and directories that are not whole yet; they go when the process ends early. */
final class Unfinished {
  /** An engine at work may make files while they are deleted. */
  private static final int MOST_TRIES = 20;

  private static final Set<Path> PATHS = ConcurrentHashMap.newKeySet();

  /** Directories that were made for what is not whole yet, outer ones first. */
  private static final Deque<Path> DIRECTORIES = new ConcurrentLinkedDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::deleteAll, "unfinished"));
  }

  private Unfinished() {}

  /**
   * A hidden name beside a path, with the same ending, that will be deleted unless it is {@link
   * #isWhole whole}.
   */
  static Path beside(Path path) {
    String mark = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    return temporary(path.resolveSibling("." + mark + ".part." + path.getFileName()));
  }

  /** A path that will be deleted by {@link #delete}, or when the process ends. */
  static Path temporary(Path path) {
    PATHS.add(path);
    return path;
  }

  /**
   * Makes a directory and those around it; those that were not there are to be {@link #settled}.
   *
   * @return the directories that were made, outer ones first
   */
  static List<Path> makeDirectories(Path directory) throws IOException {
    List<Path> made = new ArrayList<>();
    Path missing = directory.toAbsolutePath();
    while (missing != null && !Files.exists(missing)) {
      made.add(0, missing);
      missing = missing.getParent();
    }
    DIRECTORIES.addAll(made);
    Files.createDirectories(directory);
    return made;
  }

  /** Leaves directories that were made alone from now on, but deletes those that are empty. */
  static void settled(List<Path> made) throws IOException {
    DIRECTORIES.removeAll(made);
    for (int i = made.size() - 1; i >= 0; i--) {
      deleteIfEmpty(made.get(i));
    }
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException used) {
      return; // somebody has files there
    }
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
    try {
      for (Path path : PATHS) {
        deleteAtLast(path);
      }
      while (!DIRECTORIES.isEmpty()) {
        deleteIfEmpty(DIRECTORIES.removeLast());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAtLast(Path path) throws IOException {
    for (int i = 1; ; i++) {
      try {
        delete(path);
        return;
      } catch (IOException | UncheckedIOException e) {
        if (i == MOST_TRIES) {
          throw e;
        }
      }
    }
  }
}
