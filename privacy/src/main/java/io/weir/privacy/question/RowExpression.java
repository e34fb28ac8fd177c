// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What SQL says of a row: a tree of what is allowed and nothing else. All of it is total: whatever
 * a record holds, it has a value, which may be NULL, and takes time linear in it.
 *
 * <p>Columns are read as what their place asks for: numbers as doubles within ±1e15, where a value
 * is one, and all else as text.
 */
public sealed interface RowExpression {
  /** What a value is. */
  enum Type {
    NUMBER,
    TEXT,
    CONDITION,
    /** A column of which nothing but whether it is known matters. */
    WHATEVER
  }

  /** What its value is. */
  Type type();

  /** The expressions that it is made of; none for a column, a number or a text. */
  default List<RowExpression> parts() {
    return List.of();
  }

  /** Tells each column that it reads, and as what. */
  default void columns(BiConsumer<String, Type> told) {
    parts().forEach(part -> part.columns(told));
  }

  /**
   * Writes it.
   *
   * @param column what stands for a column, whose name it is given in quotes
   */
  void write(SqlText sql, UnaryOperator<String> column);

  /** In one form for the same expression; for people, and to tell questions apart. */
  String text();

  /**
   * Without parameters, where it stands for a value or a key.
   *
   * @throws WeirException of kind USAGE when it holds a text
   */
  default String plain(UnaryOperator<String> column) {
    SqlText sql = new SqlText();
    write(sql, column);
    if (!sql.statement().parameters().isEmpty()) {
      throw WeirException.usage(
          "Cannot ask for %s: a sum or a key of SQL may hold columns, functions and numbers, but no"
              + " text. Compare with it in WHERE.",
          text());
    }
    return sql.toString();
  }

  /** A column's value. */
  record Value(String column, Type type) implements RowExpression {
    private static final String MOST = "CAST('1e15' AS DOUBLE)";

    public Value {
      if (type == Type.CONDITION) {
        throw WeirException.usage(
            "Cannot ask whether %s: it is a column. Compare it, such as %s = 'true'.",
            column, column);
      }
    }

    @Override
    public void columns(BiConsumer<String, Type> told) {
      told.accept(column, type);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> names) {
      String name = names.apply(SqlText.quoted(column));
      if (type != Type.NUMBER) {
        sql.add(type == Type.TEXT ? "CAST(" + name + " AS STRING)" : name);
        return;
      }
      String number = "try_cast(" + name + " AS DOUBLE)";
      sql.add("CASE WHEN " + number + " > " + MOST + " THEN " + MOST + " WHEN " + number);
      sql.add(" < -" + MOST + " THEN -" + MOST + " ELSE " + number + " END");
    }

    @Override
    public String text() {
      return column;
    }
  }

  /** A number that the question says. */
  record Numeral(BigDecimal value) implements RowExpression {
    private static final BigDecimal LARGEST = new BigDecimal("1e15");

    public Numeral {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      if (value.abs().compareTo(LARGEST) > 0 || value.scale() > 30 || value.precision() > 40) {
        throw WeirException.usage(
            "Cannot ask about the number %s: it must lie within 1e15 and have 30 digits at most.",
            value.toEngineeringString());
      }
    }

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.add("CAST('" + value.toPlainString() + "' AS DOUBLE)");
    }

