// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.TableSchema;
import io.weir.spark.combine.Combination;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of an input that grows. */
interface LiveTables {
  /** The names that queries may use, and what they stand for. */
  Map<String, TableSchema> schemas();

  /** Further names of tables. */
  Map<String, String> aliases();

  /**
   * The rows of a table as a stream, with at least these columns.
   *
   * @throws io.weir.model.WeirException of kind USAGE when they cannot be had of a stream
   */
  Dataset<Row> stream(SparkSession session, String table, Collection<String> columns);

  /**
   * The rows of a table, combined while they are read.
   *
   * @param inTime which rows are wanted
   * @return empty when this table's rows cannot be combined
   */
  default Optional<Dataset<Row>> combined(
      SparkSession session, String table, Combination combination, InTime inTime) {
    return Optional.empty();
  }

  /** What the input is, for the checkpoint: the same after a restart. */
  List<String> identity();
}
