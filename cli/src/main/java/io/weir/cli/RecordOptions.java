// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.WeirException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of records that cannot be read.
 *
 * @param rejects the directory to write them to
 * @param maxBadFraction the largest share of all records that may be rejected
 * @param isStrict whether the first ends the run
 */
public record RecordOptions(Optional<Path> rejects, double maxBadFraction, boolean isStrict) {
  /** Declares the options. */
  public static void declare(Declaration declaration) {
    declaration
        .section("Records that cannot be read")
        .option(
            "--rejects",
            "DIR",
            "Write them to this directory: a file for each input file, with the reasons.")
        .option(
            "--max-bad-fraction",
            "F",
            "Fail (exit code 4) when more than this share of the records is rejected, such as 0.05 or"
                + " 5%.")
        .flag("--strict", "Fail (exit code 4) at the first.");
  }

  /** What the line gives. */
  public static RecordOptions of(Given given) {
    return new RecordOptions(
        given.path("--rejects"),
        given.text("--max-bad-fraction").map(RecordOptions::fraction).orElse(1.0),
        given.isSet("--strict"));
  }

  private static double fraction(String text) {
    try {
      double fraction =
          text.endsWith("%")
              ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
              : Double.parseDouble(text);
      if (fraction >= 0 && fraction <= 1) {
        return fraction;
      }
    } catch (NumberFormatException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static WeirException refused(String text) {
    return WeirException.usage(
        "Cannot set --max-bad-fraction: it must be a number from 0 to 1, or a percentage (%s).",
        text);
  }
}
