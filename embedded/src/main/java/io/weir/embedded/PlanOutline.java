// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A plan as an indented list, one line a step, each above the steps it takes its rows from.
 * DuckDB's own picture is hundreds of characters wide where tables are joined.
 */
final class PlanOutline {
  private static final int WIDEST = 100;

  private final UnaryOperator<String> tableOf;
  private final StringBuilder text = new StringBuilder();

  /** Where the steps begin that hold the current one, in DuckDB's text; the innermost first. */
  private final Deque<Integer> above = new ArrayDeque<>();

  private String name = "";
  private final List<String> properties = new ArrayList<>();
  private int shown;

  private PlanOutline(UnaryOperator<String> tableOf) {
    this.tableOf = tableOf;
  }

  /**
   * The plan in lines.
   *
   * @param yaml what {@code EXPLAIN (FORMAT YAML)} says
   * @param tableOf the table that a table function reads; other names as they are
   */
  static String of(String yaml, UnaryOperator<String> tableOf) {
    PlanOutline outline = new PlanOutline(tableOf);
    yaml.lines().forEach(outline::read);
    outline.endStep();
    return outline.text.toString();
  }

  private void read(String line) {
    String item = line.strip();
    if (item.startsWith("- name: ")) {
      endStep();
      beginStep(line.indexOf('-'), value(item));
    } else if (item.startsWith("- ")) {
      String before = properties.remove(properties.size() - 1);
      properties.add(before + (before.endsWith(": ") ? "" : ", ") + unquoted(item.substring(2)));
    } else if (item.startsWith("\"")) {
      String key = unquoted(item.substring(0, item.indexOf("\":") + 1));
      properties.add(key + ": " + value(item.substring(item.indexOf("\":") + 1)));
    }
  }

  private void beginStep(int at, String step) {
    while (!above.isEmpty() && above.peek() >= at) {
      above.pop();
    }
    // Steps that only pass columns on are left out, and what is below them moves up.
    shown = above.size();
    name = step.strip();
    if (isShown()) {
      above.push(at);
    }
  }

  private boolean isShown() {
    return !name.isEmpty() && !name.equals("PROJECTION");
  }

  private void endStep() {
    if (!isShown()) {
      properties.clear();
      return;
    }
    String table = tableOf.apply(name);
    String what =
        table.equals(name) ? name.replace('_', ' ').toLowerCase(Locale.ROOT) : "read " + table;
    String rows = "";
    List<String> details = new ArrayList<>();
    for (String property : properties) {
      int colon = property.indexOf(": ");
      String value = property.substring(colon + 2).strip();
      if (property.startsWith("Estimated Cardinality")) {
        rows = " (~" + value + " rows)";
      } else if (!property.startsWith("Function") && !value.isEmpty()) {
        details.add(property.toLowerCase(Locale.ROOT).substring(0, colon) + ": " + value);
      }
    }
    String line = "  ".repeat(shown + 1) + what + rows;
    String more = String.join("; ", details);
    text.append(line)
        .append(more.isEmpty() ? "" : ": ")
        .append(more.length() > WIDEST ? more.substring(0, WIDEST - 1) + "…" : more)
        .append('\n');
    properties.clear();
  }

  private static String value(String item) {
    return unquoted(item.substring(item.indexOf(':') + 1).strip());
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\n", " ")
        : text;
  }
}
