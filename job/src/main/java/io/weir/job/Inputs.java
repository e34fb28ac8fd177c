// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.input.Heads;
import io.weir.input.Layouts;
import io.weir.input.ListedFile;
import io.weir.input.ListedInput;
import io.weir.input.Listing;
import io.weir.job.FileReport.Outcome;
import io.weir.model.Nearest;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Opens what people name as input: lists it, looks into each file, and says which tables it has.
 */
public final class Inputs {
  /** What queries may call the table that is meant, as in NetLytics. */
  public static final String NETLYTICS = FiveTables.NETLYTICS;

  static final String NAME_SOME = "Name files or directories, or - for standard input.";

  /** The tables that NetLytics has; where an input has one of them, it is meant. */
  private static final List<String> REFERENCE = List.of("named_flows", "dns", "http");

  private static final int NAMED_IN_WARNINGS = 3;
  private static final int MOST_SAMPLES = 64;
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private Inputs() {}

  /**
   * Opens inputs for queries.
   *
   * @param arguments as {@link Listing} reads them
   * @throws WeirException of kind USAGE when an argument names nothing, or nothing that can be read
   */
  public static OpenedInputs open(List<String> arguments, InputSettings settings) {
    if (arguments.isEmpty()) {
      throw WeirException.usage("Cannot answer without input. %s", NAME_SOME);
    }
    settings.formats().forEach(format -> format.check(settings.options()));
    EngineFiles engineFiles = new EngineFiles();
    try {
      CatalogBuilder builder = new CatalogBuilder(Examination.optionsOf(settings), engineFiles);
      List<FileReport> reports = new ArrayList<>();
      for (ListedInput input : Listing.of(arguments, settings.standardInput())) {
        List<Examined> files = examine(input, settings);
        List<FileReport> found = files.stream().map(Examined::report).toList();
        requireReadable(found, settings);
        builder.add(input.name(), files);
        reports.addAll(found);
      }
      Catalog catalog = withNetlytics(builder.build(settings.range()), settings.table());
      List<String> warnings = new ArrayList<>(engineFiles.damages());
      skipped(reports).ifPresent(warnings::add);
      if (reports.stream().allMatch(file -> file.outcome() == Outcome.OUTSIDE)) {
        warnings.add(
            "by its path, no file holds anything of the time asked for: " + first(reports));
      }
      return new OpenedInputs(catalog, reports, warnings, engineFiles);
    } catch (RuntimeException e) {
      engineFiles.close();
      throw e;
    }
  }

  /** No input, for questions that name no table. */
  public static OpenedInputs none() {
    Catalog catalog = new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    return new OpenedInputs(catalog, List.of(), List.of(), new EngineFiles());
  }

  /** What is in each file, and why; files that nothing recognises are no error. */
  public static List<FileReport> detect(List<String> arguments, InputSettings settings) {
    return Listing.of(arguments, settings.standardInput()).stream()
        .flatMap(input -> examine(input, settings).stream())
        .map(Examined::report)
        .toList();
  }

  /** Looks into the files that may hold something of the range; of the others into few. */
  private static List<Examined> examine(ListedInput input, InputSettings settings) {
    Examination examination = new Examination(input.name(), settings);
    List<ListedFile> inside = new ArrayList<>();
    List<ListedFile> outside = new ArrayList<>();
    Layouts layouts =
        Layouts.of(input.files().stream().map(ListedFile::path).toList(), settings.zone());
    for (ListedFile file : input.files()) {
      boolean mayHold = layouts.mayHold(file.path(), settings.range());
      (mayHold ? inside : outside).add(file);
    }
    List<Examined> examined = new ArrayList<>(Heads.visit(inside, examination));
    List<ListedFile> samples = samples(inside, outside);
    Heads.visit(samples, examination).forEach(file -> examined.add(file.outside()));
    outside.stream()
        .filter(file -> !samples.contains(file))
        .forEach(file -> examined.add(examination.outside(file)));
    return examined;
  }

  /**
   * Of files outside the range one of each kind that the range has none of, so that its table is
   * there, without rows. Files of one kind have paths that differ in numbers alone.
   */
  private static List<ListedFile> samples(List<ListedFile> inside, List<ListedFile> outside) {
    Map<String, ListedFile> samples = new LinkedHashMap<>();
    outside.forEach(file -> samples.put(kindByPath(file), file));
    inside.forEach(file -> samples.remove(kindByPath(file)));
    return samples.values().stream().limit(MOST_SAMPLES).toList();
  }

