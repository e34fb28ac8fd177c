// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;

/**
 * A question in SQL: {@code SELECT [key,] aggregate FROM table [WHERE …] [GROUP BY key]}. What the
 * parser made of the text is read by a list of what is allowed; what is not on it is refused.
 *
 * @param table that is asked
 * @param aggregate {@code count}, {@code sum}, {@code avg} or {@code quantile}
 * @param value what it is of; empty for {@code count}
 * @param permille of a quantile
 * @param where conditions, all of which hold
 * @param key what divides rows into groups
 * @param every length of time of which each has an answer
 */
record SelectStatement(
    String table,
    String aggregate,
    Optional<RowExpression> value,
    OptionalInt permille,
    List<RowExpression> where,
    Optional<RowExpression> key,
    Optional<Duration> every) {
  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 16;

  private static final String STRANGE = "\"`#$[]{}@";
  private static final String FORM =
      " Write SELECT [key,] COUNT(*), SUM(x), AVG(column) or QUANTILE(column, 0.9) FROM table [WHERE"
          + " conditions] [GROUP BY key].";
  private static final Pattern UNEXPECTED = Pattern.compile("at line (\\d+), column (\\d+)");

  SelectStatement {
    where = List.copyOf(where);
  }

  /**
   * Reads a statement.
   *
   * @throws WeirException of kind USAGE when it is none, or says what cannot be asked
   */
  static SelectStatement parse(String sql) {
    requireSmall(sql);
    return new SelectReader().read(parsed(plain(sql)));
  }

  /**
   * The statement on one line, without what parsers and engines read differently: comments,
   * backslashes and other quotes than single ones. The parser ends a statement at empty lines too.
   */
  private static String plain(String sql) {
    StringBuilder plain = new StringBuilder();
    boolean isText = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      isText ^= c == '\'';
      boolean isComment = sql.startsWith("--", i) || sql.startsWith("/*", i);
      boolean isEnd = c == ';' && !sql.substring(i + 1).isBlank();
      boolean isStrange = isComment || isEnd || STRANGE.indexOf(c) >= 0;
      if (c == '\\' || (isStrange && !isText)) {
        throw refused(
            "it may hold no \\ and, outside of texts in single quotes, no comment, no second"
                + " statement and none of "
                + STRANGE);
      }
      plain.append(!isText && Character.isWhitespace(c) ? ' ' : c);
    }
    if (isText) {
      throw refused("a text has no end");
    }
    return plain.toString();
  }

  /** The column that the aggregate is of. */
  String column() {
    if (value.isPresent() && value.get() instanceof RowExpression.Value of) {
      return of.column();
    }
    throw refused("%s takes a column, without a calculation".formatted(aggregate));
  }

  private static void requireSmall(String sql) {
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
      if (depth > DEEPEST || i >= LONGEST) {
        throw WeirException.usage(
            "Cannot read the SQL: it is too long or too deep. Write at most %d characters, and %d"
                + " parentheses within each other.",
            LONGEST, DEEPEST);
      }
    }
  }

  private static PlainSelect parsed(String sql) {
    Statement statement;
    try {
      statement = CCJSqlParserUtil.parse(sql);
    } catch (JSQLParserException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE, "Cannot read the SQL: " + reason(e) + "." + FORM, e);
    }
    if (statement instanceof PlainSelect select && select.getClass() == PlainSelect.class) {
      return select;
    }
    throw refused("only a single SELECT of one table can be asked");
  }

  /** What the parser did not expect, and where; it tells more than a person wants to read. */
  private static String reason(JSQLParserException e) {
    Matcher token =
        UNEXPECTED.matcher(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    return token.find()
        ? "it is wrong at or before line %s, character %s".formatted(token.group(1), token.group(2))
        : "it is no statement";
  }

  static WeirException refused(String reason) {
    return WeirException.usage("Cannot ask this in SQL: %s.%s", reason, FORM);
  }
}
