// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Column;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Result;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Weir's embedded engine beside DuckDB's own CSV reader (columns and types given, no sniffing) on a
 * generated conn.log: one process, the same threads, modes in turn, medians of the runs after the
 * first. Ratios are the peer's time over Weir's; results must be equal.
 *
 * <pre>mvn -q -DskipTests -pl benchmarks -am package
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.ConnLogGenerator DIR
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.ReadCsvComparison
 *     benchmarks/target/peers/duckdb_jdbc-1.5.6.0.jar 6 DIR/conn.log DIR/hourly</pre>
 */
public final class ReadCsvComparison {
  private static final Map<String, String> QUERIES =
      new TreeMap<>(
          Map.of(
              "bytes by server, top 10",
              "SELECT %2$s AS s_ip, sum(%3$s) AS n FROM %1$s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              "ten columns, five of text",
              "SELECT count(ts), max(%4$s), max(uid), max(%2$s), max(history), max(conn_state),"
                  + " sum(%5$s), sum(%6$s), sum(%3$s), max(duration) FROM %1$s"));

  private ReadCsvComparison() {}

  /** A way to answer, and what it answered last. */
  private interface Mode {
    String answer(String query) throws SQLException;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path otherPeer = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
    System.out.println("| input | query | Weir s | DuckDB 2.0.0.1 | DuckDB 1.5.6.0 | ratio |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    for (int i = 2; i < arguments.length; i++) {
      compare(Path.of(arguments[i]), otherPeer, runs, threads);
    }
  }

  private static void compare(Path input, Path otherPeer, int runs, int threads) throws Exception {
    EngineSettings settings = new EngineSettings(threads, 0, EngineSettings.defaults().options());
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("embedded"))
            .findFirst()
            .orElseThrow();
    Driver used = driver(ReadCsvComparison.class.getClassLoader());
    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {otherPeer.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        OpenedInputs inputs = Inputs.open(List.of(input.toString()), InputSettings.defaults());
        Engine engine = provider.open(inputs.catalog(), settings, (f, o, r, b, s, l) -> {})) {
      Driver other = driver(loader);
      NativeTable conn = inputs.catalog().nativeTable("zeek_conn").orElseThrow();
      try (Connection first = connect(used, threads);
          Connection second = connect(other, threads)) {
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
          String weir =
              query
                  .getValue()
                  .formatted("named_flows", "s_ip", "s_bytes", "c_ip", "s_port", "c_bytes");
          String peer =
              query
                  .getValue()
                  .formatted(
                      csv(conn, input),
                      "id_resp_h",
                      "resp_bytes",
                      "id_orig_h",
                      "id_resp_p",
                      "orig_bytes");
          row(
              input.getFileName() + " | " + query.getKey(),
              runs,
              List.of(q -> rows(engine, weir), q -> rows(first, peer), q -> rows(second, peer)));
        }
      }
    }
  }

  private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
    return Class.forName("org.duckdb.DuckDBDriver", true, loader)
        .asSubclass(Driver.class)
        .getConstructor()
        .newInstance();
  }

  private static Connection connect(Driver driver, int threads) throws SQLException {
    Connection connection = driver.connect("jdbc:duckdb:", new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
    }
    return connection;
  }

  private static void row(String name, int runs, List<Mode> modes) throws SQLException {
    List<List<Double>> times =
        modes.stream().map(mode -> (List<Double>) new ArrayList<Double>()).toList();
    for (int run = 0; run < runs; run++) {
      String expected = null;
      for (int i = 0; i < modes.size(); i++) {
        long start = System.nanoTime();
        String answer = modes.get(i).answer(name);
        times.get(i).add((System.nanoTime() - start) / 1e9);
        if (expected != null && !answer.equals(expected)) {
          throw new IllegalStateException("Answers differ: " + expected + " and " + answer);
        }
        expected = answer;
      }
    }
    List<Double> medians =
        times.stream()
            .map(all -> all.stream().skip(1).sorted().toList().get((runs - 1) / 2))
            .toList();
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f | **%.1f** |%n",
        name,
        medians.get(0),
        medians.get(1),
        medians.get(2),
        Math.min(medians.get(1), medians.get(2)) / medians.get(0));
  }

  private static String rows(Engine engine, String sql) {
    StringBuilder text = new StringBuilder();
    try (Result result = engine.query(sql, List.of())) {
      while (result.next()) {
        for (int i = 0; i < result.columns().size(); i++) {
          text.append(result.value(i)).append('|');
        }
      }
    }
    return text.toString();
  }

  private static String rows(Connection connection, String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(rows.getObject(i)).append('|');
        }
      }
    }
    return text.toString();
  }

  /** The peer's reader with everything told that it would otherwise have to find out. */
  private static String csv(NativeTable conn, Path input) {
    String columns =
        conn.schema().columns().stream()
            .filter(column -> !column.name().startsWith("src_"))
            .map(column -> "'" + column.name() + "': '" + type(column) + "'")
            .collect(Collectors.joining(", "));
    String files = input.toFile().isDirectory() ? input + "/*.log.gz" : input.toString();
    return "read_csv('%s', delim='\t', auto_detect=false, comment='#', nullstr='-', header=false,"
            .formatted(files)
        + " quote='', escape='', columns={"
        + columns
        + "})";
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case BIGINT -> "BIGINT";
      case DOUBLE, TIMESTAMP -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      default -> "VARCHAR";
    };
  }
}