  private static String kindByPath(ListedFile file) {
    return NUMBER.matcher(file.path()).replaceAll("0");
  }

  /** Refuses an input of which nothing can be read, with the reason. */
  private static void requireReadable(List<FileReport> files, InputSettings settings) {
    if (files.stream().anyMatch(Inputs::hasTable)) {
      return;
    }
    FileReport first = files.get(0);
    if (files.stream().allMatch(file -> file.outcome() == Outcome.OUTSIDE)) {
      throw WeirException.usage(
          "Cannot read '%s'%s: by their paths, all files lie outside the time asked for.",
          first.path(), andMore(files.size()));
    }
    if (files.size() == 1) {
      throw WeirException.usage(
          "Cannot read '%s': %s.%s", first.path(), reason(first), remedy(first, settings));
    }
    throw WeirException.usage(
        "Cannot read '%s'%s: %s. See what weir detect says.",
        first.path(), andMore(files.size()), counted(files));
  }

  private static boolean hasTable(FileReport file) {
    boolean isKnown = file.outcome() == Outcome.OUTSIDE && !file.format().isEmpty();
    return isKnown || file.outcome().isRead();
  }

  private static String first(List<FileReport> files) {
    return files.get(0).path() + andMore(files.size());
  }

  private static String andMore(int files) {
    return files == 1 ? "" : " and " + (files - 1) + " more";
  }

  private static String reason(FileReport file) {
    String why =
        file.why().endsWith(".") ? file.why().substring(0, file.why().length() - 1) : file.why();
    return why;
  }

  private static String remedy(FileReport file, InputSettings settings) {
    boolean canForce = file.outcome() == Outcome.UNKNOWN && settings.inputFormat().isEmpty();
    return canForce
        ? " weir detect --why tells what each format looked for; if you know its format, give"
            + " --input-format."
        : "";
  }

  /** A line that counts the files that are not read; empty when all are. */
  private static Optional<String> skipped(List<FileReport> files) {
    List<FileReport> left =
        files.stream()
            .filter(file -> !file.outcome().isRead() && file.outcome() != Outcome.OUTSIDE)
            .toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "skipped %d file%s: %s"
                .formatted(left.size(), left.size() == 1 ? "" : "s", counted(left)));
  }

  private static String counted(List<FileReport> files) {
    Map<Outcome, List<String>> byOutcome = new LinkedHashMap<>();
    for (FileReport file : files) {
      byOutcome.computeIfAbsent(file.outcome(), key -> new ArrayList<>()).add(file.path());
    }
    return byOutcome.entrySet().stream()
        .map(
            entry -> {
              List<String> paths = entry.getValue();
              String some =
                  paths.stream().limit(NAMED_IN_WARNINGS).collect(Collectors.joining(", "));
              String more = paths.size() > NAMED_IN_WARNINGS ? ", …" : "";
              return "%d %s (%s%s)".formatted(paths.size(), entry.getKey(), some, more);
            })
        .collect(Collectors.joining("; "));
  }

  private static Catalog withNetlytics(Catalog catalog, String table) {
    List<String> tables = OpenedInputs.tables(catalog);
    Optional<String> meant;
    if (table.isEmpty()) {
      meant = onlyTable(tables.stream().filter(t -> !catalog.aliases().containsKey(t)).toList());
    } else {
      meant = tables.stream().filter(table::equalsIgnoreCase).findFirst();
      if (meant.isEmpty()) {
        throw WeirException.usage(
            "Cannot use --table %s: the input has no such table. %s",
            table, Nearest.remedy(table, "Tables", tables));
      }
    }
    if (meant.isEmpty() || tables.contains(NETLYTICS)) {
      return catalog;
    }
    Map<String, String> aliases = new LinkedHashMap<>(catalog.aliases());
    aliases.put(NETLYTICS, meant.get());
    return new Catalog(
        catalog.natives(), catalog.views(), catalog.relations(), aliases, catalog.range());
  }

  /** The only one of NetLytics' tables, else of the five, else of all. */
  private static Optional<String> onlyTable(List<String> tables) {
    List<List<String>> choices =
        List.of(
            tables.stream().filter(REFERENCE::contains).toList(),
            tables.stream().filter(name -> FiveTables.named(name).isPresent()).toList(),
            tables);
    return choices.stream()
        .filter(choice -> !choice.isEmpty())
        .findFirst()
        .filter(choice -> choice.size() == 1)
        .map(choice -> choice.get(0));
  }
}
