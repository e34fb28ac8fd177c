// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.ColumnType;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.TimeWindow;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.planning.PhysicalOperation;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * An aggregation by windows of a table's time, divided: rows are combined to groups while they are
 * read, and Spark aggregates the groups. Only what both halves can do is divided so.
 */
public final class CombinedPlan {
  private static final String WINDOW = "window";

  private final Aggregate aggregate;
  private final Combination combination;
  private final List<Expression> grouping;
  private final Map<Expression, Integer> measures;

  private CombinedPlan(
      Aggregate aggregate,
      Combination combination,
      List<Expression> grouping,
      Map<Expression, Integer> measures) {
    this.aggregate = aggregate;
    this.combination = combination;
    this.grouping = grouping;
    this.measures = measures;
  }

  /** How rows are combined. */
  public Combination combination() {
    return combination;
  }

  /**
   * Divides a query, if it is nothing but such an aggregation.
   *
   * @param optimized the plan of a query over a table that is only planned
   * @param time the column of the table's time
   * @param window the windows' length in microseconds
   */
  public static Optional<CombinedPlan> of(LogicalPlan optimized, String time, long window) {
    return optimized instanceof Aggregate aggregate
        ? new Division(aggregate, time).divide(window)
        : Optional.empty();
  }

  /** The rows of the query, of combined rows that have a watermark. */
  public Dataset<Row> over(Dataset<Row> combined) {
    List<Column> keys = new ArrayList<>();
    keys.add(
        functions.window(
            combined.col(combined.columns()[0]), combination.window() + " microseconds"));
    for (int i = 0; i < combination.grouping().keys().size(); i++) {
      keys.add(functions.col(Combination.key(i)));
    }
    List<Column> numbers = new ArrayList<>();
    for (int i = 0; i < combination.grouping().measures().size(); i++) {
      String name = Combination.measure(i);
      numbers.add(combination.grouping().measures().get(i).over(functions.col(name)).as(name));
    }
    if (numbers.isEmpty()) {
      numbers.add(functions.count(functions.lit(1)).as(Combination.ROWS_NAME));
    }
    return combined
        .where(Kept.of(Combination.ROWS_NAME))
        .groupBy(keys.toArray(Column[]::new))
        .agg(numbers.get(0), numbers.subList(1, numbers.size()).toArray(Column[]::new))
        .select(
            CollectionConverters.asJava(aggregate.aggregateExpressions()).stream()
                .map(this::result)
                .toArray(Column[]::new));
  }

  private Column result(NamedExpression result) {
    Expression value = result instanceof Alias alias ? alias.child() : (Expression) result;
    Expression replaced =
        value.transformDown(
            new AbstractPartialFunction<Expression, Expression>() {
              @Override
              public boolean isDefinedAt(Expression part) {
                return replacement(part) != null;
              }

              @Override
              public Expression apply(Expression part) {
                return java.util.Objects.requireNonNull(replacement(part));
              }
            });
    return ExpressionUtils.column(replaced).as(result.name());
  }

  private @Nullable Expression replacement(Expression part) {
    Integer measure = measures.get(part);
    if (measure != null) {
      return ExpressionUtils.expression(functions.col(Combination.measure(measure)));
    }
    int key = grouping.indexOf(part);
    if (key < 0) {
      return null;
    }
    String name = key == 0 ? WINDOW : Combination.key(key - 1);
    return ExpressionUtils.expression(functions.col(name));
  }

  private static final class Division {
    private final Aggregate aggregate;
    private final String time;
    private final Map<ExprId, Expression> sources = new HashMap<>();
    private final List<Expression> grouping = new ArrayList<>();
    private final List<Expression> keys = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final Map<Expression, Integer> calls = new HashMap<>();
    private boolean isPossible = true;

    Division(Aggregate aggregate, String time) {
      this.aggregate = aggregate;
      this.time = time;
    }

    Optional<CombinedPlan> divide(long window) {
      var operation = PhysicalOperation.unapply(aggregate.child());
      if (operation.isEmpty()
          || !(operation.get()._3() instanceof DataSourceV2ScanRelation table)) {
        return Optional.empty();
      }
      for (NamedExpression each : CollectionConverters.asJava(operation.get()._1())) {
        if (each instanceof Alias alias) {
          sources.put(alias.exprId(), alias.child());
        }
      }
      Map<String, Attribute> inputs = new TreeMap<>();
      CollectionConverters.asJava(table.output()).forEach(a -> inputs.put(a.name(), a));
      List<String> names = List.copyOf(inputs.keySet());
      group(window);
      CollectionConverters.asJava(aggregate.aggregateExpressions())
          .forEach(each -> measure((Expression) each));
      Expression condition = null;
      for (Expression each : CollectionConverters.asJava(operation.get()._2())) {
        isPossible &= each.deterministic();
        condition =
            condition == null
                ? each
                : new org.apache.spark.sql.catalyst.expressions.And(condition, each);
      }
      if (!isPossible || !names.contains(time)) {
        return Optional.empty();
      }
      Combination combination =
          new Combination(
              new Grouping(
                  CollectionConverters.asScala(inputs.values()).toList(),
                  condition,
                  keys,
                  types,
                  measures),
              names.indexOf(time),
              window);
      return Optional.of(new CombinedPlan(aggregate, combination, grouping, calls));
    }

    /** The window comes first, then the other keys. */
    private void group(long window) {
      List<Expression> others = new ArrayList<>();
      for (Expression each : CollectionConverters.asJava(aggregate.groupingExpressions())) {
        boolean isWindow =
            each instanceof AttributeReference key && key.metadata().contains(TimeWindow.marker());
        (isWindow ? grouping : others).add(each);
        isPossible &= !isWindow || isOfTime(source(each));
      }
      isPossible &= grouping.size() == 1 && window > 0;
      for (Expression each : others) {
        grouping.add(each);
        keys.add(source(each));
        types.add(type(each.dataType()));
      }
    }

    private boolean isOfTime(Expression window) {
      return CollectionConverters.asJava(window.references().toSeq()).stream()
          .allMatch(attribute -> attribute.name().equals(time));
    }

    private ColumnType type(DataType spark) {
      ColumnType type =
          SparkTypes.columns(new org.apache.spark.sql.types.StructType().add("key", spark))
              .get(0)
              .type();
      boolean isText = type == ColumnType.STRING;
      isPossible &= SparkTypes.type(type).equals(spark);
      isPossible &=
          isText
              || type == ColumnType.BOOLEAN
              || type == ColumnType.INTEGER
              || type == ColumnType.BIGINT;
      return type;
    }

    /** An expression in terms of the table's columns. */
    private Expression source(Expression of) {
      return of.transformDown(
          new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression part) {
              return part instanceof AttributeReference a && sources.containsKey(a.exprId());
            }

            @Override
            public Expression apply(Expression part) {
              return java.util.Objects.requireNonNull(
                  sources.get(((AttributeReference) part).exprId()));
            }
          });
    }

    private void measure(Expression in) {
      if (in instanceof AggregateExpression call) {
        Optional<Measure> found = Measure.of(call);
        isPossible &= found.isPresent() && measures.size() < Grouping.MOST_MEASURES;
        if (found.isPresent() && !calls.containsKey(call)) {
          calls.put(call, measures.size());
          measures.add(found.get().of(source(found.get().argument())));
        }
        return;
      }
      if (grouping.contains(in)) {
        return;
      }
      isPossible &= in.deterministic() && !(in instanceof AttributeReference);
      CollectionConverters.asJava(in.children()).forEach(this::measure);
    }
  }
}