    @Override
    public String text() {
      return value.toPlainString();
    }
  }

  /** A text that the question says. */
  record Text(String value) implements RowExpression {
    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.bind(value);
    }

    @Override
    public String text() {
      return "'" + value.replace("'", "''") + "'";
    }
  }

  /** An operation on two numbers. */
  enum Operation {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    /** NULL when the divisor is 0. */
    DIVIDED("/");

    private final String sign;

    Operation(String sign) {
      this.sign = sign;
    }
  }

  /** A calculation. */
  record Calculation(Operation operation, RowExpression left, RowExpression right)
      implements RowExpression {
    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public List<RowExpression> parts() {
      return List.of(left, right);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.add("(");
      left.write(sql, column);
      sql.add(" " + operation.sign + " ");
      if (operation == Operation.DIVIDED) {
        sql.add("NULLIF(");
        right.write(sql, column);
        sql.add(", CAST('0' AS DOUBLE)))");
      } else {
        right.write(sql, column);
        sql.add(")");
      }
    }

    @Override
    public String text() {
      return "(" + left.text() + " " + operation.sign + " " + right.text() + ")";
    }
  }

  /** What holds, does not hold, or is not known. */
  sealed interface Proposition extends RowExpression {
    @Override
    default Type type() {
      return Type.CONDITION;
    }
  }

  /**
   * A comparison of two numbers, or two texts.
   *
   * @param sign such as {@code <=}
   */
  record Comparison(String sign, RowExpression left, RowExpression right) implements Proposition {
    static final List<String> SIGNS = List.of("=", "<>", "<", "<=", ">", ">=");

    public Comparison {
      if (!SIGNS.contains(sign) || left.type() != right.type()) {
        throw new IllegalArgumentException(sign);
      }
    }

    @Override
    public List<RowExpression> parts() {
      return List.of(left, right);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.add("(");
      left.write(sql, column);
      sql.add(" " + sign + " ");
      right.write(sql, column);
      sql.add(")");
    }

    @Override
    public String text() {
      return left.text() + " " + sign + " " + right.text();
    }
  }

  /** Several conditions, all or one of which hold. */
  record Several(boolean isAll, List<RowExpression> conditions) implements Proposition {
    public Several {
      conditions = List.copyOf(conditions);
      if (conditions.isEmpty()) {
        throw new IllegalArgumentException("no condition");
      }
    }

    @Override
    public List<RowExpression> parts() {
      return conditions;
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      String before = "(";
      for (RowExpression condition : conditions) {
        sql.add(before);
        condition.write(sql, column);
        before = isAll ? " AND " : " OR ";
      }
      sql.add(")");
    }

    @Override
    public String text() {
      return conditions.stream()
          .map(RowExpression::text)
          .sorted()
          .distinct()
          .collect(Collectors.joining(isAll ? " AND " : " OR ", "(", ")"));
    }
  }

  /** A condition that does not hold; where it is not known, neither is this. */
  record Not(RowExpression condition) implements Proposition {
    @Override
    public List<RowExpression> parts() {
      return List.of(condition);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.add("(NOT ");
      condition.write(sql, column);
      sql.add(")");
    }

    @Override
    public String text() {
      return "NOT (" + condition.text() + ")";
    }
  }

  /** Whether a value is not known. */
  record Missing(RowExpression value) implements Proposition {
    @Override
    public List<RowExpression> parts() {
      return List.of(value);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      sql.add("(");
      value.write(sql, column);
      sql.add(" IS NULL)");
    }

    @Override
    public String text() {
      return value.text() + " IS NULL";
    }
  }

  /**
   * Whether a text begins with another, ends with it, or holds it; nothing else can be asked of a
   * pattern, for that would not be linear in all engines.
   */
  record Like(RowExpression value, String pattern) implements Proposition {
    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^%_\\\\]]{1,253}");

    public Like {
      String plain = pattern.replaceAll("^%|%$", "");
      if (!PLAIN.matcher(plain).matches()) {
        throw WeirException.usage(
            "Cannot ask for LIKE '%s': a pattern must be 1 to 253 characters of ASCII with %% in"
                + " front, behind, or both, and without _ and \\.",
            pattern);
      }
    }

    @Override
    public List<RowExpression> parts() {
      return List.of(value);
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      boolean hasFront = pattern.startsWith("%");
      boolean hasBehind = pattern.endsWith("%");
      String plain = pattern.replaceAll("^%|%$", "");
      if (hasFront && !hasBehind) {
        sql.add("startswith(reverse(");
        value.write(sql, column);
        sql.add("), ").bind(new StringBuilder(plain).reverse().toString()).add(")");
        return;
      }
      sql.add(hasFront ? "contains(" : hasBehind ? "startswith(" : "(");
      value.write(sql, column);
      sql.add(hasFront || hasBehind ? ", " : " = ").bind(plain).add(")");
    }

    @Override
    public String text() {
      return value.text() + " LIKE '" + pattern.replace("'", "''") + "'";
    }
  }

  /** A function that may be called. */
  enum Function {
    SLD(Type.TEXT, List.of(Type.TEXT)),
    TLD(Type.TEXT, List.of(Type.TEXT)),
    LOWER(Type.TEXT, List.of(Type.TEXT)),
    LENGTH(Type.NUMBER, List.of(Type.TEXT)),
    ENTROPY(Type.NUMBER, List.of(Type.TEXT)),
    IS_PRIVATE(Type.CONDITION, List.of(Type.TEXT)),
    /** With the length of the prefix, a whole number of the question's. */
    IP_PREFIX(Type.TEXT, List.of(Type.TEXT, Type.NUMBER)),
    ABS(Type.NUMBER, List.of(Type.NUMBER));

    private final Type result;

    @SuppressWarnings("ImmutableEnumChecker") // all of these lists are
    private final List<Type> takes;

    Function(Type result, List<Type> takes) {
      this.result = result;
      this.takes = takes;
    }

    Type type() {
      return result;
    }

    /** What it takes. */
    List<Type> takes() {
      return takes;
    }

    /** Its name in SQL. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A function's value. */
  record Call(Function function, List<RowExpression> arguments) implements RowExpression {
    private static final int MOST_BITS = 128;

    public Call {
      arguments = List.copyOf(arguments);
      if (function == Function.IP_PREFIX
          && !(arguments.get(1) instanceof Numeral bits
              && bits.value().scale() <= 0
              && bits.value().signum() >= 0
              && bits.value().intValue() <= MOST_BITS)) {
        throw WeirException.usage(
            "Cannot ask for ip_prefix with %s bits: write a whole number from 0 to %d.",
            arguments.get(1).text(), MOST_BITS);
      }
    }

    @Override
    public Type type() {
      return function.type();
    }

    @Override
    public List<RowExpression> parts() {
      return arguments;
    }

    @Override
    public void write(SqlText sql, UnaryOperator<String> column) {
      boolean isNumber = type() == Type.NUMBER;
      sql.add((isNumber ? "CAST(" : "") + function.word() + "(");
      arguments.get(0).write(sql, column);
      if (function == Function.IP_PREFIX) {
        sql.add(", ").add(((Numeral) arguments.get(1)).value().longValueExact());
      }
      sql.add(isNumber ? ") AS DOUBLE)" : ")");
    }

    @Override
    public String text() {
      return arguments.stream()
          .map(RowExpression::text)
          .collect(Collectors.joining(", ", function.word() + "(", ")"));
    }
  }
}
