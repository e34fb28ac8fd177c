// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.spark.source.WeirTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Option;

/** The few places where Spark's public interface does not reach; all are of version 4.2. */
final class Classic {
  private Classic() {}

  /** The session as it is inside the driver. */
  static org.apache.spark.sql.classic.SparkSession of(SparkSession session) {
    if (session instanceof org.apache.spark.sql.classic.SparkSession classic) {
      return classic;
    }
    throw WeirException.usage(
        "Cannot use this Spark session: it is a remote one (%s). Run the program on the driver,"
            + " with spark-submit or spark-shell.",
        session.getClass().getName());
  }

  /** A table as rows, without a catalog. */
  static Dataset<Row> rows(SparkSession session, WeirTable table) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        of(session), DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
  }

  static QueryExecution execution(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }
}
