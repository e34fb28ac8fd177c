// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the values of a categorical column become categories.
 *
 * @param word as a person writes it behind the column and a colon
 * @param expression portable SQL with {@code %s} for the column
 */
record Encoder(String word, String expression) {
  /** Each value is a category. */
  static final Encoder PLAIN = new Encoder("plain", "CAST(%s AS STRING)");

  private static final Encoder PORT =
      new Encoder(
          "port",
          "CASE WHEN %1$s < 1024 THEN 'system' WHEN %1$s < 49152 THEN 'registered'"
              + " WHEN %1$s <= 65535 THEN 'dynamic' END");
  private static final Encoder SLD = new Encoder("sld", "sld(CAST(%s AS STRING))");
  private static final Pattern PREFIX = Pattern.compile("prefix(?:/(\\d{1,3})(?:/(\\d{1,3}))?)?");
  private static final List<String> WORDS = List.of("prefix", "port", "sld", "plain");

  /**
   * The encoder of a word.
   *
   * @param asked the column with the word, for messages
   */
  static Encoder named(String word, String asked) {
    Matcher prefix = PREFIX.matcher(word);
    if (prefix.matches()) {
      int bits4 = prefix.group(1) == null ? 24 : Integer.parseInt(prefix.group(1));
      int bits6 = prefix.group(2) == null ? 48 : Integer.parseInt(prefix.group(2));
      if (bits4 > 32 || bits6 > 128) {
        throw WeirException.usage(
            "Cannot use %s as a feature: an address has 32 bits, or 128. Write prefix/24/48.",
            asked);
      }
      return new Encoder(
          "prefix/" + bits4 + "/" + bits6,
          "ip_prefix(CAST(%s AS STRING), " + bits4 + ", " + bits6 + ")");
    }
    return switch (word) {
      case "port" -> PORT;
      case "sld" -> SLD;
      case "plain" -> PLAIN;
      default ->
          throw WeirException.usage(
              "Cannot use %s as a feature: there is no encoder %s. %s",
              asked, word, Nearest.remedy(word, "Encoders", WORDS));
    };
  }

  String of(String column) {
    return expression.formatted(column);
  }

  /** The name of a feature's column in names of its categories. */
  String label(String column) {
    return equals(PLAIN) ? column : word.split("/", 2)[0] + "(" + column + ")";
  }
}
