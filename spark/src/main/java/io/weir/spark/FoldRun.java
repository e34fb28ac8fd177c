// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Runs a fold: the rows of a key come to one partition, sorted by key and time, and go through one
 * state.
 *
 * @param <S> the state of one key
 */
final class FoldRun<S> implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Fold<S> fold;
  private final int[] key;
  private final int time;
  private final FoldCounts counts;
  private final Emission emission;

  private FoldRun(FoldSpec<S> spec, FoldCounts counts) {
    this.fold = spec.fold();
    this.key = spec.key().stream().mapToInt(name -> index(spec, name)).toArray();
    this.time = index(spec, spec.time());
    this.counts = counts;
    this.emission = new Emission(spec.output());
  }

  /** The rows that a fold makes of its input. */
  static <S> Dataset<Row> rows(Dataset<Row> input, FoldSpec<S> spec, FoldCounts counts) {
    org.apache.spark.sql.Column[] key = columns(spec.key());
    List<String> order = new ArrayList<>(spec.key());
    order.add(spec.time());
    order.addAll(spec.tieBreak());
    return input
        .select(columns(spec.columns().stream().map(Column::name).toList()))
        .repartition(key)
        .sortWithinPartitions(columns(order))
        .mapPartitions(new FoldRun<>(spec, counts), Encoders.row(SparkTypes.schema(spec.output())));
  }

  private static org.apache.spark.sql.Column[] columns(List<String> names) {
    return names.stream()
        .map(name -> functions.col(Dialect.quoted(name)))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private static int index(FoldSpec<?> spec, String name) {
    for (int i = 0; i < spec.columns().size(); i++) {
      if (spec.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The fold's columns lack " + name + ".");
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new FoldedRows<>(fold, key, time, rows, counts, emission);
  }
}
