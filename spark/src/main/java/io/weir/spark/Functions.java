// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.enrich.LookupFiles;
import io.weir.enrich.SqlFunction;
import io.weir.enrich.SqlFunctions;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.TimeWindow;
import org.apache.spark.sql.types.DayTimeIntervalType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** The functions of Weir's SQL that Spark has not. */
public final class Functions {
  private Functions() {}

  /** Makes the functions known in a session; the options name the files of look-ups. */
  static void register(SparkSession session, Options options) {
    FunctionRegistry registry = Classic.of(session).sessionState().functionRegistry();
    register(registry, "tumbling", Functions::tumbling);
    Map<String, List<SqlFunction>> byName =
        SqlFunctions.all(LookupFiles.of(options)).stream()
            .collect(Collectors.groupingBy(SqlFunction::name));
    byName.forEach(
        (name, functions) -> register(registry, name, arguments -> call(functions, arguments)));
  }

  /** The one of these functions that takes so many arguments. */
  private static Expression call(List<SqlFunction> functions, Seq<Expression> arguments) {
    return functions.stream()
        .filter(function -> function.parameters().size() == arguments.size())
        .findFirst()
        .map(f -> new FunctionCall(f, arguments))
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot call %s with %d arguments. Write %s.",
                    functions.get(0).name(),
                    arguments.size(),
                    functions.stream()
                        .map(SqlFunction::signature)
                        .collect(Collectors.joining(" or "))));
  }

  /**
   * Makes {@code tumbling} tell of the windows it is asked for, in a session that only plans.
   *
   * @param lengths takes the length of each window in microseconds
   */
  public static void watchWindows(SparkSession session, LongConsumer lengths) {
    register(
        Classic.of(session).sessionState().functionRegistry(),
        "tumbling",
        arguments -> {
          TimeWindow window = tumbling(arguments);
          lengths.accept(window.windowDuration());
          return window;
        });
  }

  private static void register(
      FunctionRegistry registry, String name, Function<Seq<Expression>, Expression> function) {
    registry.createOrReplaceTempFunction(
        name,
        new AbstractFunction1<Seq<Expression>, Expression>() {
          @Override
          public Expression apply(Seq<Expression> arguments) {
            return function.apply(arguments);
          }
        },
        "scala_udf");
  }

  /** {@code tumbling(time, interval)}: as Spark's own window, so that a watermark is kept. */
  private static TimeWindow tumbling(Seq<Expression> sequence) {
    List<Expression> arguments = CollectionConverters.asJava(sequence);
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
