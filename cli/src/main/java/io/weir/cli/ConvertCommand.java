// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Existing;
import io.weir.output.WholeDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes tables to files, a directory a table and day. */
@AutoService(Subcommand.class)
public final class ConvertCommand implements Subcommand {
  @Override
  public String name() {
    return "convert";
  }

  @Override
  public String summary() {
    return "Write the tables of an input as Parquet or other files, a directory a table and day.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.furtherArguments("INPUT", "files, directories or patterns; - for standard input");
    declaration
        .section("Output")
        .option(
            "-o --output",
            "DIR",
            "Write DIR/TABLE/day=YYYY-MM-DD/…; each file appears whole. With --engine spark also"
                + " hdfs://… and s3a://….")
        .option("-f --format", "FORM", "parquet (the default), csv, ndjson or arrow.")
        .option(
            "--existing",
            "WHAT",
            "What happens to files of the same table and day: refuse (the default; nothing is"
                + " written), add (the new stand beside them) or replace.")
        .option("--tables", "A,B", "Write these tables only; default: all that the input has.");
    InputOptions.declareReading(declaration);
    declaration
        .option("--from", "TIME", "Leave out records before this day or instant.")
        .repeatableOption(
            "--to",
            "TIME|FORM",
            "Leave out records after this day, or from this instant on."
                + " A form, as in --to parquet, means -f.");
    InputOptions.declareFormats(declaration);
    RecordOptions.declare(declaration);
    EngineOptions.declare(declaration);
    declaration.examples(
        "weir convert logs/ --to parquet -o archive/",
        "weir convert capture.pcap -f ndjson --tables dns,http -o out/",
        "weir query \"SELECT count(*) FROM named_flows\" archive/ --from 2026-03-01");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    Optional<Path> output = given.path("--output");
    Optional<String> address = given.address("--output");
    if (output.isEmpty() && address.isEmpty()) {
      throw WeirException.usage(
          "Cannot convert: no directory to write to is given. Name one with -o DIR.");
    }
    Optional<ExportFormat> named = given.text("--format").map(ConvertCommand::format);
    Optional<String> until = Optional.empty();
    for (String to : given.texts("--to")) {
      Optional<ExportFormat> form = find(to);
      if (form.isPresent()) {
        named = form;
      } else {
        refuseMisspelt(to);
        until = Optional.of(to);
      }
    }
    ExportFormat format = named.orElse(ExportFormat.PARQUET);
    Existing existing =
        given.text("--existing").map(ConvertCommand::existing).orElse(Existing.REFUSE);
    try (Work work =
        Work.open(
            session,
            given.arguments(0),
            InputOptions.of(given, session, until),
            EngineOptions.of(given),
            RecordOptions.of(given))) {
      List<String> tables = tables(given, work.inputs().tables());
      Map<String, Long> rows =
          address.isPresent()
              ? work.engine().convertTo(tables, address.get(), format, existing, work::finish)
              : convert(work, tables, output.orElseThrow(), format, existing);
      rows.forEach((table, n) -> session.tell("%s: %d rows".formatted(table, n)));
    }
    return 0;
  }

  private static Map<String, Long> convert(
      Work work, List<String> tables, Path output, ExportFormat format, Existing existing)
      throws IOException {
    try (WholeDirectory directory = WholeDirectory.at(output)) {
      Map<String, Long> rows = work.engine().convert(tables, directory.written(), format);
      work.finish();
      directory.publish(existing);
      return rows;
    }
  }

  private static List<String> tables(Given given, List<String> known) {
    Optional<String> asked = given.text("--tables");
    if (asked.isEmpty()) {
      return known.stream().filter(table -> !table.equals("netlytics")).toList();
    }
    List<String> names = List.of(asked.get().split("\\s*,\\s*"));
    for (String name : names) {
      if (!known.contains(name)) {
        throw WeirException.usage(
            "Cannot convert table %s: the input has no such table. %s",
            name, Nearest.remedy(name, "Tables", known));
      }
    }
    return names;
  }

  private static Existing existing(String word) {
    return Arrays.stream(Existing.values())
        .filter(existing -> existing.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot use --existing %s: it is add, replace or refuse.", word));
  }

  /** What is like the word for a form, and begins as no time does, is not taken for a time. */
  private static void refuseMisspelt(String to) {
    if (!to.isEmpty() && Character.isLetter(to.charAt(0))) {
      format(to);
    }
  }

  private static Optional<ExportFormat> find(String word) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(word))
        .findFirst();
  }

  private static ExportFormat format(String word) {
    List<String> words =
        Arrays.stream(ExportFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();
    return find(word)
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot convert to %s: the form is not known. %s",
                    word, Nearest.remedy(word, "Forms", words)));
  }
}
