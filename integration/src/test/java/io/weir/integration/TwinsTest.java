// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.Result;
import io.weir.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Zeek's logs of which only one form is there get a twin: {@code weir convert} writes them as JSON
 * lines and as Parquet, and what is read back is equal. The normal build takes a sample, {@code
 * -Pfull} all.
 */
class TwinsTest {
  private static final int SAMPLED = Boolean.getBoolean("weir.full") ? 1 : 31;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "parquet"})
  void whatIsWrittenIsReadBackEqual(String form) {
    List<Path> logs = SharedData.files("zeek-logs");
    Map<String, String> differences = new TreeMap<>();
    for (int i = 0; i < logs.size(); i += SAMPLED) {
      String difference;
      try {
        difference = difference(logs.get(i), directory.resolve(form + i), form);
      } catch (WeirException e) {
        difference = e.getMessage();
      }
      if (!difference.isEmpty()) {
        differences.put(logs.get(i).toString(), difference);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String difference(Path log, Path twin, String form) {
    String told = convert(log, twin, form);
    if (told.isEmpty() && isEmpty(twin)) {
      return rows(log) == 0 ? "" : "nothing was written";
    }
    try (Weir first = Weir.open(log.toString());
        Weir second = Weir.open(twin.toString())) {
      List<String> tables = first.tables().stream().filter(t -> t.startsWith("zeek_")).toList();
      if (tables.size() != 1) {
        return "tables " + tables;
      }
      String table = tables.get(0);
      List<String> columns = columns(first, table);
      String list =
          columns.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      String sql = "SELECT " + list + " FROM " + table;
      Answer expected = Answer.of(first.query(sql)).sorted();
      Answer actual = Answer.of(second.query(sql)).sorted();
      if (expected.hasRowsOf(actual)) {
        return "";
      }
      return told + first(expected, actual);
    }
  }

  /** True if nothing was written; then there is no directory either. */
  private static boolean isEmpty(Path twin) {
    if (Files.notExists(twin)) {
      return true;
    }
    try (Stream<Path> files = Files.walk(twin)) {
      return files.noneMatch(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records of a log with a header, counted without the reader. */
  private static long rows(Path log) {
    String text = new String(SharedData.content(log), StandardCharsets.ISO_8859_1);
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).count();
  }

  private static String first(Answer expected, Answer actual) {
    for (int i = 0; i < Math.min(expected.rows().size(), actual.rows().size()); i++) {
      if (!expected.rows().get(i).equals(actual.rows().get(i))) {
        return expected.rows().get(i) + " <> " + actual.rows().get(i);
      }
    }
    return expected.rows().size() + " rows <> " + actual.rows().size();
  }

  private static List<String> columns(Weir weir, String table) {
    try (Result rows = weir.query("SELECT * FROM " + table + " LIMIT 0")) {
      List<String> names = new ArrayList<>();
      rows.columns().forEach(column -> names.add(column.name()));
      names.removeAll(List.of("src_line"));
      return names;
    }
  }

  private static String convert(Path log, Path to, String form) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new PrintStream(told, true, StandardCharsets.UTF_8),
            new TreeMap<>(Map.of("LANG", "C.UTF-8")),
            List.of(),
            0);
    String[] words = {"convert", log.toString(), "-f", form, "-o", to.toString()};
    int code = Main.run(words, surroundings);
    return code == 0 ? "" : told.toString(StandardCharsets.UTF_8);
  }
}
