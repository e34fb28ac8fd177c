// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.spark.combine.Grouping;
import io.weir.spark.combine.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Learns from Spark which columns, groups and range of time a query needs. */
final class WeirScanBuilder
    implements SupportsPushDownRequiredColumns,
        SupportsPushDownV2Filters,
        SupportsPushDownAggregates {
  private final WeirTable table;
  private final List<Predicate> pushed = new ArrayList<>();
  private List<Integer> columns;
  private TimeRange range;
  private boolean isLeftToSpark;
  private @Nullable Grouping grouping;

  WeirScanBuilder(WeirTable table) {
    this.table = table;
    this.range = table.range();
    this.columns = TableScan.all(table.source().schema()).columns();
  }

  @Override
  public void pruneColumns(StructType required) {
    List<Integer> wanted = new ArrayList<>();
    for (String name : required.fieldNames()) {
      wanted.add(table.source().schema().indexOf(name).orElseThrow());
    }
    columns = wanted;
  }

  /** Takes note of the times; Spark filters the rows itself all the same. */
  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    for (Predicate predicate : predicates) {
      Optional<TimeRange> bounds = TimeBounds.of(predicate);
      if (bounds.isPresent()) {
        range = range.intersect(bounds.get());
        pushed.add(predicate);
      }
    }
    return predicates;
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.toArray(Predicate[]::new);
  }

  /** Spark always aggregates what readers combined; it asks this first, for the whole of it. */
  @Override
  public boolean supportCompletePushDown(Aggregation aggregation) {
    isLeftToSpark |= Offer.hasMeanOfWholes(table.source().schema(), aggregation);
    return false;
  }

  @Override
  public boolean pushAggregation(Aggregation aggregation) {
    if (isLeftToSpark) {
      return false;
    }
    Grouping found = Offer.grouping(table.source().schema(), aggregation).orElse(null);
    if (found == null) {
      return false;
    }
    grouping = found;
    columns =
        found.inputNames().stream()
            .map(name -> table.source().schema().indexOf(name).orElseThrow())
            .toList();
    return true;
  }

  @Override
  public Scan build() {
    return new WeirScan(table, columns, range, grouping);
  }
}
