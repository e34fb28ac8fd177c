// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Nearest;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/** Reads a parsed SELECT: what it is of, what it groups by, and its aggregate. */
final class SelectReader {
  private static final List<String> AGGREGATES =
      List.of("count", "sum", "avg", "quantile", "median");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final ExpressionReader expressions = new ExpressionReader();

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
        key = Optional.of(expressions.value(each, RowExpression.Type.TEXT));
      } else {
        throw SelectStatement.refused("it groups by two keys, or two lengths of time");
      }
    }
    List<String> grouped = keys.stream().map(Expression::toString).toList();
    List<Expression> aggregates =
        items.stream().filter(item -> !grouped.contains(item.toString())).toList();
    if (aggregates.size() != 1 || !(aggregates.get(0) instanceof Function call)) {
      throw SelectStatement.refused(
          "it must select one aggregate, and nothing else that it does not group by (%d)"
              .formatted(aggregates.size()));
    }
    return statement(table(select), call, expressions.where(select.getWhere()), key, every);
  }

  private SelectStatement statement(
      String table,
      Function call,
      List<RowExpression> where,
      Optional<RowExpression> key,
      Optional<Duration> every) {
    String name = ExpressionReader.name(call);
    List<? extends Expression> arguments = ExpressionReader.arguments(call);
    switch (name) {
      case "count" -> {
        if (arguments.size() != 1 || !arguments.get(0).toString().equals("*")) {
          throw SelectStatement.refused(
              "COUNT takes * alone; add x IS NOT NULL to WHERE to count what is known");
        }
        return new SelectStatement(
            table, name, Optional.empty(), OptionalInt.empty(), where, key, every);
      }
      case "sum", "avg", "median" -> {
        ExpressionReader.requireArguments(name, arguments, 1);
        boolean isMedian = name.equals("median");
        return new SelectStatement(
            table,
            isMedian ? "quantile" : name,
            Optional.of(expressions.value(arguments.get(0), RowExpression.Type.NUMBER)),
            isMedian ? OptionalInt.of(500) : OptionalInt.empty(),
            where,
            key,
            every);
      }
      case "quantile" -> {
        ExpressionReader.requireArguments(name, arguments, 2);
        return new SelectStatement(
            table,
            name,
            Optional.of(expressions.value(arguments.get(0), RowExpression.Type.NUMBER)),
            OptionalInt.of(permille(arguments.get(1))),
            where,
            key,
            every);
      }
      default ->
          throw SelectStatement.refused(
              "there is no aggregate %s. %s"
                  .formatted(name, Nearest.remedy(name, "Aggregates", AGGREGATES))
                  .replaceAll("\\.$", ""));
    }
  }

  private static int permille(Expression share) {
    try {
      return ExpressionReader.number(share)
          .orElseThrow(
              () -> SelectStatement.refused("a quantile's share must be a number, such as 0.9"))
          .movePointRight(3)
          .intValueExact();
    } catch (ArithmeticException e) {
      throw SelectStatement.refused(
          "a quantile's share must have three digits at most, such as 0.999");
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
      throw SelectStatement.refused(
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
    throw SelectStatement.refused("FROM must name one table, without another name for it");
  }

  private static List<Expression> keys(GroupByElement group, List<Expression> items) {
    if (group == null) {
      return List.of();
    }
    if (!group.getGroupingSets().isEmpty() || group.isMysqlWithRollup()) {
      throw SelectStatement.refused("it groups by more than one list of keys");
    }
    List<Expression> keys = new ArrayList<>();
    for (Object each : group.getGroupByExpressionList()) {
      if (each instanceof LongValue place) {
        BigInteger number = place.getBigIntegerValue();
        if (number.signum() < 1 || number.compareTo(BigInteger.valueOf(items.size())) > 0) {
          throw SelectStatement.refused(
              "GROUP BY %s names no column of the answer".formatted(number));
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
    if (!(key instanceof Function call) || !ExpressionReader.name(call).equals("tumbling")) {
      return Optional.empty();
    }
    List<? extends Expression> arguments = ExpressionReader.arguments(call);
    if (arguments.size() == 2
        && arguments.get(0).toString().equalsIgnoreCase("ts")
        && arguments.get(1) instanceof StringValue length) {
      try {
        String text = length.getValue().toUpperCase(Locale.ROOT);
        return Optional.of(Duration.parse((text.endsWith("D") ? "P" : "PT") + text));
      } catch (DateTimeException e) {
        throw SelectStatement.refused(
            "there is no length of time '%s'".formatted(length.getValue()));
      }
    }
    throw SelectStatement.refused(
        "tumbling takes ts and a length of time, such as tumbling(ts, '1h')");
  }
}
