// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.model.engine.TopicAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * What one writes with Spark alone: its own source of topics, {@code from_json}, and the grouping
 * that top-talkers does on the stream. Ranking, which Weir does too, is left out.
 */
final class StockStream {
  private static final String SCHEMA =
      "date_last_seen TIMESTAMP, src_ip_addr STRING, dst_ip_addr STRING, packets BIGINT,"
          + " bytes BIGINT";

  private StockStream() {}

  /** Reads all that the topic has; returns the flows read. */
  static long pairs(SparkSession session, TopicAddress topic) throws Exception {
    Dataset<Row> flows =
        session
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", topic.servers())
            .option("subscribe", topic.topic())
            .option("startingOffsets", "earliest")
            .load()
            .select(
                functions
                    .from_json(
                        functions.col("value").cast("string"),
                        org.apache.spark.sql.types.StructType.fromDDL(SCHEMA))
                    .as("flow"))
            .select("flow.*");
    Dataset<Row> pairs =
        flows
            .withWatermark("date_last_seen", "1 minute")
            .groupBy(
                functions.window(functions.col("date_last_seen"), "1 minute"),
                functions.col("src_ip_addr"),
                functions.col("dst_ip_addr"))
            .agg(
                functions.count(functions.lit(1)).as("flows"),
                functions.sum("bytes").as("bytes"),
                functions.sum("packets").as("packets"));
    AtomicLong finished = new AtomicLong();
    VoidFunction2<Dataset<Row>, Long> sink = (rows, batch) -> finished.addAndGet(rows.count());
    StreamingQuery query =
        pairs
            .writeStream()
            .outputMode("append")
            .trigger(Trigger.AvailableNow())
            .foreachBatch(sink)
            .start();
    query.awaitTermination();
    long read = 0;
    for (org.apache.spark.sql.streaming.StreamingQueryProgress each : query.recentProgress()) {
      read += each.numInputRows();
    }
    return read;
  }
}
