// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whole processes: {@code ./weir query} beside a Java program that runs DuckDB's reader, on a few
 * kB and on the logs of {@link io.weir.benchmarks.generate.LogGenerator}; and how much memory Weir
 * takes for days of them.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.ProcessComparison
 *   [logs=DIRECTORY] [what=small,tsv] [runs=5] [threads=2] [peers=benchmarks/target/peers]
 *   [weir=./weir] [java=java]</pre>
 *
 * <p>{@code what=memory} prints the most memory that was resident while all files of {@code
 * DIRECTORY/tsv} were grouped by server.
 */
public final class ProcessComparison {
  private static final int SMALL_LINES = 48;
  private static final String SUM =
      "SELECT %s AS s, sum(%s) AS n FROM %s GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10";
  private static final String WIDE =
      "SELECT count(ts), sum(length(%s)), sum(length(uid)), sum(length(%s)), sum(length(history)),"
          + " sum(length(conn_state)), sum(%s), sum(%s), sum(%s), max(duration) FROM %s";

  private final Words words;
  private final Path logs;
  private final String threads;

  private ProcessComparison(Words words) {
    this.words = words;
    this.logs = words.path("logs", "logs");
    this.threads =
        words.text("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "logs", "what", "runs", "threads", "peers", "weir", "java");
    ProcessComparison comparison = new ProcessComparison(words);
    List<String> what = words.list("what", "small,tsv");
    Path conn = comparison.logs.resolve("tsv").resolve("conn.log");
    if (what.contains("memory")) {
      comparison.memory();
      return;
    }
    Turns.printHead();
    if (what.contains("small")) {
      Path small = Files.createTempFile("small", ".log");
      try (Stream<String> lines = Files.lines(conn)) {
        Files.write(small, lines.limit(SMALL_LINES).toList());
      }
      comparison.compare("%d bytes, process".formatted(Files.size(small)), small);
      Files.delete(small);
    }
    if (what.contains("tsv")) {
      comparison.compare("tsv, process", conn);
    }
  }

  private void compare(String name, Path input) throws Exception {
    String csv;
    try (WeirEngine weir = new WeirEngine(List.of(input), 1)) {
      csv = DuckDb.readCsv(weir.table("zeek_conn"), input);
    }
    print(
        name,
        "bytes by server, top 10",
        query(SUM.formatted("s_ip", "s_bytes", "named_flows"), input),
        SUM.formatted("id_resp_h", "resp_bytes", csv));
    print(
        name,
        "ten columns, five of text",
        query(WIDE.formatted("c_ip", "s_ip", "s_port", "c_bytes", "s_bytes", "named_flows"), input),
        WIDE.formatted("id_orig_h", "id_resp_h", "id_resp_p", "orig_bytes", "resp_bytes", csv));
  }

  private void print(String name, String question, List<String> weir, String its) throws Exception {
    List<Turns.Mode> modes = new ArrayList<>();
    modes.add(new Turns.Mode("Weir", () -> run(weir)));
    for (Path jar : Peers.jars(Path.of(words.text("peers", Peers.DIRECTORY)))) {
      List<String> program =
          List.of(
              words.text("java", "java"),
              "-cp",
              jar + ":" + System.getProperty("java.class.path"),
              DuckDbProgram.class.getName(),
              threads,
              its);
      modes.add(new Turns.Mode(Peers.name(jar), () -> run(program)));
    }
    Turns.print(name, question, (int) words.number("runs", 5), modes);
  }

  /** Answers are printed differently, so they are not compared here. */
  private static String run(List<String> command) throws Exception {
    if (Command.output(command).isBlank()) {
      throw new IllegalStateException("No answer from " + command);
    }
    return "";
  }

  private List<String> query(String sql, Path... inputs) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(words.text("weir", "./weir"), "query", "--threads", threads, "-f", "csv", sql));
    for (Path input : inputs) {
      command.add(input.toString());
    }
    return command;
  }

  private void memory() throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.list(logs.resolve("tsv"))) {
      files = found.filter(file -> file.getFileName().toString().startsWith("conn")).toList();
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    Path[] inputs = files.toArray(Path[]::new);
    String groups = "SELECT count(DISTINCT s_ip) FROM named_flows";
    String sums =
        "SELECT s_ip, count(*), sum(s_bytes) AS n FROM named_flows GROUP BY 1 ORDER BY 3 DESC LIMIT"
            + " 10";
    System.out.printf(
        Locale.ROOT,
        "%.1f GB, groups: %s; most memory resident: %.2f GB%n",
        bytes / 1e9,
        Command.output(query(groups, inputs)).strip().lines().reduce((a, b) -> b).orElse(""),
        Command.peakMemory(query(sums, inputs)) / 1e9);
  }
}
