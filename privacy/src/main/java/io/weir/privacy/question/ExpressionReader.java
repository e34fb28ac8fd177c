// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
import net.sf.jsqlparser.schema.Column;

/** Reads the conditions and values of a parsed statement; what is not allowed is refused. */
final class ExpressionReader {
  private static final int MOST_CALCULATIONS = 10;

  /** Engines write a divisor twice. */
  private static final int MOST_DIVISIONS = 3;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Map<Class<?>, RowExpression.Operation> CALCULATIONS =
      Map.of(
          Addition.class, RowExpression.Operation.PLUS,
          Subtraction.class, RowExpression.Operation.MINUS,
          Multiplication.class, RowExpression.Operation.TIMES,
          Division.class, RowExpression.Operation.DIVIDED);

  private int calculations;
  private int divisions;

  /** What all of WHERE must hold. */
  List<RowExpression> where(Expression condition) {
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
      throw SelectStatement.refused("it joins (%s)".formatted(condition));
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
        throw SelectStatement.refused("IN needs a list of numbers or texts");
      }
      if (list.isEmpty()) {
        throw SelectStatement.refused("IN needs a list of numbers or texts");
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
    throw SelectStatement.refused(
        "it has a condition that is not allowed (%s)".formatted(condition));
  }

  private static RowExpression negated(
      boolean isNot, boolean isPlain, RowExpression condition, Expression given) {
    if (!isPlain) {
      throw SelectStatement.refused("it has a condition that is not allowed (%s)".formatted(given));
    }
    return isNot ? new RowExpression.Not(condition) : condition;
  }

  private RowExpression like(LikeExpression like) {
    boolean isPlain =
        like.getLikeKeyWord() == LikeExpression.KeyWord.LIKE
            && !like.isUseBinary()
            && like.getEscape() == null;
    if (!isPlain || !(like.getRightExpression() instanceof StringValue pattern)) {
      throw SelectStatement.refused("only LIKE with a text is allowed of patterns");
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
      throw SelectStatement.refused("there is no comparison %s".formatted(sign));
    }
    RowExpression.Type type =
        typed(left)
            .or(() -> typed(right))
            .orElseThrow(
                () ->
                    SelectStatement.refused(
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
    return expression instanceof Column ? Optional.empty() : Optional.of(RowExpression.Type.NUMBER);
  }

  /** A value that is of this type, where it stands. */
  RowExpression value(Expression given, RowExpression.Type type) {
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
      throw SelectStatement.refused(
          "it has a value that is not allowed (%s)".formatted(expression));
    }
    if (value.type() != type) {
      throw SelectStatement.refused(
          "%s is no %s".formatted(value.text(), type.name().toLowerCase(Locale.ROOT)));
    }
    return value;
  }

  private RowExpression calculation(BinaryExpression given) {
    if (++calculations > MOST_CALCULATIONS) {
      throw SelectStatement.refused(
          "it has more than %d calculations".formatted(MOST_CALCULATIONS));
    }
    RowExpression.Operation operation = CALCULATIONS.get(given.getClass());
    if (operation == null) {
      throw new IllegalArgumentException(given.toString());
    }
    divisions += operation == RowExpression.Operation.DIVIDED ? 1 : 0;
    if (divisions > MOST_DIVISIONS) {
      throw SelectStatement.refused("it has more than %d divisions".formatted(MOST_DIVISIONS));
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
      throw SelectStatement.refused("%s is no plain column".formatted(column));
    }
    return name.toLowerCase(Locale.ROOT);
  }

  private RowExpression call(Function call, RowExpression.Type type) {
    RowExpression.Function function = function(call);
    if (function.type() != type) {
      throw SelectStatement.refused(
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
                SelectStatement.refused(
                    "there is no function %s. %s"
                        .formatted(name, Nearest.remedy(name, "Functions", known))
                        .replaceAll("\\.$", "")));
  }

  static void requireArguments(String name, List<? extends Expression> arguments, int count) {
    if (arguments.size() != count) {
      throw SelectStatement.refused(
          "%s takes %d values (%d)".formatted(name, count, arguments.size()));
    }
  }

  static String name(Function call) {
    return String.valueOf(call.getName()).toLowerCase(Locale.ROOT);
  }

  /** What a call is given; a call with anything else, such as DISTINCT or FILTER, is refused. */
  static List<? extends Expression> arguments(Function call) {
    Function plain = new Function(call.getName());
    plain.setParameters(call.getParameters());
    if (call.getParameters() == null || !plain.toString().equals(call.toString())) {
      throw SelectStatement.refused(
          "%s must have values in parentheses and nothing else".formatted(name(call)));
    }
    return List.copyOf(call.getParameters());
  }

  static Optional<BigDecimal> number(Expression expression) {
    if (expression instanceof SignedExpression signed && signed.getSign() != '~') {
      boolean isMinus = signed.getSign() == '-';
      return number(bare(signed.getExpression())).map(n -> isMinus ? n.negate() : n);
    }
    if (expression instanceof LongValue || expression instanceof DoubleValue) {
      String text = expression.toString();
      if (text.matches("[0-9.]{1,40}([eE][+-]?[0-9]{1,2})?")) {
        return Optional.of(new BigDecimal(text));
      }
      throw SelectStatement.refused("the number %s is too long".formatted(text));
    }
    return Optional.empty();
  }

  private static String text(StringValue value) {
    if (value.getPrefix() != null || !"'".equals(value.getQuoteStr())) {
      throw SelectStatement.refused("texts stand in single quotes, without a letter before");
    }
    return value.getValue().replace("''", "'");
  }
}
