// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.input.Compression;
import io.weir.input.Heads;
import io.weir.input.ListedFile;
import io.weir.input.LocalFile;
import io.weir.job.FileReport.Outcome;
import io.weir.job.FileReport.Verdict;
import io.weir.job.HeaderGuess.Guess;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.Head;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.TableSchema;
import io.weir.model.engine.RelationFile.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the formats about each file of an input. Thread-safe. */
final class Examination implements Heads.Visitor<Examined> {
  private static final Set<Kind> JSON = Set.of(Kind.JSON, Kind.NDJSON);

  private final String input;
  private final List<Format> formats;
  private final Optional<Kind> forced;
  private final boolean onlyForced;
  private final Options options;

  Examination(String input, InputSettings settings) {
    this.input = input;
    this.forced = kind(settings.inputFormat());
    this.onlyForced = !settings.inputFormat().isEmpty();
    this.options = optionsOf(settings);
    this.formats = formats(settings);
  }

  /** The options that formats see: those given, and the settings that concern them. */
  static Options optionsOf(InputSettings settings) {
    Options options = settings.options().with("zone", settings.zone().getId());
    return settings.inputFormat().isEmpty()
        ? options
        : options.with("input-format", settings.inputFormat());
  }

  private static List<Format> formats(InputSettings settings) {
    if (settings.inputFormat().isEmpty()) {
      return settings.formats();
    }
    return kind(settings.inputFormat()).isPresent()
        ? List.of()
        : List.of(Formats.named(settings.inputFormat(), settings.formats()));
  }

  private static Optional<Kind> kind(String inputFormat) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equalsIgnoreCase(inputFormat)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public Examined visit(LocalFile file, Head head) {
    boolean empty = head.complete() && head.bytes().length == 0;
    List<Verdict> others = new ArrayList<>();
    Optional<Examined> broken = Optional.empty();
    if (!empty || onlyForced) {
      for (Format format : formats) {
        Recognition recognition = format.recognise(head, options);
        String name = format.spec().name();
        if (recognition instanceof Recognition.Yes yes) {
          FileReport report =
              report(
                  file,
                  Outcome.RECOGNISED,
                  name,
                  yes.tables(),
                  names(format, yes),
                  yes.why(),
                  others);
          return new Examined(report, file, format, null, List.of());
        }
        if (recognition instanceof Recognition.Broken && broken.isEmpty()) {
          FileReport report =
              report(file, Outcome.BROKEN, name, List.of(), List.of(), recognition.why(), others);
          broken = Optional.of(new Examined(report, file, null, null, List.of()));
        }
        others.add(new Verdict(name, recognition.why()));
      }
    }
    if (empty) {
      return unread(file, Outcome.EMPTY, "the file is empty", others);
    }
    return broken.or(() -> table(file, head, others)).orElseGet(() -> unknown(file, head, others));
  }

  /** The tables of a file, and those that its first one is enough for. */
  private List<String> names(Format format, Recognition.Yes yes) {
    Set<String> names = new LinkedHashSet<>();
    yes.tables().forEach(table -> names.add(table.name()));
    for (ComposedTable composed : format.composed(options)) {
      if (composed.sources().stream()
          .limit(1)
          .anyMatch(
              first ->
                  yes.tables().stream().anyMatch(t -> first.name().equalsIgnoreCase(t.name())))) {
        names.add(composed.schema().name());
      }
    }
    return List.copyOf(names);
  }

