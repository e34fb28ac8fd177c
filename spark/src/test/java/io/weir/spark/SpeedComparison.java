// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import com.sun.management.OperatingSystemMXBean;
import io.weir.model.Options;
import io.weir.model.engine.EngineSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads one conn.log in three ways, in turns in one process: Weir's DataSource, Spark's csv reader
 * with a schema, text and split. Prints medians of the warm rounds, in seconds of the clock and of
 * the processors; the latter say more where other work goes on.
 */
public final class SpeedComparison {
  private static final List<String> QUERIES =
      List.of(
          "SELECT s_ip, sum(s_bytes) AS b FROM %s GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
          "SELECT count(ts), sum(length(uid)), sum(length(c_ip)), sum(length(s_ip)),"
              + " sum(length(service)), sum(length(history)), sum(c_bytes), sum(s_bytes),"
              + " sum(c_port), max(duration) FROM %s");

  private static final int WARMING_ROUNDS = 3;
  private static final double NANOS = 1e9;

  private record Times(double wall, double cpu) {}

  private SpeedComparison() {}

  /** Arguments: the file (made when it is not there), its rows, the rounds. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      ConnLog.write(file, Long.parseLong(arguments[1]), 42);
    }
    SparkSession session = Sessions.open(new EngineSettings(2, 0, Options.NONE));
    weir(session, file).createOrReplaceTempView("weir");
    csv(session, file).createOrReplaceTempView("csv");
    text(session, file).createOrReplaceTempView("text");
    for (String query : QUERIES) {
      Map<String, List<Times>> times = new LinkedHashMap<>();
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        for (String table : List.of("weir", "csv", "text")) {
          times
              .computeIfAbsent(table, t -> new ArrayList<>())
              .add(run(session, query.formatted(table), round == 0));
        }
      }
      print(times);
    }
    session.stop();
  }

  private static Times run(SparkSession session, String sql, boolean shows) {
    long wall = System.nanoTime();
    long cpu = processorTime();
    List<Row> answer = session.sql(sql).collectAsList();
    Times times = new Times((System.nanoTime() - wall) / NANOS, (processorTime() - cpu) / NANOS);
    if (shows) {
      System.out.println(answer.get(0));
    }
    return times;
  }

  private static void print(Map<String, List<Times>> times) {
    Times first = median(times.getOrDefault("weir", List.of()));
    times.forEach(
        (table, all) -> {
          Times own = median(all);
          System.out.printf(
              Locale.ROOT,
              "%-5s %.2f s (%.1f times Weir's), processors %.2f s (%.1f times)%n",
              table,
              own.wall(),
              own.wall() / first.wall(),
              own.cpu(),
              own.cpu() / first.cpu());
        });
  }

  private static Times median(List<Times> all) {
    double[] wall = all.stream().skip(WARMING_ROUNDS).mapToDouble(Times::wall).sorted().toArray();
    double[] cpu = all.stream().skip(WARMING_ROUNDS).mapToDouble(Times::cpu).sorted().toArray();
    return wall.length == 0
        ? new Times(Double.NaN, Double.NaN)
        : new Times(wall[wall.length / 2], cpu[cpu.length / 2]);
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** The composed table itself, as people ask it. */
  private static Dataset<Row> weir(SparkSession session, Path file) {
    WeirViews.register(session, file.toString());
    return session.table("named_flows");
  }

  private static Dataset<Row> csv(SparkSession session, Path file) {
    String schema =
        "ts DOUBLE, uid STRING, c_ip STRING, c_port INT, s_ip STRING, s_port INT, proto STRING,"
            + " service STRING, duration DOUBLE, c_bytes BIGINT, s_bytes BIGINT, state STRING,"
            + " lo STRING, lr STRING, missed BIGINT, history STRING, op BIGINT, ob BIGINT,"
            + " rp BIGINT, rb BIGINT, tunnels STRING, ip_proto INT";
    return session
        .read()
        .schema(schema)
        .option("sep", "\t")
        .option("comment", "#")
        .option("nullValue", "-")
        .csv(file.toString());
  }

  private static Dataset<Row> text(SparkSession session, Path file) {
    session.read().text(file.toString()).createOrReplaceTempView("lines");
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("ts", "ts DOUBLE");
    wanted.put("uid", "uid STRING");
    wanted.put("id.orig_h", "c_ip STRING");
    wanted.put("id.resp_h", "s_ip STRING");
    wanted.put("id.orig_p", "c_port INT");
    wanted.put("service", "service STRING");
    wanted.put("history", "history STRING");
    wanted.put("duration", "duration DOUBLE");
    wanted.put("orig_bytes", "c_bytes BIGINT");
    wanted.put("resp_bytes", "s_bytes BIGINT");
    List<String> columns = new ArrayList<>();
    wanted.forEach(
        (field, column) -> {
          int space = column.indexOf(' ');
          columns.add(
              "CAST(nullif(f[%d], '-') AS %s) AS %s"
                  .formatted(
                      Arrays.asList(ConnLog.FIELDS).indexOf(field),
                      column.substring(space + 1),
                      column.substring(0, space)));
        });
    return session.sql(
        "SELECT "
            + String.join(", ", columns)
            + " FROM (SELECT split(value, '\\t') AS f FROM lines WHERE value NOT LIKE '#%')");
  }
}
