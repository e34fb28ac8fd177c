// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.List;

/**
 * Rows as vectors, and how they became them.
 *
 * @param facts of the model that was applied; empty where the map was learned from the rows
 */
public record Encoded(FeatureMap map, Vectors vectors, List<Model.Fact> facts) {
  /** The column that holds a row's vector. */
  public static final Column FEATURES =
      new Column("features", ColumnType.DOUBLE_LIST, "", "the row as numbers");

  /**
   * Reads the rows of the first input; the second is a model, if there is one. Rows left out are
   * counted.
   *
   * @param added the columns that the analysis puts behind the input's
   * @throws WeirException of kind USAGE when the columns are not there or of another type
   */
  public static Encoded of(
      FeatureRequest request, List<WholeInput> inputs, List<Column> added, WholeOut out) {
    WholeInput rows = inputs.get(0);
    requireFree(rows.columns(), added);
    List<Model.Fact> facts = List.of();
    FeatureMap map;
    RawFeatures raw;
    if (inputs.size() > 1) {
      facts = Model.read(inputs.get(1));
      map = Model.map(facts);
      raw = RawFeatures.read(rows, map.features());
    } else {
      List<Feature> features = request.features(rows.columns());
      raw = RawFeatures.read(rows, features);
      map = Fitting.fit(request, features, raw);
    }
    Vectors vectors = map.encode(raw);
    if (vectors.size() < raw.size()) {
      out.count("rows_left_out", raw.size() - vectors.size());
    }
    return new Encoded(map, vectors, facts);
  }

  /**
   * Refuses columns whose name a column of the input has.
   *
   * @throws WeirException of kind USAGE
   */
  public static void requireFree(List<Column> columns, List<Column> added) {
    for (Column column : added) {
      if (columns.stream().anyMatch(own -> own.key().equals(column.key()))) {
        throw WeirException.usage(
            "Cannot add the column %s: the rows have one of that name. Rename it in a query.",
            column.name());
      }
    }
  }
}
