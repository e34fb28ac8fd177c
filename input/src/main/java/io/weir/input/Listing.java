// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files that arguments name: files, directories with all below them, {@link Glob
 * patterns}, {@code file:} addresses, {@code -} for standard input, and any of them with a name in
 * front: {@code name=PATH}. A path that exists as it was typed is never anything else.
 *
 * <p>Directories are read whole but for names that begin with a dot or an underscore, in natural
 * order. A file that is named twice is listed once.
 */
public final class Listing {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.+)");
  private static final Pattern REMOTE = Pattern.compile("([a-z][a-z0-9+.-]*)://.*");

  private final InputStream standardInput;
  private final Map<String, DirectoryTree> trees = new LinkedHashMap<>();
  private final Map<String, ListedFile> standard = new LinkedHashMap<>();
  private final Map<String, Map<String, ListedFile>> remote = new LinkedHashMap<>();

  private Listing(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * The inputs in the order of their first argument; arguments without a name are one input.
   *
   * @param standardInput what {@code -} stands for
   * @throws WeirException of kind USAGE when an argument names nothing
   */
  public static List<ListedInput> of(List<String> arguments, InputStream standardInput) {
    Listing listing = new Listing(standardInput);
    arguments.forEach(listing::add);
    return listing.trees.entrySet().stream()
        .map(entry -> new ListedInput(entry.getKey(), listing.files(entry.getKey())))
        .toList();
  }

  private List<ListedFile> files(String name) {
    List<ListedFile> files =
        new java.util.ArrayList<>(java.util.Objects.requireNonNull(trees.get(name)).files());
    files.addAll(remote.getOrDefault(name, Map.of()).values());
    ListedFile last = standard.get(name);
    if (last != null) {
      files.add(last);
    }
    return files;
  }

  private void add(String argument) {
    if (exists(argument) || !Glob.expandIfPattern(argument).isEmpty()) {
      addPath("", argument, argument);
      return;
    }
    Matcher named = NAMED.matcher(argument);
    if (named.matches()) {
      addPath(named.group(1), named.group(2), argument);
    } else {
      addPath("", argument, argument);
    }
  }

  private void addPath(String name, String typed, String argument) {
    DirectoryTree tree = trees.computeIfAbsent(name, key -> new DirectoryTree());
    if (typed.equals("-")) { // A file of that name is ./-
      addStandardInput(name);
      return;
    }
    String path = located(typed);
    boolean any = false;
    Optional<RemoteFiles> system = exists(path) ? Optional.empty() : remoteFiles(path);
    if (system.isPresent()) {
      any = addRemote(name, path, system.get());
    } else if (exists(path)) {
      any = tree.add(path, Path.of(path));
    } else {
      List<String> matches = Glob.expandIfPattern(path);
      if (matches.isEmpty()) {
        throw missing(path, argument);
      }
      for (String match : matches.stream().sorted(NaturalOrder.PATHS).toList()) {
        any |= tree.add(match, Path.of(match));
      }
    }
    if (!any) {
      throw WeirException.usage("Cannot read input '%s': the directory holds no files.", typed);
    }
  }

  private boolean addRemote(String name, String address, RemoteFiles system) {
    try {
      List<ListedFile> found = system.list(address);
      Map<String, ListedFile> files = remote.computeIfAbsent(name, key -> new LinkedHashMap<>());
      found.stream()
          .sorted((a, b) -> NaturalOrder.PATHS.compare(a.path(), b.path()))
          .forEach(file -> files.putIfAbsent(file.path(), file));
      return !found.isEmpty();
    } catch (FileNotFoundException e) {
      throw WeirException.usage(
          "Cannot read input '%s': there is no such file or directory.", address);
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot read input '%s': %s.".formatted(address, e.getMessage()),
          e);
    }
  }

  /** What reads addresses of this scheme; empty when nothing does, or it is no address. */
  private static Optional<RemoteFiles> remoteFiles(String path) {
    Matcher address = REMOTE.matcher(path);
    if (!address.matches()) {
      return Optional.empty();
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return ServiceLoader.load(
            RemoteFiles.class, loader == null ? Listing.class.getClassLoader() : loader)
        .stream()
        .map(ServiceLoader.Provider::get)
        .filter(files -> files.reads(address.group(1)))
        .findFirst();
  }

  private void addStandardInput(String name) {
    if (!standard.isEmpty()) {
      throw WeirException.usage("Cannot read input '-': standard input was given twice.");
    }
    standard.put(name, ListedFile.standardInput(standardInput));
  }

  /** The path that an address or a home directory's short form stands for. */
  private static String located(String typed) {
    if (exists(typed)) {
      return typed;
    }
    if (typed.startsWith("file:")) {
      try {
        return Path.of(URI.create(typed)).toString();
      } catch (IllegalArgumentException e) {
        throw WeirException.usage("Cannot read input '%s': not a valid file address.", typed);
      }
    }
    if (typed.startsWith("~/")) {
      return System.getProperty("user.home", "") + typed.substring(1);
    }
    return typed;
  }

  private static WeirException missing(String path, String argument) {
    Matcher remote = REMOTE.matcher(path);
    if (remote.matches()) {
      return WeirException.usage(
          "Cannot read input '%s': files of %s:// are not read here. Use --engine spark.",
          argument, remote.group(1));
    }
    if (Glob.isPattern(path)) {
      return WeirException.usage("Cannot read input '%s': nothing matches it.", argument);
    }
    String target = linkTarget(path);
    if (!target.isEmpty()) {
      return WeirException.usage(
          "Cannot read input '%s': it is a link to '%s', which does not exist.", path, target);
    }
    if (isHidden(path)) {
      return WeirException.usage(
          "Cannot read input '%s': permission denied. It is in a directory that you may not enter.",
          path);
    }
    return WeirException.usage(
        "Cannot read input '%s': there is no such file or directory.%s", path, nearest(path));
  }

  /** True when nobody may tell whether the file is there. */
  private static boolean isHidden(String path) {
    try {
      return !path.isEmpty() && !Files.notExists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What a link that leads nowhere points to; empty when the path is no link. */
  private static String linkTarget(String path) {
    try {
      return Files.isSymbolicLink(Path.of(path))
          ? Files.readSymbolicLink(Path.of(path)).toString()
          : "";
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

  /** A hint at the name next to the first part of the path that does not exist. */
  private static String nearest(String path) {
    try {
      Path wrong = Path.of(path);
      Path parent = wrong.getParent();
      while (parent != null && !Files.exists(parent)) {
        wrong = parent;
        parent = wrong.getParent();
      }
      String[] names = (parent == null ? Path.of(".") : parent).toFile().list();
      String hint =
          Nearest.to(
                  String.valueOf(wrong.getFileName()), names == null ? List.of() : List.of(names))
              .orElse("");
      if (hint.isEmpty()) {
        return "";
      }
      return " Did you mean '%s'?".formatted(parent == null ? hint : parent.resolve(hint));
    } catch (InvalidPathException e) {
      return "";
    }
  }

  private static boolean exists(String path) {
    try {
      return !path.isEmpty() && Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
