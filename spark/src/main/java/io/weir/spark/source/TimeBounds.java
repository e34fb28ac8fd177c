// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.TimeRange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.TimestampType;

/** The range of time outside which a predicate holds for no row. */
final class TimeBounds {
  /** The column by which formats leave out records. */
  static final String TIME_COLUMN = "ts";

  private TimeBounds() {}

  /** The range of a predicate; empty when it says nothing about the time column. */
  static Optional<TimeRange> of(Predicate predicate) {
    Expression[] children = predicate.children();
    return switch (predicate.name().toUpperCase(Locale.ROOT)) {
      case "AND" -> and(of((Predicate) children[0]), of((Predicate) children[1]));
      case "OR" -> or(of((Predicate) children[0]), of((Predicate) children[1]));
      case "IN" -> in(children);
      case "=", "<=>", "<", "<=", ">", ">=" -> comparison(predicate.name(), children);
      default -> Optional.empty();
    };
  }

  private static Optional<TimeRange> and(Optional<TimeRange> a, Optional<TimeRange> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().intersect(b.get())) : a.or(() -> b);
  }

  private static Optional<TimeRange> or(Optional<TimeRange> a, Optional<TimeRange> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    TimeRange x = a.get();
    TimeRange y = b.get();
    return Optional.of(new TimeRange(Math.min(x.from(), y.from()), Math.max(x.to(), y.to())));
  }

  private static Optional<TimeRange> in(Expression[] children) {
    Optional<TimeRange> all = Optional.empty();
    for (Expression value : Arrays.asList(children).subList(1, children.length)) {
      Optional<TimeRange> one = comparison("=", new Expression[] {children[0], value});
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all.isEmpty() ? one : or(all, one);
    }
    return all;
  }

  private static Optional<TimeRange> comparison(String operator, Expression[] children) {
    if (isTime(children[0])) {
      return micros(children[1]).map(value -> range(operator, value));
    } else if (isTime(children[1])) {
      return micros(children[0]).map(value -> range(mirrored(operator), value));
    }
    return Optional.empty();
  }

  private static boolean isTime(Expression expression) {
    return expression instanceof NamedReference reference
        && reference.fieldNames().length == 1
        && reference.fieldNames()[0].equalsIgnoreCase(TIME_COLUMN);
  }

  private static Optional<Long> micros(Expression expression) {
    return expression instanceof Literal<?> literal
            && literal.dataType() instanceof TimestampType
            && literal.value() instanceof Long value
        ? Optional.of(value)
        : Optional.empty();
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static TimeRange range(String operator, long value) {
    long next = value == Long.MAX_VALUE ? value : value + 1;
    return switch (operator) {
      case "<" -> new TimeRange(Long.MIN_VALUE, value);
      case "<=" -> new TimeRange(Long.MIN_VALUE, next);
      case ">" -> new TimeRange(next, Long.MAX_VALUE);
      case ">=" -> new TimeRange(value, Long.MAX_VALUE);
      default -> new TimeRange(value, next);
    };
  }
}
