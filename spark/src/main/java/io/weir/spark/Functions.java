// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.TimeWindow;
import org.apache.spark.sql.types.DayTimeIntervalType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** The functions of Weir's portable SQL that Spark has not. */
final class Functions {
  /** Functions that Spark must know as expressions, by name. */
  private static final Map<String, Function<java.util.List<Expression>, Expression>> EXPRESSIONS =
      Map.of("tumbling", Functions::tumbling);

  private Functions() {}

  /** Makes the functions known in a session. */
  static void register(SparkSession session) {
    FunctionRegistry registry = Classic.of(session).sessionState().functionRegistry();
    EXPRESSIONS.forEach((name, function) -> register(registry, name, function));
  }

  private static void register(
      FunctionRegistry registry,
      String name,
      Function<java.util.List<Expression>, Expression> function) {
    registry.createOrReplaceTempFunction(
        name,
        new AbstractFunction1<Seq<Expression>, Expression>() {
          @Override
          public Expression apply(Seq<Expression> arguments) {
            return function.apply(CollectionConverters.asJava(arguments));
          }
        },
        "scala_udf");
  }

  /** {@code tumbling(time, interval)}: as Spark's own window, so that a watermark is kept. */
  private static Expression tumbling(java.util.List<Expression> arguments) {
    if (arguments.size() == 2
        && arguments.get(1).dataType() instanceof DayTimeIntervalType
        && arguments.get(1).foldable()
        && arguments.get(1).eval(null) instanceof Long micros
        && micros > 0) {
      return new TimeWindow(arguments.get(0), micros, micros, 0L);
    }
    throw WeirException.usage(
        "Cannot make windows: tumbling takes a time and a fixed interval (%s). Write"
            + " tumbling(ts, INTERVAL '5' MINUTE).",
        arguments.stream().map(Expression::sql).collect(Collectors.joining(", ")));
  }
}
