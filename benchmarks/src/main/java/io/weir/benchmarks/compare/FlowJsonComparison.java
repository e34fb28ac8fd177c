// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;

/**
 * Weir's embedded engine on the flows of {@link io.weir.benchmarks.generate.FlowJsonGenerator},
 * beside DuckDB's own {@code read_json}, which is told the columns that it would have to find out.
 * One warm process.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*'
 *   io.weir.benchmarks.compare.FlowJsonComparison [flows=DIRECTORY]
 *   [forms=goflow2,pmacct,suricata] [runs=5] [threads=2]</pre>
 */
public final class FlowJsonComparison {
  private static final String DRIVER = "org.duckdb.DuckDBDriver";

  /**
   * A question.
   *
   * @param mine in Weir's tables
   * @param its in DuckDB's SQL; {@code ${lines}} is the file
   * @param columns what {@code read_json} is told of the file
   */
  private record Question(String form, String name, String mine, String its, String columns) {}

  private static final String TOP =
      "SELECT c_ip, sum(c_bytes) AS n FROM flows GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10";
  private static final String WIDE =
      "SELECT max(c_ip), max(s_ip), sum(c_port), sum(s_port), sum(c_bytes), sum(c_pkt) FROM flows";

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "goflow2",
              "bytes by client, top 10",
              TOP,
              "SELECT src_addr, sum(bytes) FROM ${lines} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              "src_addr: 'VARCHAR', bytes: 'BIGINT'"),
          new Question(
              "goflow2",
              "six columns",
              WIDE,
              "SELECT max(src_addr), max(dst_addr), sum(src_port), sum(dst_port), sum(bytes),"
                  + " sum(packets) FROM ${lines}",
              "src_addr: 'VARCHAR', dst_addr: 'VARCHAR', src_port: 'BIGINT', dst_port: 'BIGINT',"
                  + " bytes: 'BIGINT', packets: 'BIGINT'"),
          new Question(
              "pmacct",
              "bytes by client, top 10",
              TOP,
              "SELECT ip_src, sum(bytes) FROM ${lines} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              "ip_src: 'VARCHAR', bytes: 'BIGINT'"),
          new Question(
              "suricata",
              "bytes by client, top 10",
              TOP,
              "SELECT src_ip, sum(flow.bytes_toserver) FROM ${lines} WHERE event_type = 'flow'"
                  + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
              "event_type: 'VARCHAR', src_ip: 'VARCHAR', flow: 'STRUCT(bytes_toserver BIGINT)'"));

  private FlowJsonComparison() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "flows", "forms", "runs", "threads");
    int threads = (int) words.number("threads", 2);
    Path flows = words.path("flows", "flow-json");
    List<String> forms = words.list("forms", "goflow2,pmacct,suricata");
    Driver driver =
        Class.forName(DRIVER).asSubclass(Driver.class).getDeclaredConstructor().newInstance();
    Turns.printHead();
    try (Connection peer = DuckDb.connect(driver, threads)) {
      for (Question question : QUESTIONS) {
        if (forms.contains(question.form())) {
          Path file = flows.resolve(question.form() + ".json");
          ask(question, file, peer, threads, (int) words.number("runs", 5));
        }
      }
    }
  }

  private static void ask(Question question, Path file, Connection peer, int threads, int runs)
      throws Exception {
    String lines =
        "read_json('%s', format='newline_delimited', auto_detect=false, columns={%s})"
            .formatted(file, question.columns());
    String its = question.its().replace("${lines}", lines);
    try (WeirEngine weir = new WeirEngine(List.of(file), threads)) {
      String input = "%s, %d MB".formatted(question.form(), Files.size(file) / 1_000_000);
      Turns.print(
          input,
          question.name(),
          runs,
          List.of(
              new Turns.Mode("Weir", () -> weir.rows(question.mine())),
              new Turns.Mode("DuckDB read_json", () -> DuckDb.rows(peer, its))));
    }
  }
}
