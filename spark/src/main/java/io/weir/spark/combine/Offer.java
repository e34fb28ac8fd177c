// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Avg;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.LongType;
import scala.jdk.javaapi.CollectionConverters;

/** An aggregation that Spark offers to a scan, as a grouping if readers can do their part of it. */
public final class Offer {
  private final Terms terms;

  private Offer(TableSchema table) {
    terms = new Terms(table);
  }

  /** The grouping by which readers combine rows; empty when Spark must aggregate the rows. */
  public static Optional<Grouping> grouping(TableSchema table, Aggregation offered) {
    return new Offer(table).grouping(offered);
  }

  /**
   * True for a mean of whole numbers, which Spark would ask for as a sum and a count: that sum can
   * overflow where a mean does not.
   */
  public static boolean hasMeanOfWholes(TableSchema table, Aggregation offered) {
    Terms terms = new Terms(table);
    for (AggregateFunc function : offered.aggregateExpressions()) {
      if (function instanceof Avg mean
          && terms.term(mean.column()).stream().anyMatch(t -> t.dataType() instanceof LongType)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Grouping> grouping(Aggregation offered) {
    List<Expression> keys = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    for (var each : offered.groupByExpressions()) {
      Optional<Expression> key = terms.term(each);
      Optional<ColumnType> type = key.flatMap(k -> keyType(k.dataType()));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
      types.add(type.get());
    }
    List<Measure> measures = new ArrayList<>();
    for (AggregateFunc each : offered.aggregateExpressions()) {
      Optional<Measure> measure = measure(each);
      if (measure.isEmpty() || measures.size() == Grouping.MOST_MEASURES) {
        return Optional.empty();
      }
      measures.add(measure.get());
    }
    return Optional.of(
        new Grouping(
            CollectionConverters.<Attribute>asScala(terms.inputs()).toList(),
            null,
            keys,
            types,
            measures));
  }

  /** The type of a key that is written as a text or a number; empty for others. */
  private static Optional<ColumnType> keyType(DataType spark) {
    return List.of(
            ColumnType.STRING,
            ColumnType.BOOLEAN,
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.TIMESTAMP,
            ColumnType.DATE)
        .stream()
        .filter(type -> SparkTypes.type(type).equals(spark))
        .findFirst();
  }

  private Optional<Measure> measure(AggregateFunc function) {
    if (function instanceof CountStar) {
      return Optional.of(Measure.count(new Literal(1, DataTypes.IntegerType)));
    } else if (function instanceof Count count && !count.isDistinct()) {
      return terms.term(count.column()).map(Measure::count);
    } else if (function instanceof Sum sum && !sum.isDistinct()) {
      return terms.term(sum.column()).flatMap(Measure::sum);
    } else if (function instanceof Min min) {
      return terms.term(min.column()).flatMap(t -> Measure.extreme(Measure.Kind.LEAST, t));
    } else if (function instanceof Max max) {
      return terms.term(max.column()).flatMap(t -> Measure.extreme(Measure.Kind.GREATEST, t));
    }
    return Optional.empty();
  }
}
