// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.output.OutputForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  static AnswerOptions of(Given given, Surroundings surroundings) {
    Optional<Path> output = given.path("--output");
    Optional<String> address = given.address("--output");
    Optional<Path> ending = output.or(() -> address.map(Path::of));
    OutputForm form =
        given
            .text("--format")
            .map(AnswerOptions::named)
            .or(() -> ending.map(file -> OutputForm.ofFile(file).orElse(OutputForm.CSV)))
            .orElse(
                surroundings.isScreen(Surroundings.Screen.OUT) ? OutputForm.TABLE : OutputForm.CSV);
    if (form.isWrittenByEngine() && ending.isEmpty()) {
      throw WeirException.usage(
          "Cannot write %s to standard output: it needs a file. Name one with -o FILE.",
          form.word());
    }
    return new AnswerOptions(form, output, address);
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
