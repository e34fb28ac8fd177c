// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.anomalies;

import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.FeatureRequest;
import io.weir.analyses.features.RowKeys;
import io.weir.model.Column;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.Whole;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows beyond bounds.
 *
 * @param numerical the column; empty for the first with numbers
 * @param by columns by whose values rows are looked at apart
 */
record Outliers(List<String> numerical, List<String> by, Bounds.Method method, double k)
    implements Whole {

  @Override
  public void run(List<WholeInput> inputs, WholeOut out) {
    WholeInput input = inputs.get(0);
    Encoded.requireFree(input.columns(), UnivariateAnomalies.ADDED);
    List<String> expressions = new ArrayList<>();
    expressions.add(FeatureRequest.number(numerical, input.columns()));
    by.forEach(name -> expressions.add(FeatureRequest.word(name, input.columns())));
    Map<List<@Nullable String>, Values> groups = new TreeMap<>(RowKeys.ORDER);
    int[] places = {0};
    input.read(expressions, row -> add(groups, row, places[0]++));
    List<Group> looked = new ArrayList<>();
    groups.forEach((key, values) -> looked.add(look(key, values)));
    looked.sort(
        Comparator.comparingInt((Group group) -> -group.found().size())
            .thenComparingInt(group -> -group.size()));
    WholeOut.Rows bounds = out.table("weir bounds", UnivariateAnomalies.BOUNDS.columns());
    List<Found> all = new ArrayList<>();
    for (Group group : looked) {
      Bounds usual = group.usual();
      long found = group.found().size();
      bounds.row(group.key(), (long) group.size(), found, usual.lower(), usual.upper());
      all.addAll(group.found());
    }
    all.sort(Comparator.comparingLong(Found::place));
    List<Column> added = UnivariateAnomalies.ADDED;
    WholeOut.Rows rows = out.beside("weir rows", added);
    for (Found found : all) {
      rows.row(
          found.place(),
          Double.isNaN(found.score()) ? null : found.score(),
          found.isHigh() ? "high" : "low");
    }
  }

  private void add(Map<List<@Nullable String>, Values> groups, Row row, int place) {
    double value = row.doubleValue(0);
    if (Double.isFinite(value)) {
      groups.computeIfAbsent(RowKeys.of(row, 1, by.size()), any -> new Values()).add(value, place);
    }
  }

  /** A row beyond the bounds. */
  private record Found(long place, double score, boolean isHigh) {}

  /** The rows of a key, and those of them beyond its bounds. */
  private record Group(List<@Nullable String> key, int size, Bounds usual, List<Found> found) {}

  private Group look(List<@Nullable String> key, Values values) {
    Bounds usual = Bounds.of(values.sorted(), method, k);
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < values.size; i++) {
      double value = values.values[i];
      if (usual.isBeyond(value)) {
        found.add(new Found(values.places[i], usual.score(value), value > usual.upper()));
      }
    }
    return new Group(key, values.size, usual, found);
  }

  /** The values of one group. */
  private static final class Values {
    private double[] values = new double[64];
    private int[] places = new int[64];
    private int size;

    void add(double value, int place) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        places = Arrays.copyOf(places, 2 * size);
      }
      values[size] = value;
      places[size++] = place;
    }

    double[] sorted() {
      return IntStream.range(0, size).mapToDouble(i -> values[i]).sorted().toArray();
    }
  }
}