  private Optional<Examined> table(LocalFile file, Head head, List<Verdict> others) {
    if (onlyForced && forced.isEmpty()) {
      return Optional.empty();
    }
    Optional<Guess> guess = HeaderGuess.of(head).filter(this::isAskedFor);
    Kind kind = guess.map(Guess::kind).or(() -> forced).orElse(null);
    if (kind == null) {
      return Optional.empty();
    }
    Optional<String> uneven =
        kind == Kind.CSV && guess.isEmpty() ? HeaderGuess.uneven(head) : Optional.empty();
    if (uneven.isPresent()) {
      return Optional.of(unread(file, Outcome.BROKEN, uneven.get(), others));
    }
    if (kind == Kind.PARQUET && guess.isPresent() && !ParquetColumns.isWhole(file)) {
      String defect = "it begins as Parquet does, but its end is missing";
      return Optional.of(unread(file, Outcome.BROKEN, defect, others));
    }
    String why = guess.map(Guess::why).orElse("--input-format says so");
    String name = kind.name().toLowerCase(Locale.ROOT);
    List<String> own = List.of(TableNames.ofPath(file.path()));
    FileReport report = report(file, Outcome.TABLE, name, List.of(), own, why, others);
    List<String> columns = guess.map(Guess::columns).orElse(List.of());
    return Optional.of(new Examined(report, file, null, kind, columns));
  }

  /** Whether a kind was not said, or this one was; whoever says JSON means NDJSON too. */
  private boolean isAskedFor(Guess guess) {
    return forced.isEmpty()
        || forced.get() == guess.kind()
        || (JSON.contains(forced.get()) && JSON.contains(guess.kind()));
  }

  private Examined unknown(LocalFile file, Head head, List<Verdict> others) {
    String why = onlyForced && !others.isEmpty() ? others.get(0).why() : "no format recognises it";
    HeaderGuess.whyNot(head)
        .forEach(
            (kind, reason) ->
                others.add(new Verdict(kind.name().toLowerCase(Locale.ROOT), reason)));
    if (isUtf16(head.bytes())) {
      String remedy = "it is text in UTF-16; make it UTF-8, as with iconv -f UTF-16 -t UTF-8";
      return unread(file, Outcome.BROKEN, remedy, others);
    }
    if (!file.compression().equals(Compression.PLAIN.toString())
        && Compression.of(head.bytes()) != Compression.PLAIN) {
      String remedy = "it is compressed twice; decompress it once";
      return unread(file, Outcome.BROKEN, remedy, others);
    }
    if (head.startsWith("PK\u0003\u0004")) {
      String remedy = "it is a zip archive, which can be read from a file alone; save it first";
      return unread(file, Outcome.BROKEN, remedy, others);
    }
    Optional<String> uneven =
        !onlyForced && HeaderGuess.saysCsv(head) ? HeaderGuess.uneven(head) : Optional.empty();
    return uneven
        .map(defect -> unread(file, Outcome.BROKEN, defect, others))
        .orElseGet(() -> unread(file, Outcome.UNKNOWN, why, others));
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
  }

  private Examined unread(LocalFile file, Outcome outcome, String why, List<Verdict> others) {
    FileReport report = report(file, outcome, "", List.of(), List.of(), why, others);
    return new Examined(report, file, null, null, List.of());
  }

  private FileReport report(
      LocalFile file,
      Outcome outcome,
      String format,
      List<TableSchema> tables,
      List<String> names,
      String why,
      List<Verdict> others) {
    return new FileReport(
        input,
        file.path(),
        file.compression(),
        file.length(),
        outcome,
        format,
        tables,
        names,
        why,
        others);
  }

  @Override
  public Examined failed(ListedFile file, IOException failure) {
    String why =
        failure instanceof AccessDeniedException
            ? "permission denied"
            : String.valueOf(failure.getMessage());
    return unopened(file, Outcome.UNREADABLE, why);
  }

  Examined outside(ListedFile file) {
    return unopened(file, Outcome.OUTSIDE, FileReport.OUTSIDE_WHY);
  }

  private Examined unopened(ListedFile file, Outcome outcome, String why) {
    @Nullable Format none = null;
    FileReport report =
        new FileReport(
            input,
            file.path(),
            "",
            file.length(),
            outcome,
            "",
            List.of(),
            List.of(),
            why,
            List.of());
    return new Examined(report, null, none, null, List.of());
  }
}
