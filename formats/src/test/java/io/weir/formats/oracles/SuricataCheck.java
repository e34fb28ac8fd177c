// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A check of a test.yaml: how many events have these fields. Checks for versions before 8 are left
 * out; fields with more than one value are kept under a name that no event has.
 */
record SuricataCheck(int count, Map<String, String> match) {
  /** Reads the checks by their indentation, which is all the YAML that is needed. */
  static List<SuricataCheck> of(List<String> lines) {
    List<SuricataCheck> checks = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.strip().equals("- filter:")) {
        int end = at;
        while (end < lines.size() && inside(lines.get(end), indent(line) + 2)) {
          end++;
        }
        check(lines.subList(at, end), checks);
      }
    }
    return checks;
  }

  private static void check(List<String> lines, List<SuricataCheck> checks) {
    int count = -1;
    boolean old = false;
    Map<String, String> match = new TreeMap<>();
    int matchIndent = -1;
    for (String line : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (matchIndent >= 0 && indent(line) > matchIndent) {
        field(text, match);
        continue;
      }
      matchIndent = text.equals("match:") ? indent(line) : -1;
      old |= text.startsWith("lt-version") || text.contains("HAVE_");
      if (text.startsWith("count:")) {
        count = Integer.parseInt(text.substring(6).replaceAll("#.*", "").strip());
      }
    }
    if (count >= 0 && !old) {
      checks.add(new SuricataCheck(count, match));
    }
  }

  private static void field(String text, Map<String, String> match) {
    int colon = text.indexOf(": ");
    if (colon < 0) {
      match.put("(nested)", text);
      return;
    }
    String value = text.substring(colon + 2).strip();
    boolean quoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0;
    value = quoted ? value.substring(1, value.length() - 1) : value.replaceAll(" +#.*", "");
    match.put(text.substring(0, colon).strip(), value);
  }

  private static boolean inside(String line, int indent) {
    return line.isBlank() || indent(line) >= indent;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
