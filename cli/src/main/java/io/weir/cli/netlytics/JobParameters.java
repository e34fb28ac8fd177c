// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads {@code --params}: a JSON object. The simple jobs take one number, which is {@code N} in
 * NetLytics' code and {@code N_TOP} in its documentation; other algorithms take their own.
 */
final class JobParameters {
  private static final List<String> LIMITS = List.of("N", "N_TOP");
  private static final String VALUE = "(\"[^\"\\\\]*\"|\\[[^{}\\[\\]\\\\]*\\]|[^\\s,\"{}\\[\\]]+)";
  private static final String PAIR = "\\s*\"([^\"\\\\]*)\"\\s*:\\s*" + VALUE + "\\s*";

  /** What surrounds texts and the elements of lists, which settings divide by commas. */
  private static final Pattern MARKS = Pattern.compile("[\"\\[\\]]|(?<=,)\\s+");

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
    OptionalInt limit = OptionalInt.empty();
    for (Map.Entry<String, String> pair : pairs(json)) {
      String name = pair.getKey();
      if (!LIMITS.contains(name)) {
        throw WeirException.usage(
            "Cannot set %s of %s: there is no such parameter. %s",
            name, algorithm, Nearest.remedy(name, "Parameters", LIMITS));
      }
      int value = number(name, algorithm, pair.getValue());
      if (limit.isPresent() && limit.getAsInt() != value) {
        throw WeirException.usage(
            "Cannot set N and N_TOP of %s: they are the same parameter (%d, %d). Give one.",
            algorithm, limit.getAsInt(), value);
      }
      limit = OptionalInt.of(value);
    }
    return limit;
  }

  /** The pairs of the object, texts in their quotes. */
  private static List<Map.Entry<String, String>> pairs(String json) {
    if (!OBJECT.matcher(json).matches()) {
      throw WeirException.usage(
          "Cannot read --params: it must be a JSON object such as '{\"N\":40}' (%s).", json);
    }
    return PAIRS
        .matcher(json)
        .results()
        .map(pair -> Map.entry(pair.group(1), pair.group(2)))
        .toList();
  }

  /**
   * The settings of an analysis that parameters of an algorithm mean; null leaves the default.
   *
   * @throws WeirException of kind USAGE when the text is no object, or holds another parameter
   */
  static Map<String, String> settings(Algorithm algorithm, String json) {
    Map<String, String> settings = new LinkedHashMap<>(algorithm.defaults());
    for (Map.Entry<String, String> pair : pairs(json)) {
      String setting = algorithm.parameters().get(pair.getKey());
      if (setting == null) {
        throw WeirException.usage(
            "Cannot set %s of %s: there is no such parameter. %s",
            pair.getKey(),
            algorithm.className(),
            Nearest.remedy(
                pair.getKey(), "Parameters", new TreeSet<>(algorithm.parameters().keySet())));
      }
      if (!setting.isEmpty() && !pair.getValue().equals("null")) {
        int unit = setting.indexOf(' ');
        String value = MARKS.matcher(pair.getValue()).replaceAll("");
        settings.put(
            unit < 0 ? setting : setting.substring(0, unit),
            unit < 0 || value.isEmpty() ? value : value + setting.substring(unit + 1));
      }
    }
    return settings;
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
