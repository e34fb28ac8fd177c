// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL of a composed table, divided so that what a query does not ask for is left out: engines
 * do not drop a join whose columns nobody wants behind a projection.
 *
 * <p>The text has the form {@code SELECT item, … FROM table alias} followed by any number of {@code
 * LEFT JOIN (query) alias ON condition}, each of which yields at most one row a row; every item
 * ends in {@code AS name} and names what it takes of a join as {@code alias.column}. There are no
 * comments in it.
 */
final class ComposedSql {
  private static final Pattern NAME =
      Pattern.compile("\\s+AS\\s+(?:`(?<quoted>[^`]+)`|(?<plain>[A-Za-z_][A-Za-z0-9_]*))$");
  private static final Pattern ALIAS = Pattern.compile("\\)\\s*([A-Za-z_]\\w*)\\s+ON\\s");

  private final Map<String, String> items = new LinkedHashMap<>();
  private final String from;
  private final List<Join> joins = new ArrayList<>();

  private record Join(String alias, String text) {}

  ComposedSql(String sql) {
    String text = sql.strip();
    int fromAt = topLevel(text, "FROM ", 0);
    if (!text.startsWith("SELECT") || fromAt < 0) {
      throw new IllegalArgumentException("A composed table's SQL is SELECT … FROM …: " + text);
    }
    for (String item : split(text.substring(6, fromAt))) {
      Matcher name = NAME.matcher(item.strip());
      if (!name.find()) {
        throw new IllegalArgumentException("An item without AS: " + item.strip());
      }
      String quoted = name.group("quoted");
      items.put(quoted == null ? name.group("plain") : quoted, item.strip());
    }
    List<Integer> starts = new ArrayList<>();
    for (int at = topLevel(text, "LEFT JOIN ", fromAt);
        at >= 0;
        at = topLevel(text, "LEFT JOIN ", at + 1)) {
      starts.add(at);
    }
    from = text.substring(fromAt, starts.isEmpty() ? text.length() : starts.get(0)).strip();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
      String join = text.substring(starts.get(i), end).strip();
      joins.add(new Join(alias(join), join));
    }
  }

  private static String alias(String join) {
    Matcher matcher = ALIAS.matcher(join);
    String alias = "";
    while (matcher.find()) {
      alias = matcher.group(1);
    }
    if (alias.isEmpty()) {
      throw new IllegalArgumentException("A join without alias: " + join);
    }
    return alias;
  }

  /** The names of the columns that the SQL yields, in its order. */
  Set<String> columns() {
    return new LinkedHashSet<>(items.keySet());
  }

  /** The SQL of some of the columns, with the joins they need. */
  String select(Set<String> wanted) {
    List<String> kept = new ArrayList<>();
    items.forEach(
        (name, item) -> {
          if (wanted.contains(name)) {
            kept.add(item);
          }
        });
    if (kept.isEmpty()) {
      // A query that only counts rows; the value does not matter.
      kept.add("1 AS `no_column`");
    }
    String list = String.join(",\n  ", kept);
    StringBuilder text = new StringBuilder("SELECT\n  " + list + "\n" + from);
    for (Join join : joins) {
      if (Pattern.compile("\\b" + join.alias() + "\\.").matcher(list).find()) {
        text.append('\n').append(join.text());
      }
    }
    return text.toString();
  }

  /** The quote that a text or name is in after a character; 0 when in none. */
  private static char quoteAfter(char quote, char c) {
    if (quote == 0) {
      return c == '\'' || c == '`' ? c : 0;
    }
    return c == quote ? 0 : quote;
  }

  /** Where a word stands outside of parentheses and quotes; -1 when nowhere. */
  private static int topLevel(String text, String word, int start) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quote = quoteAfter(quote, c);
      if (quote == 0) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0
            && i >= start
            && text.startsWith(word, i)
            && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The parts that commas outside of parentheses and quotes divide. */
  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    char quote = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      quote = quoteAfter(quote, c);
      if (quote == 0) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
          parts.add(list.substring(start, i));
          start = i + 1;
        }
      }
    }
    parts.add(list.substring(start));
    return parts;
  }
}
