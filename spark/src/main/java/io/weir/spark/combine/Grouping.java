// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What rows are grouped by, and what is kept of a group. It travels to tasks.
 *
 * @param inputs the columns of the rows, in order
 * @param condition what rows must fulfil; null: nothing
 * @param keys what rows are grouped by
 * @param types of the keys
 * @param measures what is kept of a group
 */
public record Grouping(
    Seq<Attribute> inputs,
    @Nullable Expression condition,
    List<Expression> keys,
    List<ColumnType> types,
    List<Measure> measures)
    implements Serializable {
  /** More numbers than this are not kept of a group. */
  static final int MOST_MEASURES = 30;

  /** Copies the lists. */
  public Grouping {
    keys = List.copyOf(keys);
    types = List.copyOf(types);
    measures = List.copyOf(measures);
  }

  /** The names of the columns of the rows that are grouped. */
  public List<String> inputNames() {
    return CollectionConverters.asJava(inputs).stream().map(Attribute::name).toList();
  }

  /** The columns of groups: their keys, their measures. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(Column.of(keys.get(i).sql(), types.get(i)));
    }
    for (Measure measure : measures) {
      columns.add(Column.of(measure.text(), measure.type()));
    }
    return columns;
  }
}
