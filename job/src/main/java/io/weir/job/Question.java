// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.Locale;

/** The text of one question in SQL: it asks, and changes nothing. */
public final class Question {
  private static final List<String> BEGINNINGS =
      List.of(
          "SELECT",
          "WITH",
          "FROM",
          "VALUES",
          "TABLE",
          "DESCRIBE",
          "SHOW",
          "SUMMARIZE",
          "PIVOT",
          "UNPIVOT");

  private final String sql;
  private int at;

  private Question(String sql) {
    this.sql = sql;
  }

  /**
   * The statement in a text, without the semicolon behind it.
   *
   * @throws WeirException of kind USAGE when there is none, more than one, or one that is no
   *     question
   */
  public static String in(String sql) {
    return new Question(sql).statement();
  }

  /** Whether a text is the first word of a question alone, as without quotes. */
  public static boolean isFirstWord(String text) {
    return BEGINNINGS.contains(text.toUpperCase(Locale.ROOT));
  }

  private String statement() {
    skipBlanks();
    int start = at;
    int end = start;
    String word = word();
    while (at < sql.length() && sql.charAt(at) != ';') {
      end = token();
      skipBlanks();
    }
    String statement = sql.substring(start, end);
    if (statement.isEmpty()) {
      throw WeirException.usage("Cannot run the query: the SQL is empty. Begin with SELECT.");
    }
    while (at < sql.length() && sql.charAt(at) == ';') {
      at++;
      skipBlanks();
    }
    if (at < sql.length()) {
      throw WeirException.usage(
          "Cannot run the query: there is a second statement (%s). Ask one question at a time.",
          shortened(sql.substring(at)));
    }
    if (word.equalsIgnoreCase("EXPLAIN")) {
      throw WeirException.usage(
          "Cannot run the query: EXPLAIN is an option here. Ask without it, with --explain.");
    }
    if (!word.isEmpty() && !BEGINNINGS.contains(word.toUpperCase(Locale.ROOT))) {
      throw WeirException.usage(
          "Cannot run the query: it begins with %s, which asks nothing. %s",
          word,
          Nearest.remedy(word.toUpperCase(Locale.ROOT), "A question begins with", BEGINNINGS));
    }
    return statement;
  }

  /** The letters that come next; nothing where a parenthesis opens, or what is no SQL. */
  private String word() {
    int end = at;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return sql.substring(at, end);
  }

  /** Passes a character, or a text or name in quotes; where it ends. */
  private int token() {
    char quote = sql.charAt(at++);
    if (quote == '\'' || quote == '"' || quote == '`') {
      int close = sql.indexOf(quote, at);
      at = close < 0 ? sql.length() : close + 1;
    }
    return at;
  }

  private void skipBlanks() {
    int before = -1;
    while (before != at) {
      before = at;
      while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
        at++;
      }
      if (sql.startsWith("--", at)) {
        at = behind("\n");
      } else if (sql.startsWith("/*", at)) {
        at = behind("*/");
      }
    }
  }

  private int behind(String mark) {
    int found = sql.indexOf(mark, at);
    return found < 0 ? sql.length() : found + mark.length();
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
