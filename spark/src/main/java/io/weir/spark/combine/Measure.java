// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.ColumnType;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A number that an aggregation keeps of each group.
 *
 * @param argument what it is taken of; NULLs do not count
 * @param type of the number
 */
record Measure(Kind kind, Expression argument, ColumnType type) implements Serializable {
  /** How numbers become one. */
  enum Kind {
    COUNT,
    SUM,
    /** The numbers are the bits of doubles. */
    SUM_OF_FRACTIONS,
    /** Doubles are numbers in the order of the doubles. */
    LEAST,
    GREATEST;

    /** True when the first value of a group is no change of 0. */
    boolean isOfFirst() {
      return this == LEAST || this == GREATEST;
    }

    /** A double as a number, given its bits. */
    long number(long bits) {
      return isOfFirst() ? ordered(bits) : bits;
    }

    /** The double that a number stands for. */
    double fraction(long number) {
      return Double.longBitsToDouble(isOfFirst() ? turned(number) : number);
    }

    /** There is one NaN, which is greater than all else, as Spark has it. */
    private static long ordered(long bits) {
      return turned(Double.doubleToLongBits(Double.longBitsToDouble(bits)));
    }

    private static long turned(long bits) {
      return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }
  }

  /** True when it is how many rows there are. */
  boolean isOfRows() {
    return kind == Kind.COUNT && !argument.nullable();
  }

  /** What it is, for people. */
  String text() {
    return kind.name().toLowerCase(Locale.ROOT) + "(" + argument.sql() + ")";
  }

  /** The measure that a function of Spark's is, if groups of rows can be combined by it. */
  static Optional<Measure> of(AggregateExpression call) {
    if (call.isDistinct() || call.filter().isDefined() || !call.deterministic()) {
      return Optional.empty();
    }
    AggregateFunction function = call.aggregateFunction();
    if (function instanceof Count count && count.children().size() == 1) {
      return Optional.of(count(count.children().head()));
    } else if (function instanceof Sum sum && isWhole(sum.child().dataType())) {
      return sum(sum.child());
    } else if (function instanceof Min min && min.child().dataType() instanceof LongType) {
      return extreme(Kind.LEAST, min.child());
    } else if (function instanceof Max max && max.child().dataType() instanceof LongType) {
      return extreme(Kind.GREATEST, max.child());
    }
    return Optional.empty();
  }

  /** How many values are not NULL. */
  static Measure count(Expression argument) {
    return new Measure(Kind.COUNT, argument, ColumnType.BIGINT);
  }

  /** The sum of whole numbers or doubles. */
  static Optional<Measure> sum(Expression argument) {
    if (isWhole(argument.dataType())) {
      return Optional.of(new Measure(Kind.SUM, argument, ColumnType.BIGINT));
    }
    return argument.dataType() instanceof DoubleType
        ? Optional.of(new Measure(Kind.SUM_OF_FRACTIONS, argument, ColumnType.DOUBLE))
        : Optional.empty();
  }

  /** The least or greatest number or time. */
  static Optional<Measure> extreme(Kind kind, Expression argument) {
    return ordered(argument.dataType()).map(type -> new Measure(kind, argument, type));
  }

  private static Optional<ColumnType> ordered(DataType type) {
    if (type instanceof LongType) {
      return Optional.of(ColumnType.BIGINT);
    } else if (type instanceof IntegerType) {
      return Optional.of(ColumnType.INTEGER);
    } else if (type instanceof DoubleType) {
      return Optional.of(ColumnType.DOUBLE);
    } else if (type instanceof TimestampType) {
      return Optional.of(ColumnType.TIMESTAMP);
    }
    return type instanceof DateType ? Optional.of(ColumnType.DATE) : Optional.empty();
  }

  private static boolean isWhole(DataType type) {
    return type instanceof LongType || type instanceof IntegerType;
  }

  /**
   * The number of a group, with one more value; {@code isFirst}: the group had none. A sum may
   * overflow.
   */
  static long combined(Kind kind, long before, long value, boolean isFirst) {
    return switch (kind) {
      case COUNT -> before + 1;
      case SUM -> before + value;
      case SUM_OF_FRACTIONS ->
          Double.doubleToRawLongBits(
              Double.longBitsToDouble(before) + Double.longBitsToDouble(value));
      case LEAST -> isFirst ? value : Math.min(before, value);
      case GREATEST -> isFirst ? value : Math.max(before, value);
    };
  }

  /** True when the sum of two numbers is not what was meant. */
  static boolean isOverflow(long a, long b, long sum) {
    return ((a ^ sum) & (b ^ sum)) < 0;
  }

  /** What makes one number of those of several combined rows. */
  Column over(Column numbers) {
    return switch (kind) {
      case COUNT, SUM, SUM_OF_FRACTIONS -> functions.sum(numbers);
      case LEAST -> functions.min(numbers);
      case GREATEST -> functions.max(numbers);
    };
  }

  /** The same of something else. */
  Measure of(Expression other) {
    return new Measure(kind, other, type);
  }
}
