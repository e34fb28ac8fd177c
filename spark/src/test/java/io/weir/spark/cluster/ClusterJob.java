// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.cluster;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Existing;
import io.weir.spark.SparkProvider;
import io.weir.spark.WeirViews;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A program that a user submits: asks the files at an address, prints what they answer. */
public final class ClusterJob {
  private ClusterJob() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession session = SparkSession.builder().appName("weir-cluster").getOrCreate()) {
      long rows =
          session
              .read()
              .format("weir")
              .option("format", "zeek")
              .option("table", "zeek_conn")
              .load(arguments[0])
              .count();
      System.out.println("ANSWER conn " + rows);
      WeirViews.register(session, arguments[0]);
      String sql =
          "SELECT name, sum(s_bytes) AS b, count(*) AS n, max(ip_prefix(c_ip, 24)) AS p"
              + " FROM named_flows GROUP BY name ORDER BY name NULLS LAST";
      for (Row row : session.sql(sql).collectAsList()) {
        System.out.println("ANSWER flows " + row);
      }
      Set<String> executors =
          new TreeSet<>(
              session
                  .range(0, 8, 1, 8)
                  .mapPartitions(
                      (MapPartitionsFunction<Long, String>)
                          in -> {
                            Thread.sleep(500);
                            return List.of(SparkEnv.get().executorId()).iterator();
                          },
                      Encoders.STRING())
                  .collectAsList());
      System.out.println("ANSWER executors " + executors);
      session.sql("SELECT uid, ts FROM zeek_conn").write().parquet(arguments[1]);
      System.out.println("ANSWER written " + session.read().parquet(arguments[1]).count());
      System.out.println("ANSWER converted " + converted(arguments[0], arguments[1] + "-days"));
    }
  }

  /** What the command does when it converts from one address to another. */
  private static Map<String, Long> converted(String from, String to) {
    EngineSettings settings = new EngineSettings(1, 0, Options.NONE);
    try (OpenedInputs inputs = Inputs.open(List.of(from), InputSettings.defaults());
        Engine engine =
            new SparkProvider().open(inputs.catalog(), settings, (f, o, r, b, i, n) -> {})) {
      return engine.convertTo(
          List.of("zeek_conn"), to, Engine.ExportFormat.PARQUET, Existing.REPLACE, () -> {});
    }
  }
}
