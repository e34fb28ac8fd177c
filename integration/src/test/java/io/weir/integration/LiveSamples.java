// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Named;

/**
 * Live-capable analyses, and records for them: the rows of {@link Fixtures}, several times one
 * behind the other. Records without a time are left out, for no window holds them, and so are those
 * before 1970, which a stream takes for late.
 */
final class LiveSamples {
  /** How long after a later record a record comes at most, where they are shuffled. */
  static final Duration LATENESS = Duration.ofMinutes(40);

  private static final Duration ONE_COPY = Duration.ofMinutes(250);
  private static final int COPIES = 8;
  private static final String EVERY = "every";

  /** A record as a line, and its time. */
  record Line(long micros, String text) {}

  private LiveSamples() {}

  /** All analyses that run live. */
  static List<Named<Analysis<?>>> analyses() {
    List<Named<Analysis<?>>> all = new ArrayList<>();
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class)) {
      if (analysis.spec().live() != Live.BOUNDED_ONLY) {
        all.add(Named.of(analysis.spec().name(), analysis));
      }
    }
    return all;
  }

  /** Settings for live runs: those of the expected answers that have windows, longest first. */
  static List<Map<String, String>> settings(Analysis<?> analysis) {
    List<Map<String, String>> all = new ArrayList<>();
    boolean needsWindows = analysis.spec().live() == Live.WITH_WINDOWS;
    for (GoldenAnswers.Section section : GoldenAnswers.of(analysis.spec().name()).sections()) {
      if (!needsWindows || section.settings().containsKey(EVERY)) {
        all.add(section.settings());
      }
    }
    if (all.isEmpty()) {
      all.add(Map.of(EVERY, "1h"));
    }
    all.sort(Comparator.comparingInt((Map<String, String> settings) -> -settings.size()));
    return all;
  }

  /** The first line of a table's file. */
  static String header(String table) {
    String columns = Fixtures.text("tables/" + table + ".tsv").lines().findFirst().orElseThrow();
    return FixtureLinesFormat.BEGINNING + table + "\t" + columns + "\n";
  }

  /** A table's records in order of time. */
  static List<Line> inOrder(String table) {
    List<String> rows = Fixtures.text("tables/" + table + ".tsv").lines().toList();
    int time = List.of(rows.get(0).split("\t", -1)).indexOf("ts");
    List<Line> lines = new ArrayList<>();
    for (int copy = 0; copy < COPIES; copy++) {
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split("\t", -1);
        if (!cells[time].equals("\\N")) {
          LocalDateTime at = LocalDateTime.parse(cells[time]).plus(ONE_COPY.multipliedBy(copy));
          cells[time] = at.toString();
          if (micros(at) >= 0) {
            lines.add(new Line(micros(at), String.join("\t", cells)));
          }
        }
      }
    }
    lines.sort(Comparator.comparingLong(Line::micros));
    return lines;
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
  }

  /** The same records, none more than the lateness behind a later one. */
  static List<Line> shuffled(List<Line> lines, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Line, Long> places = new LinkedHashMap<>();
    List<Line> shuffled = new ArrayList<>();
    long most = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, after(LATENESS));
    for (Line line : lines) {
      places.put(line, line.micros() + random.nextLong(most));
      shuffled.add(line);
    }
    shuffled.sort(Comparator.comparingLong(places::get));
    return shuffled;
  }

  private static java.time.Instant after(Duration duration) {
    return java.time.Instant.EPOCH.plus(duration);
  }

  /** Files of the tables that an analysis reads. */
  static void write(Analysis<?> analysis, Path directory, LineOrder order) throws IOException {
    for (String table : tables(analysis)) {
      append(directory, table, header(table), order.of(inOrder(table)));
    }
  }

  /** How the lines of a file lie. */
  interface LineOrder {
    List<Line> of(List<Line> inOrder);
  }

  /** The tables for an analysis: of those it names, the first that is there is read. */
  static List<String> tables(Analysis<?> analysis) {
    return analysis.spec().reads().subList(0, 1);
  }

  /** Writes lines at the end of a table's file. */
  static void append(Path directory, String table, String header, List<Line> lines)
      throws IOException {
    StringBuilder text = new StringBuilder(header);
    lines.forEach(line -> text.append(line.text()).append('\n'));
    Files.write(
        directory.resolve(table + ".log"),
        text.toString().getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
