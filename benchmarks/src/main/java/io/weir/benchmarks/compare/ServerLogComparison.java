// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Weir's embedded engine on the logs of {@link io.weir.benchmarks.generate.ServerLogGenerator},
 * beside Spark reading them as text and splitting the lines, as NetLytics does it, but in Spark's
 * own SQL and not in Python. One warm process.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*'
 *   io.weir.benchmarks.compare.ServerLogComparison [logs=DIRECTORY] [forms=squid,tstat,bind]
 *   [runs=5] [threads=2]</pre>
 */
public final class ServerLogComparison {
  /**
   * A question.
   *
   * @param mine in Weir's tables
   * @param its in the view {@code lines} with its column {@code value}
   */
  private record Question(String form, String file, String name, String mine, String its) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "squid",
              "access.log",
              "bytes by name, top 10",
              "SELECT name, sum(s_bytes) AS n FROM named_flows GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              """
              SELECT CASE WHEN f[5] = 'CONNECT' THEN split(f[6], ':')[0]
                ELSE split(split(f[6], '/')[2], ':')[0] END AS name, sum(CAST(f[4] AS BIGINT)) AS n
              FROM (SELECT split(value, ' +') AS f FROM lines) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"""),
          new Question(
              "squid",
              "access.log",
              "ten columns",
              "SELECT max(ts), sum(elapsed_ms), max(c_ip), max(cache_result), max(status_code),"
                  + " sum(resp_bytes), max(method), max(host), max(s_ip), max(content_type) FROM http",
              ""),
          new Question(
              "tstat",
              "log_tcp_complete",
              "bytes by name, top 10",
              "SELECT coalesce(name, s_ip) AS name, sum(c_bytes + s_bytes) AS n FROM named_flows"
                  + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              """
              SELECT CASE WHEN f[130] <> '-' THEN f[130] WHEN f[115] <> '-' THEN f[115]
                WHEN f[126] <> '-' THEN f[126] ELSE f[14] END AS name,
                sum(CAST(f[8] AS BIGINT) + CAST(f[22] AS BIGINT)) AS n
              FROM (SELECT split(value, ' ') AS f FROM lines WHERE NOT startswith(value, '#'))
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"""),
          new Question(
              "bind",
              "queries.log",
              "queries by client, top 10",
              "SELECT c_ip, count(*) AS n FROM dns GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              """
              SELECT split(f[6], '#')[0] AS c_ip, count(*) AS n
              FROM (SELECT split(value, ' ') AS f FROM lines) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"""),
          new Question(
              "bind",
              "queries.log",
              "ten columns",
              "SELECT max(ts), max(c_ip), sum(c_port), max(s_ip), max(query), max(req_type),"
                  + " count_if(rd), count_if(edns_version = 0), max(proto), max(req_class) FROM dns",
              ""));

  private ServerLogComparison() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "logs", "forms", "runs", "threads");
    int threads = (int) words.number("threads", 2);
    Path logs = words.path("logs", "server-logs");
    List<String> forms = words.list("forms", "squid,tstat,bind");
    SparkSession session =
        SparkSession.builder()
            .master("local[" + threads + "]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", threads)
            .getOrCreate();
    session.sparkContext().setLogLevel("ERROR");
    Turns.printHead();
    for (Question question : QUESTIONS) {
      if (forms.contains(question.form())) {
        ask(question, logs.resolve(question.file()), session, words, threads);
      }
    }
    session.stop();
  }

  private static void ask(
      Question question, Path file, SparkSession session, Words words, int threads)
      throws Exception {
    try (WeirEngine weir = new WeirEngine(List.of(file), threads)) {
      List<Turns.Mode> modes = new ArrayList<>();
      modes.add(new Turns.Mode("Weir", () -> weir.rows(question.mine())));
      if (!question.its().isEmpty()) {
        session.read().text(file.toString()).createOrReplaceTempView("lines");
        modes.add(new Turns.Mode("Spark text, split", () -> rows(session, question.its())));
      }
      String input = "%s, %d MB".formatted(question.form(), Files.size(file) / 1_000_000);
      Turns.print(input, question.name(), (int) words.number("runs", 5), modes);
    }
  }

  private static String rows(SparkSession session, String sql) {
    StringBuilder text = new StringBuilder();
    for (Row row : session.sql(sql).collectAsList()) {
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i)).append('|');
      }
    }
    return text.toString();
  }
}
