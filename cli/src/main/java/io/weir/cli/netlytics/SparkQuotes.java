// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import java.util.regex.Pattern;

/**
 * Spark's quotes in the SQL of NetLytics, as other engines have them: there {@code "GET"} is a text
 * and a name stands between backquotes. Used once, by one thread.
 */
final class SparkQuotes {
  private static final Pattern LIKE = Pattern.compile("(?i)\\bi?like\\s*$");

  private final String sql;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private SparkQuotes(String sql) {
    this.sql = sql;
  }

  /** The same statement with the quotes of standard SQL. */
  static String standard(String sql) {
    return new SparkQuotes(sql).rewritten();
  }

  private String rewritten() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        text(c);
      } else if (c == '`') {
        name();
      } else if (sql.startsWith("--", at)) {
        copyThrough("\n");
      } else if (sql.startsWith("/*", at)) {
        copyThrough("*/");
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /** A text, in which a backslash takes away the meaning of what follows. */
  private void text(char quote) {
    boolean isPattern = LIKE.matcher(out).find();
    int close = at + 1;
    StringBuilder text = new StringBuilder();
    while (close < sql.length() && (sql.charAt(close) != quote || isDoubled(close, quote))) {
      char c = sql.charAt(close++);
      if (c == quote) {
        close++;
      } else if (c == '\\' && close < sql.length()) {
        c = sql.charAt(close++);
        // Spark keeps the backslash before the wildcards of LIKE.
        text.append(c == '%' || c == '_' ? "\\" : "");
        c = unescaped(c);
      }
      text.append(c);
    }
    if (close == sql.length()) {
      copyThrough("\0");
      return;
    }
    at = close + 1;
    out.append('\'').append(text.toString().replace("'", "''")).append('\'');
    if (isPattern && text.indexOf("\\") >= 0) {
      out.append(" ESCAPE '\\'"); // what Spark takes without being told
    }
  }

  private boolean isDoubled(int at, char quote) {
    return at + 1 < sql.length() && sql.charAt(at + 1) == quote;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  private void name() {
    int close = sql.indexOf('`', at + 1);
    if (close < 0) {
      copyThrough("\0");
      return;
    }
    out.append('"').append(sql.substring(at + 1, close).replace("\"", "\"\"")).append('"');
    at = close + 1;
  }

  /** Copies what is no matter of quotes; to the end where the mark is not found. */
  private void copyThrough(String mark) {
    int found = sql.indexOf(mark, at);
    int end = found < 0 ? sql.length() : found + mark.length();
    out.append(sql, at, end);
    at = end;
  }
}
