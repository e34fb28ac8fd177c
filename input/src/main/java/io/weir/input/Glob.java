// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of paths: {@code *} and {@code ?} within a name, {@code **} for any directories, {@code
 * [a-z]}, {@code [!a-z]}, {@code {one,two}} and {@code \} before a character that stands for
 * itself. Names that begin with a dot or an underscore are matched only by a pattern that begins
 * so.
 */
final class Glob {
  private static final String SPECIAL = "*?[{";

  private Glob() {}

  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The paths that match when this is a pattern; none when it is not. */
  static List<String> expandIfPattern(String text) {
    return isPattern(text) ? expand(text) : List.of();
  }

  /** The paths that match, as text in the pattern's form (relative or absolute), in no order. */
  static List<String> expand(String pattern) {
    List<String> found = new ArrayList<>();
    for (String alternative : braces(pattern)) {
      boolean absolute = alternative.startsWith("/");
      List<String> parts = new ArrayList<>(List.of(alternative.split("/+")));
      parts.removeIf(String::isEmpty);
      expand(absolute ? "/" : "", parts, 0, found);
    }
    return found.stream().distinct().toList();
  }

  private static void expand(String base, List<String> parts, int index, List<String> found) {
    if (index == parts.size()) {
      if (!base.isEmpty()) {
        found.add(base);
      }
      return;
    }
    String part = parts.get(index);
    if (part.equals("**")) {
      expand(base, parts, index + 1, found);
      for (String name : names(base)) {
        String child = join(base, name);
        if (DirectoryTree.isVisible(name) && Files.isDirectory(path(child))) {
          expand(child, parts, index, found);
        }
      }
    } else if (!isPattern(part)) {
      String child = join(base, part.replaceAll("\\\\(.)", "$1"));
      if (Files.exists(path(child))) {
        expand(child, parts, index + 1, found);
      }
    } else {
      Pattern pattern = Pattern.compile(regex(part), Pattern.DOTALL);
      boolean shows = !DirectoryTree.isVisible(part);
      for (String name : names(base)) {
        if (pattern.matcher(name).matches() && (shows || DirectoryTree.isVisible(name))) {
          expand(join(base, name), parts, index + 1, found);
        }
      }
    }
  }

  /** The names in a directory; none when there is no such directory. */
  private static List<String> names(String directory) {
    String[] names = path(directory.isEmpty() ? "." : directory).toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  private static String join(String base, String name) {
    return base.isEmpty() || base.endsWith("/") ? base + name : base + "/" + name;
  }

  private static Path path(String text) {
    return FileSystems.getDefault().getPath(text);
  }

  /** The patterns that remain when one alternative is chosen for each pair of braces. */
  static List<String> braces(String pattern) {
    int depth = 0;
    int open = -1;
    List<Integer> cuts = new ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{' && depth++ == 0) {
        open = i;
        cuts.clear();
      } else if (c == ',' && depth == 1) {
        cuts.add(i);
      } else if (c == '}' && depth > 0 && --depth == 0 && !cuts.isEmpty()) {
        cuts.add(i);
        return alternatives(pattern, open, cuts);
      }
    }
    return List.of(pattern);
  }

  private static List<String> alternatives(String pattern, int open, List<Integer> cuts) {
    List<String> all = new ArrayList<>();
    int from = open + 1;
    int close = cuts.get(cuts.size() - 1);
    for (int cut : cuts) {
      String chosen = pattern.substring(from, cut);
      all.addAll(braces(pattern.substring(0, open) + chosen + pattern.substring(close + 1)));
      from = cut + 1;
    }
    return all;
  }

  /** A regular expression for one name. */
  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        regex.append(characterClass(glob.substring(i + 1, close)));
        i = close;
      } else {
        boolean escaped = c == '\\' && i + 1 < glob.length();
        regex.append(Pattern.quote(String.valueOf(escaped ? glob.charAt(++i) : c)));
      }
    }
    return regex.toString();
  }

  private static String characterClass(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    String members = negated ? inside.substring(1) : inside;
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean range = c == '-' && i > 0 && i < members.length() - 1;
      if (range && members.charAt(i - 1) <= members.charAt(i + 1)) {
        set.append('-');
      } else {
        set.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
      }
    }
    return set.append(']').toString();
  }
}
