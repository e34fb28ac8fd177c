// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files below what one argument names, each once: links are followed, and a file that two paths
 * lead to is listed under the first.
 */
final class DirectoryTree {
  private final Map<Path, ListedFile> files = new LinkedHashMap<>();
  private final Set<Path> directories = new HashSet<>();

  /** False for names that are skipped unless named: those with a dot or an underscore in front. */
  static boolean isVisible(String name) {
    return !name.startsWith(".") && !name.startsWith("_");
  }

  /** The files found so far. */
  List<ListedFile> files() {
    return List.copyOf(files.values());
  }

  /**
   * Adds a file, or all files of a directory in natural order.
   *
   * @param shown the path as the person typed it
   * @return false when it is a directory without files
   */
  boolean add(String shown, Path location) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(location, BasicFileAttributes.class);
      Path real = attributes.isOther() ? location : location.toRealPath();
      return add(shown, location, real, attributes);
    } catch (IOException e) {
      throw cannotList(shown, e);
    }
  }

  private boolean add(String shown, Path location, Path real, BasicFileAttributes attributes)
      throws IOException {
    if (!attributes.isDirectory()) {
      files.computeIfAbsent(real, key -> ListedFile.of(shown, location, attributes));
      return true;
    }
    return !directories.add(real) || addChildren(shown, location, real);
  }

  private boolean addChildren(String shown, Path directory, Path real) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (AccessDeniedException e) {
      throw cannotList(shown, e);
    }
    children.sort((a, b) -> NaturalOrder.PATHS.compare(nameOf(a), nameOf(b)));
    boolean any = false;
    String base = shown.endsWith("/") ? shown : shown + "/";
    for (Path child : children) {
      String name = nameOf(child);
      if (isVisible(name) && Files.exists(child)) {
        BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class);
        if (attributes.isOther()) {
          continue; // a pipe or device, which may never end, is read only when it is named itself
        }
        // Only a link can lead elsewhere; asking for the real path of every file would be slow.
        Path realChild =
            Files.isSymbolicLink(child) ? child.toRealPath() : real.resolve(child.getFileName());
        any |= add(base + name, child, realChild, attributes);
      }
    }
    return any;
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static WeirException cannotList(String shown, IOException e) {
    if (e instanceof AccessDeniedException) {
      return WeirException.usage("Cannot read input '%s': permission denied.", shown);
    }
    return WeirException.of(
        WeirException.Kind.USAGE,
        "Cannot read input '%s': %s.".formatted(shown, e.getMessage()),
        e);
  }
}
