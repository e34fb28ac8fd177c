// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.output.OutputForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the answer goes, and in which form.
 *
 * @param output the file to write
 * @param address what to write on another system; with neither: standard output
 */
record AnswerOptions(OutputForm form, Optional<Path> output, Optional<String> address) {
  static void declare(Declaration declaration) {
    declaration
        .section("Answer")
        .option(
            "-f --format",
            "FORM",
            "table, csv, json, ndjson, markdown, parquet or arrow; default: what the ending of -o tells,"
                + " else table on a terminal and csv elsewhere.")
        .option(
            "-o --output",
            "FILE",
            "Write to this file, or with --engine spark to hdfs://… or s3a://…; it appears when it is whole.");
  }

  private static final Set<String> NO_FORMS =
      Set.of("gz", "zst", "bz2", "xz", "lz4", "zip", "xls", "xlsx");

  static AnswerOptions of(Given given, Surroundings surroundings) {
    // As everywhere, - is standard output: what is written when no file is named.
    Optional<Path> output = given.path("--output").filter(path -> !path.toString().equals("-"));
    Optional<String> address = given.address("--output");
    Optional<Path> ending = output.or(() -> address.map(Path::of));
    ending.ifPresent(AnswerOptions::requireForm);
    Optional<OutputForm> told = ending.flatMap(OutputForm::ofFile);
    Optional<OutputForm> asked = given.text("--format").map(AnswerOptions::named);
    if (asked.isPresent() && told.isPresent() && asked.get() != told.get()) {
      throw WeirException.usage(
          "Cannot write %s to %s: its ending says %s. Name another file, or leave -f out.",
          asked.get().word(), ending.get(), told.get().word());
    }
    OutputForm form =
        asked
            .or(() -> told)
            .or(() -> ending.map(file -> OutputForm.CSV))
            .orElse(
                surroundings.isScreen(Surroundings.Screen.OUT) ? OutputForm.TABLE : OutputForm.CSV);
    if (form.isWrittenByEngine() && ending.isEmpty()) {
      throw WeirException.usage(
          "Cannot write %s to standard output: it needs a file. Name one with -o FILE.",
          form.word());
    }
    return new AnswerOptions(form, output, address);
  }

  /** An ending that promises what is not written would make a file that nothing reads. */
  private static void requireForm(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (name.contains(".") && NO_FORMS.contains(ending)) {
      throw WeirException.usage(
          "Cannot write the answer to %s: no form ends in .%s, and answers are not compressed. Name"
              + " a file that ends in .csv, .json, .ndjson, .md, .parquet or .arrow.",
          file, ending);
    }
  }

  /** The form of a word. */
  static OutputForm named(String word) {
    List<String> words = Arrays.stream(OutputForm.values()).map(OutputForm::word).toList();
    return OutputForm.named(word)
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot write the form %s: it is not known. %s",
                    word, Nearest.remedy(word, "Forms", words)));
  }
}
