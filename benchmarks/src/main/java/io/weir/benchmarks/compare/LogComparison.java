// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import io.weir.model.engine.NativeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weir's embedded engine beside DuckDB's own readers on the logs of {@link
 * io.weir.benchmarks.generate.LogGenerator}, in one warm process.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.LogComparison
 *   [logs=DIRECTORY] [forms=tsv,hourly,json,names] [runs=5] [threads=2] [peers=benchmarks/target/peers]
 * </pre>
 */
public final class LogComparison {
  /** Filled with a table and the names of its columns. */
  private static final Map<String, String> QUESTIONS =
      new TreeMap<>(
          Map.of(
              "bytes by server, top 10",
              "SELECT %2$s AS s, sum(%3$s) AS n FROM %1$s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              "ten columns, five of text",
              "SELECT count(ts), sum(length(%4$s)), sum(length(uid)), sum(length(%2$s)),"
                  + " sum(length(history)), sum(length(conn_state)), sum(%5$s), sum(%6$s), sum(%3$s), max(duration) FROM %1$s"));

  private static final String NAMES =
      """
      SELECT %s, sum(%s) AS n FROM %s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10""";

  private final Path logs;
  private final int runs;
  private final int threads;
  private final Map<String, Connection> peers;

  private LogComparison(Path logs, int runs, int threads, Map<String, Connection> peers) {
    this.logs = logs;
    this.runs = runs;
    this.threads = threads;
    this.peers = peers;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "logs", "forms", "runs", "threads", "peers");
    int threads = (int) words.number("threads", Runtime.getRuntime().availableProcessors());
    Map<String, Connection> peers = new TreeMap<>();
    for (Path jar : Peers.jars(Path.of(words.text("peers", Peers.DIRECTORY)))) {
      peers.put(Peers.name(jar), DuckDb.connect(DuckDb.driver(jar), threads));
    }
    LogComparison comparison =
        new LogComparison(
            words.path("logs", "logs"), (int) words.number("runs", 5), threads, peers);
    Turns.printHead();
    for (String form : words.list("forms", "tsv,hourly,json,names")) {
      comparison.compare(form);
    }
    for (Connection peer : peers.values()) {
      peer.close();
    }
  }

  private void compare(String form) throws Exception {
    switch (form) {
      case "hourly" -> questions(form, logs.resolve("hourly"));
      case "names" -> names();
      default -> questions(form, logs.resolve(form).resolve("conn.log"));
    }
  }

  private void questions(String form, Path input) throws Exception {
    try (WeirEngine weir = new WeirEngine(List.of(input), threads)) {
      NativeTable conn = weir.table("zeek_conn");
      for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
        String mine =
            question
                .getValue()
                .formatted("named_flows", "s_ip", "s_bytes", "c_ip", "s_port", "c_bytes");
        String its =
            form.equals("json")
                ? question
                    .getValue()
                    .formatted(
                        DuckDb.readJson(conn, input),
                        "\"id.resp_h\"",
                        "resp_bytes",
                        "\"id.orig_h\"",
                        "\"id.resp_p\"",
                        "orig_bytes")
                : question
                    .getValue()
                    .formatted(
                        DuckDb.readCsv(conn, input),
                        "id_resp_h",
                        "resp_bytes",
                        "id_orig_h",
                        "id_resp_p",
                        "orig_bytes");
        Turns.print(form, question.getKey(), runs, modes(weir, mine, its));
      }
    }
  }

  /** Joins three logs: what names of servers cost. */
  private void names() throws Exception {
    Path tsv = logs.resolve("tsv");
    List<Path> files = new ArrayList<>();
    for (String name : List.of("conn", "http", "ssl")) {
      Path file = tsv.resolve(name + ".log");
      if (!Files.exists(file)) {
        throw new IllegalArgumentException("Cannot compare: there is no " + file + ".");
      }
      files.add(file);
    }
    try (WeirEngine weir = new WeirEngine(files, threads)) {
      String tables =
          """
          %s c
          LEFT JOIN (SELECT uid, min(host) AS host FROM %s GROUP BY uid) h USING (uid)
          LEFT JOIN (SELECT uid, min(server_name) AS sni FROM %s GROUP BY uid) t USING (uid)"""
              .formatted(
                  DuckDb.readCsv(weir.table("zeek_conn"), files.get(0)),
                  DuckDb.readCsv(weir.table("zeek_http"), files.get(1)),
                  DuckDb.readCsv(weir.table("zeek_ssl"), files.get(2)));
      Turns.print(
          "tsv",
          "bytes by name, top 10 (joins http.log, ssl.log)",
          runs,
          modes(
              weir,
              NAMES.formatted("name", "s_bytes", "named_flows"),
              NAMES.formatted("coalesce(host, sni)", "resp_bytes", tables)));
    }
  }

  private List<Turns.Mode> modes(WeirEngine weir, String mine, String its) {
    List<Turns.Mode> modes = new ArrayList<>();
    modes.add(new Turns.Mode("Weir", () -> weir.rows(mine)));
    peers.forEach((name, peer) -> modes.add(new Turns.Mode(name, () -> DuckDb.rows(peer, its))));
    return modes;
  }
}
