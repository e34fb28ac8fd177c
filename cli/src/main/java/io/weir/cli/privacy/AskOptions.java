// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.privacy.question.QuestionWords;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be said of a private question. */
final class AskOptions {
  private AskOptions() {}

  static void declare(Declaration declaration) {
    declaration
        .section("Price")
        .option("--epsilon", "E", "Pay so much pure epsilon: Laplace noise.")
        .option("--rho", "R", "Pay so much rho of zero-concentrated privacy: Gaussian noise.")
        .option("--delta", "D", "What selecting unknown keys may fail by. Default: 0.0000001.")
        .section("Rows")
        .option("--from", "DAY", "The first day.")
        .option("--to", "DAY", "The last day. Default: the first.")
        .option("--every", "TIME", "An answer for each length of time, such as 1h or 1d.")
        .option("--server", "ADDRESS", "Only flows to this server.")
        .option("--asn", "NUMBER", "Only flows to servers of this autonomous system.")
        .option("--domain", "NAME", "Only flows to this name.")
        .option("--domain-pattern", "TEXT", "Only names with this text, * in front or behind.")
        .option("--way", "WAY", "Only flows that users began (outgoing) or others (incoming).")
        .option("--table", "TABLE", "Default: flows, or named_flows where names are asked for.")
        .section("Volume and top")
        .option("--of", "WHAT", "all, upload, download (bytes), flows or users. Default: all.")
        .option("--cap", "N", "The most that a unit counts, such as 2g; what is above is cut.")
        .option("--by", "WHAT", "Divide by server, as, domain (registered) or name.")
        .option(
            "--keys", "KEYS", "The groups to answer for, with commas; else those of many units.")
        .option("--touched", "N", "Groups in which a unit counts, at most. Default: 10.")
        .option("--limit", "N", "Of top: how many. Default: 10.")
        .section("Histogram and feature")
        .option("--edges", "NUMBERS", "Where bins of volume end, with commas.")
        .option("--column", "COLUMN", "The numeric column; each unit counts with its mean.")
        .option("--low", "NUMBER", "The least that a value counts as.")
        .option("--high", "NUMBER", "The most that a value counts as.")
        .option("--statistic", "WHAT", "mean, deviation, percentile or histogram. Default: mean.")
        .option("--percent", "P", "Which percentile. Default: 50.")
        .option("--bins", "N", "Bins of a feature's histogram. Default: 10.");
  }

  /** What the line says, by name. */
  static Map<String, String> words(Given given) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : QuestionWords.NAMES) {
      if (!name.equals("question")) {
        given.text("--" + name).ifPresent(text -> words.put(name, text));
      }
    }
    return words;
  }
}
