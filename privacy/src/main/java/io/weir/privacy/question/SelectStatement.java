// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

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
  private static final int MOST_CALCULATIONS = 10;

  /** Engines write a divisor twice. */
  private static final int MOST_DIVISIONS = 3;

  private static final String STRANGE = "\"`#$[]{}@";
  private static final String FORM =
      " Write SELECT [key,] COUNT(*), SUM(x), AVG(column) or QUANTILE(column, 0.9) FROM table [WHERE"
          + " conditions] [GROUP BY key].";
  private static final List<String> AGGREGATES =
      List.of("count", "sum", "avg", "quantile", "median");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Pattern UNEXPECTED = Pattern.compile("at line (\\d+), column (\\d+)");
  private static final Map<Class<?>, RowExpression.Operation> CALCULATIONS =
      Map.of(
          Addition.class, RowExpression.Operation.PLUS,
          Subtraction.class, RowExpression.Operation.MINUS,
          Multiplication.class, RowExpression.Operation.TIMES,
          Division.class, RowExpression.Operation.DIVIDED);

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
    return new Reader().read(parsed(plain(sql)));
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

  private static WeirException refused(String reason) {
    return WeirException.usage("Cannot ask this in SQL: %s.%s", reason, FORM);
  }

  /** Reads one statement. */
  private static final class Reader {
    private int calculations;
    private int divisions;

    SelectStatement read(PlainSelect select) {
      requireNothingElse(select);
      List<Expression> items = new ArrayList<>();
      for (SelectItem<?> item : select.getSelectItems()) {
        items.add(item.getExpression());
      }
      List<Expression> keys = keys(select.getGroupBy(), items);
      Optional<Duration> every = Optional.empty();
      Optional<RowExpression> key = Optional.empty();
      for (Expression each : keys) {
        Optional<Duration> length = tumbling(each);
        if (length.isPresent() && every.isEmpty()) {
          every = length;
        } else if (length.isEmpty() && key.isEmpty()) {
          key = Optional.of(value(each, RowExpression.Type.TEXT));
        } else {
          throw refused("it groups by two keys, or two lengths of time");
        }
      }
      List<String> grouped = keys.stream().map(Expression::toString).toList();
      List<Expression> aggregates =
          items.stream().filter(item -> !grouped.contains(item.toString())).toList();
      if (aggregates.size() != 1 || !(aggregates.get(0) instanceof Function call)) {
        throw refused(
            "it must select one aggregate, and nothing else that it does not group by (%d)"
                .formatted(aggregates.size()));
      }
      return statement(table(select), call, where(select.getWhere()), key, every);
    }

    private SelectStatement statement(
        String table,
        Function call,
        List<RowExpression> where,
        Optional<RowExpression> key,
        Optional<Duration> every) {
      String name = name(call);
      List<? extends Expression> arguments = arguments(call);
      switch (name) {
        case "count" -> {
          if (arguments.size() != 1 || !arguments.get(0).toString().equals("*")) {
            throw refused("COUNT takes * alone; add x IS NOT NULL to WHERE to count what is known");
          }
          return new SelectStatement(
              table, name, Optional.empty(), OptionalInt.empty(), where, key, every);
        }
        case "sum", "avg", "median" -> {
          requireArguments(name, arguments, 1);
          boolean isMedian = name.equals("median");
          return new SelectStatement(
              table,
              isMedian ? "quantile" : name,
              Optional.of(value(arguments.get(0), RowExpression.Type.NUMBER)),
              isMedian ? OptionalInt.of(500) : OptionalInt.empty(),
              where,
              key,
              every);
        }
        case "quantile" -> {
          requireArguments(name, arguments, 2);
          return new SelectStatement(
              table,
              name,
              Optional.of(value(arguments.get(0), RowExpression.Type.NUMBER)),
              OptionalInt.of(permille(arguments.get(1))),
              where,
              key,
              every);
        }
        default ->
            throw refused(
                "there is no aggregate %s. %s"
                    .formatted(name, Nearest.remedy(name, "Aggregates", AGGREGATES))
                    .replaceAll("\\.$", ""));
      }
    }

    private static int permille(Expression share) {
      try {
        return number(share)
            .orElseThrow(() -> refused("a quantile's share must be a number, such as 0.9"))
            .movePointRight(3)
            .intValueExact();
      } catch (ArithmeticException e) {
        throw refused("a quantile's share must have three digits at most, such as 0.999");
      }
    }

    /** What is more than the parts that are read shows when these are written again. */
    private static void requireNothingElse(PlainSelect select) {
      PlainSelect plain = new PlainSelect();
      plain.setSelectItems(select.getSelectItems());
      plain.setFromItem(select.getFromItem());
      plain.setWhere(select.getWhere());
      plain.setGroupByElement(select.getGroupBy());
      if (select.getFromItem() == null || !plain.toString().equals(select.toString())) {
        throw refused(
            "it has more than SELECT, FROM, WHERE and GROUP BY, such as DISTINCT, a join, HAVING,"
                + " ORDER BY or LIMIT, or less");
      }
    }

    private static String table(PlainSelect select) {
      if (select.getFromItem() instanceof Table table
          && table.getClass() == Table.class
          && NAME.matcher(table.toString()).matches()) {
        return table.toString().toLowerCase(Locale.ROOT);
      }
      throw refused("FROM must name one table, without another name for it");
    }

    private static List<Expression> keys(GroupByElement group, List<Expression> items) {
      if (group == null) {
        return List.of();
      }
      if (!group.getGroupingSets().isEmpty() || group.isMysqlWithRollup()) {
        throw refused("it groups by more than one list of keys");
      }
      List<Expression> keys = new ArrayList<>();
      for (Object each : group.getGroupByExpressionList()) {
        if (each instanceof LongValue place) {
          BigInteger number = place.getBigIntegerValue();
          if (number.signum() < 1 || number.compareTo(BigInteger.valueOf(items.size())) > 0) {
            throw refused("GROUP BY %s names no column of the answer".formatted(number));
          }
          keys.add(items.get(number.intValue() - 1));
        } else {
          keys.add((Expression) each);
        }
      }
      return keys;
    }

    /** The length of {@code tumbling(ts, '1h')}. */
    private static Optional<Duration> tumbling(Expression key) {
      if (!(key instanceof Function call) || !name(call).equals("tumbling")) {
        return Optional.empty();
      }
      List<? extends Expression> arguments = arguments(call);
      if (arguments.size() == 2
          && arguments.get(0).toString().equalsIgnoreCase("ts")
          && arguments.get(1) instanceof StringValue length) {
        try {
          String text = length.getValue().toUpperCase(Locale.ROOT);
          return Optional.of(Duration.parse((text.endsWith("D") ? "P" : "PT") + text));
        } catch (DateTimeException e) {
          throw refused("there is no length of time '%s'".formatted(length.getValue()));
        }
      }
      throw refused("tumbling takes ts and a length of time, such as tumbling(ts, '1h')");
    }

    private List<RowExpression> where(Expression condition) {
      if (condition == null) {
        return List.of();
      }
      List<RowExpression> all = new ArrayList<>();
      for (Expression each : operands(condition, AndExpression.class)) {
        all.add(condition(each));
      }
      return all;
    }

    /** What AND or OR joins, whatever parentheses are around. */
    private static List<Expression> operands(
        Expression condition, Class<? extends BinaryExpression> joint) {
      Expression bare = bare(condition);
      if (bare.getClass() != joint) {
        return List.of(bare);
      }
      List<Expression> operands = new ArrayList<>();
      operands.addAll(operands(((BinaryExpression) bare).getLeftExpression(), joint));
      operands.addAll(operands(((BinaryExpression) bare).getRightExpression(), joint));
      return operands;
    }

    /** Without parentheses. */
    private static Expression bare(Expression expression) {
      Expression bare = expression;
      while (bare instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
        bare = list.get(0);
      }
      return bare;
    }

    private RowExpression condition(Expression given) {
      Expression condition = bare(given);
      if (condition.getClass() == AndExpression.class) {
        return several(true, operands(condition, AndExpression.class));
      }
      if (condition.getClass() == OrExpression.class) {
        return several(false, operands(condition, OrExpression.class));
      }
      if (condition instanceof NotExpression not) {
        return new RowExpression.Not(condition(not.getExpression()));
      }
      if (condition instanceof SupportsOldOracleJoinSyntax joint
          && (joint.getOldOracleJoinSyntax() != 0 || joint.getOraclePriorPosition() != 0)) {
        throw refused("it joins (%s)".formatted(condition));
      }
      if (condition instanceof ComparisonOperator comparison) {
        return comparison(
            comparison.getStringExpression().equals("!=") ? "<>" : comparison.getStringExpression(),
            comparison.getLeftExpression(),
            comparison.getRightExpression());
      }
      if (condition instanceof Between between) {
        RowExpression inside =
            new RowExpression.Several(
                true,
                List.of(
                    comparison(
                        ">=", between.getLeftExpression(), between.getBetweenExpressionStart()),
                    comparison(
                        "<=", between.getLeftExpression(), between.getBetweenExpressionEnd())));
        boolean isPlain = !between.isUsingSymmetric() && !between.isUsingAsymmetric();
        return negated(between.isNot(), isPlain, inside, condition);
      }
      if (condition instanceof InExpression in) {
        if (!(in.getRightExpression() instanceof ParenthesedExpressionList<?> list)) {
          throw refused("IN needs a list of numbers or texts");
        }
        if (list.isEmpty()) {
          throw refused("IN needs a list of numbers or texts");
        }
        List<RowExpression> equal = new ArrayList<>();
        for (Expression one : list) {
          equal.add(comparison("=", in.getLeftExpression(), one));
        }
        return negated(in.isNot(), !in.isGlobal(), new RowExpression.Several(false, equal), in);
      }
      if (condition instanceof IsNullExpression missing) {
        boolean isPlain = !missing.isUseIsNull() && !missing.isUseNotNull();
        RowExpression value =
            typed(missing.getLeftExpression())
                .map(type -> value(missing.getLeftExpression(), type))
                .orElseGet(() -> value(missing.getLeftExpression(), RowExpression.Type.WHATEVER));
        return negated(missing.isNot(), isPlain, new RowExpression.Missing(value), missing);
      }
      if (condition instanceof LikeExpression like) {
        return like(like);
      }
      if (condition instanceof Function call) {
        return call(call, RowExpression.Type.CONDITION);
      }
      throw refused("it has a condition that is not allowed (%s)".formatted(condition));
    }

    private static RowExpression negated(
        boolean isNot, boolean isPlain, RowExpression condition, Expression given) {
      if (!isPlain) {
        throw refused("it has a condition that is not allowed (%s)".formatted(given));
      }
      return isNot ? new RowExpression.Not(condition) : condition;
    }

    private RowExpression like(LikeExpression like) {
      boolean isPlain =
          like.getLikeKeyWord() == LikeExpression.KeyWord.LIKE
              && !like.isUseBinary()
              && like.getEscape() == null;
      if (!isPlain || !(like.getRightExpression() instanceof StringValue pattern)) {
        throw refused("only LIKE with a text is allowed of patterns");
      }
      RowExpression condition =
          new RowExpression.Like(
              value(like.getLeftExpression(), RowExpression.Type.TEXT), text(pattern));
      return like.isNot() ? new RowExpression.Not(condition) : condition;
    }

    private RowExpression several(boolean isAll, List<Expression> conditions) {
      return new RowExpression.Several(isAll, conditions.stream().map(this::condition).toList());
    }

    /** Compares what one side says the type of. */
    private RowExpression comparison(String sign, Expression left, Expression right) {
      if (!RowExpression.Comparison.SIGNS.contains(sign)) {
        throw refused("there is no comparison %s".formatted(sign));
      }
      RowExpression.Type type =
          typed(left)
              .or(() -> typed(right))
              .orElseThrow(
                  () ->
                      refused(
                          "it compares two columns (%s and %s): compare with a number or a text"
                              .formatted(left, right)));
      return new RowExpression.Comparison(sign, value(left, type), value(right, type));
    }

    /** The type of what is more than a column. */
    private static Optional<RowExpression.Type> typed(Expression given) {
      Expression expression = bare(given);
      if (expression instanceof StringValue) {
        return Optional.of(RowExpression.Type.TEXT);
      }
      if (expression instanceof Function call) {
        return Optional.of(function(call).type());
      }
      return expression instanceof Column
          ? Optional.empty()
          : Optional.of(RowExpression.Type.NUMBER);
    }

    /** A value that is of this type, where it stands. */
    private RowExpression value(Expression given, RowExpression.Type type) {
      Expression expression = bare(given);
      Optional<BigDecimal> number = number(expression);
      RowExpression value;
      if (number.isPresent()) {
        value = new RowExpression.Numeral(number.get());
      } else if (expression instanceof StringValue text) {
        value = new RowExpression.Text(text(text));
      } else if (expression.getClass() == Column.class) {
        value = new RowExpression.Value(column((Column) expression), type);
      } else if (expression instanceof Function call) {
        value = call(call, type);
      } else if (CALCULATIONS.containsKey(expression.getClass())) {
        value = calculation((BinaryExpression) expression);
      } else {
        throw refused("it has a value that is not allowed (%s)".formatted(expression));
      }
      if (value.type() != type) {
        throw refused("%s is no %s".formatted(value.text(), type.name().toLowerCase(Locale.ROOT)));
      }
      return value;
    }

    private RowExpression calculation(BinaryExpression given) {
      if (++calculations > MOST_CALCULATIONS) {
        throw refused("it has more than %d calculations".formatted(MOST_CALCULATIONS));
      }
      RowExpression.Operation operation = CALCULATIONS.get(given.getClass());
      if (operation == null) {
        throw new IllegalArgumentException(given.toString());
      }
      divisions += operation == RowExpression.Operation.DIVIDED ? 1 : 0;
      if (divisions > MOST_DIVISIONS) {
        throw refused("it has more than %d divisions".formatted(MOST_DIVISIONS));
      }
      return new RowExpression.Calculation(
          operation,
          value(given.getLeftExpression(), RowExpression.Type.NUMBER),
          value(given.getRightExpression(), RowExpression.Type.NUMBER));
    }

    /** A column's name; one of another table's cannot be asked. */
    private static String column(Column column) {
      String name = column.toString().replaceAll("^[`\"](.*)[`\"]$", "$1");
      if (!NAME.matcher(name).matches()) {
        throw refused("%s is no plain column".formatted(column));
      }
      return name.toLowerCase(Locale.ROOT);
    }

    private RowExpression call(Function call, RowExpression.Type type) {
      RowExpression.Function function = function(call);
      if (function.type() != type) {
        throw refused(
            "%s is no %s".formatted(function.word(), type.name().toLowerCase(Locale.ROOT)));
      }
      List<? extends Expression> given = arguments(call);
      requireArguments(function.word(), given, function.takes().size());
      List<RowExpression> arguments = new ArrayList<>();
      for (int i = 0; i < given.size(); i++) {
        arguments.add(value(given.get(i), function.takes().get(i)));
      }
      return new RowExpression.Call(function, arguments);
    }

    private static RowExpression.Function function(Function call) {
      String name = name(call);
      List<String> known =
          Arrays.stream(RowExpression.Function.values()).map(RowExpression.Function::word).toList();
      return Arrays.stream(RowExpression.Function.values())
          .filter(function -> function.word().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  refused(
                      "there is no function %s. %s"
                          .formatted(name, Nearest.remedy(name, "Functions", known))
                          .replaceAll("\\.$", "")));
    }

    private static void requireArguments(
        String name, List<? extends Expression> arguments, int count) {
      if (arguments.size() != count) {
        throw refused("%s takes %d values (%d)".formatted(name, count, arguments.size()));
      }
    }

    private static String name(Function call) {
      return String.valueOf(call.getName()).toLowerCase(Locale.ROOT);
    }

    /** What a call is given; a call with anything else, such as DISTINCT or FILTER, is refused. */
    private static List<? extends Expression> arguments(Function call) {
      Function plain = new Function(call.getName());
      plain.setParameters(call.getParameters());
      if (call.getParameters() == null || !plain.toString().equals(call.toString())) {
        throw refused("%s must have values in parentheses and nothing else".formatted(name(call)));
      }
      return List.copyOf(call.getParameters());
    }

    private static Optional<BigDecimal> number(Expression expression) {
      if (expression instanceof SignedExpression signed && signed.getSign() != '~') {
        boolean isMinus = signed.getSign() == '-';
        return number(bare(signed.getExpression())).map(n -> isMinus ? n.negate() : n);
      }
      if (expression instanceof LongValue || expression instanceof DoubleValue) {
        String text = expression.toString();
        if (text.matches("[0-9.]{1,40}([eE][+-]?[0-9]{1,2})?")) {
          return Optional.of(new BigDecimal(text));
        }
        throw refused("the number %s is too long".formatted(text));
      }
      return Optional.empty();
    }

    private static String text(StringValue value) {
      if (value.getPrefix() != null || !"'".equals(value.getQuoteStr())) {
        throw refused("texts stand in single quotes, without a letter before");
      }
      return value.getValue().replace("''", "'");
    }
  }
}
