// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.util.MathUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;

/**
 * A number that an aggregation keeps of each group, over whole numbers.
 *
 * @param argument what it is taken of; NULLs do not count
 */
record Measure(Kind kind, Expression argument) implements Serializable {
  /** How numbers become one. */
  enum Kind {
    COUNT,
    SUM,
    LEAST,
    GREATEST;

    /** True when the first value of a group is no change of 0. */
    boolean isOfFirst() {
      return this == LEAST || this == GREATEST;
    }
  }

  /** True when it is how many rows there are. */
  boolean isOfRows() {
    return kind == Kind.COUNT && !argument.nullable();
  }

  /** The measure that a function of Spark's is, if groups of rows can be combined by it. */
  static Optional<Measure> of(AggregateExpression call) {
    if (call.isDistinct() || call.filter().isDefined() || !call.deterministic()) {
      return Optional.empty();
    }
    AggregateFunction function = call.aggregateFunction();
    if (function instanceof Count count && count.children().size() == 1) {
      return Optional.of(new Measure(Kind.COUNT, count.children().head()));
    } else if (function instanceof Sum sum && isWhole(sum.child().dataType())) {
      return Optional.of(new Measure(Kind.SUM, sum.child()));
    } else if (function instanceof Min min && min.child().dataType() instanceof LongType) {
      return Optional.of(new Measure(Kind.LEAST, min.child()));
    } else if (function instanceof Max max && max.child().dataType() instanceof LongType) {
      return Optional.of(new Measure(Kind.GREATEST, max.child()));
    }
    return Optional.empty();
  }

  private static boolean isWhole(DataType type) {
    return type instanceof LongType || type instanceof IntegerType;
  }

  /** The number of a group, with one more value; {@code isFirst}: the group had none. */
  static long combined(Kind kind, long before, long value, boolean isFirst) {
    return switch (kind) {
      case COUNT -> before + 1;
      // Spark's own sum, whose failure people know.
      case SUM -> MathUtils.addExact(before, value);
      case LEAST -> isFirst ? value : Math.min(before, value);
      case GREATEST -> isFirst ? value : Math.max(before, value);
    };
  }

  /** What makes one number of those of several combined rows. */
  Column over(Column numbers) {
    return switch (kind) {
      case COUNT, SUM -> functions.sum(numbers);
      case LEAST -> functions.min(numbers);
      case GREATEST -> functions.max(numbers);
    };
  }
}
