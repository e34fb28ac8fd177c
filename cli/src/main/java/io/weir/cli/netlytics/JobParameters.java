// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code --params}: a JSON object. The jobs that there are take one number, which is {@code
 * N} in NetLytics' code and {@code N_TOP} in its documentation.
 */
final class JobParameters {
  private static final List<String> LIMITS = List.of("N", "N_TOP");
  private static final String VALUE = "(\"[^\"\\\\]*\"|[^\\s,\"{}\\[\\]]+)";
  private static final String PAIR = "\\s*\"([^\"\\\\]*)\"\\s*:\\s*" + VALUE + "\\s*";
  private static final Pattern PAIRS = Pattern.compile(PAIR);
  private static final Pattern OBJECT =
      Pattern.compile("\\s*\\{(?:\\s*|%1$s(?:,%1$s)*)\\}\\s*".formatted(PAIR));

  private JobParameters() {}

  /**
   * How many rows are asked for; empty where nothing tells.
   *
   * @throws WeirException of kind USAGE when the text is no such object, or holds another parameter
   */
  static OptionalInt limit(String algorithm, String json) {
    if (!OBJECT.matcher(json).matches()) {
      throw WeirException.usage(
          "Cannot read --params: it must be a JSON object such as '{\"N\":40}' (%s).", json);
    }
    OptionalInt limit = OptionalInt.empty();
    Matcher pairs = PAIRS.matcher(json);
    while (pairs.find()) {
      String name = pairs.group(1);
      if (!LIMITS.contains(name)) {
        throw WeirException.usage(
            "Cannot set %s of %s: there is no such parameter. %s",
            name, algorithm, Nearest.remedy(name, "Parameters", LIMITS));
      }
      int value = number(name, algorithm, pairs.group(2));
      if (limit.isPresent() && limit.getAsInt() != value) {
        throw WeirException.usage(
            "Cannot set N and N_TOP of %s: they are the same parameter (%d, %d). Give one.",
            algorithm, limit.getAsInt(), value);
      }
      limit = OptionalInt.of(value);
    }
    return limit;
  }

  private static int number(String name, String algorithm, String text) {
    try {
      int value = Integer.parseInt(text.replace("\"", ""));
      if (value >= -1 && value != 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(name, algorithm, text);
    }
    throw refused(name, algorithm, text);
  }

  private static WeirException refused(String name, String algorithm, String text) {
    return WeirException.usage(
        "Cannot set %s of %s: it must be a whole number of at least 1, or -1 for all (%s).",
        name, algorithm, text);
  }
}
