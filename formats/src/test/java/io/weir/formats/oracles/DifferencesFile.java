// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The list of all known differences with their reasons: {@code differences.tsv} beside the tests.
 */
final class DifferencesFile {
  private static final String NAME = "differences.tsv";
  private static final String HEAD =
      "# Where Weir differs from expected answers, and why: source, file, row, column, expected,"
          + " Weir's, reason.\n"
          + "# Compared exactly; after a change of what is read, write it with"
          + " -Dweir.write-docs=true and give the new lines their reasons.\n";

  private DifferencesFile() {}

  /** The differences of one source by line, with their reasons. */
  static SortedMap<Difference, String> of(String source) {
    SortedMap<Difference, String> known = new TreeMap<>();
    try (InputStream in = DifferencesFile.class.getResourceAsStream(NAME)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] cells = line.split("\t", -1);
        if (cells[0].equals(source)) {
          known.put(Difference.of(cells), cells[6]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  /** Writes the list anew. */
  static void write(Path module, Collection<SortedMap<Difference, String>> all) {
    StringBuilder text = new StringBuilder(HEAD);
    for (SortedMap<Difference, String> source : all) {
      source.forEach((each, why) -> text.append(each.line()).append('\t').append(why).append('\n'));
    }
    Path file = module.resolve("src/test/resources/io/weir/formats/oracles").resolve(NAME);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
