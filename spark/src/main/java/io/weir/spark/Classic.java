// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;

/** The few places where Spark's public interface does not reach; all are of version 4.2. */
public final class Classic {
  private Classic() {}

  /** The session as it is inside the driver. */
  public static org.apache.spark.sql.classic.SparkSession of(SparkSession session) {
    if (session instanceof org.apache.spark.sql.classic.SparkSession classic) {
      return classic;
    }
    throw WeirException.usage(
        "Cannot use this Spark session: it is a remote one (%s). Run the program on the driver,"
            + " with spark-submit or spark-shell.",
        session.getClass().getName());
  }

  /** A table as rows, without a catalog. */
  public static Dataset<Row> rows(SparkSession session, Table table) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        of(session), DataSourceV2Relation.create(table, Option.empty(), Option.empty()));
  }

  /** Rows that Spark has made, as rows of a query. */
  public static Dataset<Row> rows(
      SparkSession session, JavaRDD<InternalRow> rows, StructType schema) {
    return of(session).internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** A table that grows as the rows of a stream, without a catalog. */
  public static Dataset<Row> stream(SparkSession session, Table table) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        of(session),
        new StreamingRelationV2(
            Option.empty(),
            table.name(),
            table,
            CaseInsensitiveStringMap.empty(),
            DataSourceV2Relation.create(table, Option.empty(), Option.empty()).output(),
            Option.empty(),
            Option.empty(),
            Option.empty(),
            StreamingRelationV2.$lessinit$greater$default$9()));
  }

  /** How Spark runs the rows. */
  public static QueryExecution execution(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }
}
