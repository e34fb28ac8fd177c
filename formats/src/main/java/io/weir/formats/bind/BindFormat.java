// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.LineReader;
import io.weir.formats.lines.LogTimes;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Logs of BIND's named, as named or syslog writes them. */
@AutoService(Format.class)
public final class BindFormat implements Format {
  private static final Option YEAR =
      new Option("bind-year", "", "year of times by syslog, which tell none; default: this year");

  /** Room behind a line for reading eight bytes at once. */
  private static final int PADDING = 16;

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "bind", "Logs of BIND's named: queries, responses and the rest.", List.of(), List.of(YEAR));
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return BindTables.COMPOSED;
  }

  @Override
  public void check(Options options) {
    line(options);
  }

  private static BindLine line(Options options) {
    ZoneId zone = options.value("zone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    String given = options.value(YEAR).orElse("");
    if (!given.isEmpty() && !given.matches("[0-9]{4}")) {
      throw WeirException.usage(
          "Cannot use --%s %s: it is no year. Write it as in 2026.", YEAR.name(), given);
    }
    return given.isEmpty()
        ? line(zone, Instant.now())
        : new BindLine(new LogTimes(zone), Integer.parseInt(given), Long.MAX_VALUE);
  }

  /** Times that tell no year are at most a day later than now: December's, read in January. */
  static BindLine line(ZoneId zone, Instant now) {
    long latest = now.plus(1, ChronoUnit.DAYS).getEpochSecond() * 1_000_000;
    return new BindLine(new LogTimes(zone), now.atZone(zone).getYear(), latest);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    List<TableSchema> tables = tables(head, options);
    return tables.isEmpty()
        ? new Recognition.No("no lines of named's")
        : new Recognition.Yes(tables, "lines of named's log");
  }

  /**
   * The tables of a file, those that it begins with first; none unless a quarter of its first
   * lines, or the first, are of named's. Queries and other lines may follow in any; responses are
   * looked for at the end too, for only with them are queries paired.
   */
  private static List<TableSchema> tables(Head head, Options options) {
    BindLine line = line(options);
    Map<BindLine.Kind, Integer> kinds = new EnumMap<>(BindLine.Kind.class);
    boolean isFirst = false;
    int proofs = 0;
    List<String> lines = LineFiles.lines(head);
    for (String text : lines) {
      kinds.merge(kind(line, text), 1, Integer::sum);
      proofs += line.isProof() ? 1 : 0;
      isFirst |= text.equals(lines.get(0)) && line.has(BindLine.CLIENT);
    }
    int foreign = kinds.getOrDefault(BindLine.Kind.FOREIGN, 0);
    boolean isLog = proofs > 0 && (isFirst || foreign * 4 <= lines.size() * 3);
    if (!isLog) {
      return List.of();
    }
    Set<TableSchema> tables = new LinkedHashSet<>();
    if (kinds.containsKey(BindLine.Kind.QUERY)) {
      tables.add(BindTables.QUERIES);
    }
    if (kinds.containsKey(BindLine.Kind.RESPONSE) || endsWithResponses(head.file(), line)) {
      tables.add(BindTables.RESPONSES);
    }
    tables.add(BindTables.OTHERS);
    tables.add(BindTables.QUERIES);
    return List.copyOf(tables);
  }

  private static BindLine.Kind kind(BindLine line, String text) {
    byte[] bytes = (text + "\n" + " ".repeat(PADDING)).getBytes(ISO_8859_1);
    return line.divide(bytes, 0, text.length());
  }

  /** Responses may be logged from some hour on: {@code rndc responselog on}. */
  private static boolean endsWithResponses(InputFile file, BindLine line) {
    long from = file.length() - LineFiles.LOOK;
    if (!file.isSplittable() || from <= 0) {
      return false;
    }
    try (InputStream in = file.open(from)) {
      String end = new String(in.readNBytes(LineFiles.LOOK), ISO_8859_1);
      return end.lines().skip(1).anyMatch(text -> kind(line, text) == BindLine.Kind.RESPONSE);
    } catch (IOException e) {
      // A reader will meet the failure and tell it.
      return false;
    }
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return LineFiles.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    List<TableSchema> declared = tables(LineFiles.head(split.file()), scan.options());
    if (declared.isEmpty()) {
      throw WeirException.failed(
          "Cannot read %s: no lines of named's. Was the file replaced?", split.file().path());
    }
    BindLine line = line(scan.options());
    String path = split.file().path();
    return new LineReader(split, new BindLines(line, declared, scan, path), rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }
}
