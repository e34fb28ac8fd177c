// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for tables in files that engines read themselves; every name is given once. */
final class TableNames {
  private static final Pattern ENDING =
      Pattern.compile(
          "(?:[.](?:snappy|zstd|gz|c\\d+))?[.](?:csv|tsv|txt|ndjson|jsonl|json|parquet)$");

  /** What writers that write several files call them. */
  private static final Pattern PART =
      Pattern.compile("(?:data|part|chunk|file)?[-_.]?\\d+(?:[-_.].*)?|part-.*|data");

  private static final Pattern DATE_BEHIND =
      Pattern.compile(
          "(.*[^-_.\\d])[-_.]?(?:19|20)\\d\\d([-_]?)[01]\\d\\2[0-3]\\d(?:[-_.T]?[\\d:._-]*)");

  private final Set<String> taken = new HashSet<>();

  /** Marks a name as given. */
  void take(String name) {
    taken.add(name.toLowerCase(Locale.ROOT));
  }

  /** The name, or the name with a number behind when it was given before. */
  String unique(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * The table that a file belongs to by its path: the file's name without ending and date; for the
   * parts that a writer numbers, the directory they are in, without {@code key=value} levels. So
   * {@code out/flows/day=2026-03-01/data_0.parquet} is of {@code flows}.
   */
  static String ofPath(String path) {
    List<String> parts = List.of(path.replace("!/", "/").split("/", -1));
    String stem = stem(parts.get(parts.size() - 1));
    if (PART.matcher(stem).matches()) {
      for (int i = parts.size() - 2; i >= 0; i--) {
        String directory = parts.get(i);
        boolean isLevel = directory.indexOf('=') > 0;
        if (!isLevel && !directory.isEmpty() && !directory.startsWith(".")) {
          return identifier(stem(directory));
        }
        if (!isLevel) {
          break;
        }
      }
    }
    return identifier(stem);
  }

  private static String stem(String fileName) {
    if (fileName.equals("-")) {
      return "stdin";
    }
    String name = io.weir.input.Compression.withoutEnding(fileName);
    String stem = ENDING.matcher(name).replaceFirst("");
    Matcher dated = DATE_BEHIND.matcher(stem);
    return dated.matches() ? dated.group(1) : stem;
  }

  private static String identifier(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]+", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
