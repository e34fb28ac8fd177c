// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Volumes as DPMon's users get them: each question reads the whole log with pandas, adds up by
 * user, cuts each user's sum and adds noise to the sum of all. A program of our own; of DPMon it
 * has the steps and no line.
 */
final class PandasQuestions {
  private static final String PROGRAM =
      """
      import sys, time
      import numpy, pandas

      log, questions, columns = sys.argv[1], int(sys.argv[2]), sys.argv[3]
      first, last = float(sys.argv[4]), float(sys.argv[5])
      CAP, EPSILON = 1e9, 0.1
      with open(log) as lines:
          head = next(line for line in lines if line.startswith("#fields"))
      names = head.rstrip("\\n").split("\\t")[1:]
      needed = ["ts", "id.orig_h", "orig_bytes", "resp_bytes"] if columns == "needed" else names

      def rows():
          return pandas.read_csv(
              log, sep="\\t", comment="#", names=names, usecols=needed, na_values="-", quoting=3)

      wall, cpu = time.time(), time.process_time()
      for question in range(questions):
          flows = rows()
          flows = flows[(flows["ts"] >= first) & (flows["ts"] < last)]
          volume = flows["orig_bytes"] + flows["resp_bytes"]
          users = volume.groupby(flows["id.orig_h"]).sum()
          answer = users.clip(upper=CAP).sum() + numpy.random.laplace(0, CAP / EPSILON)
      wall, cpu = time.time() - wall, time.process_time() - cpu
      print(wall, cpu, "%d|%d|" % (len(users), users.sum()))
      """;

  private final String python;
  private final Path log;
  private final Path program;

  /**
   * What it took.
   *
   * @param answer users and bytes without noise, to see that the question is the same
   */
  record Run(double wall, double processors, String answer) {}

  /**
   * Writes the program.
   *
   * @param python an interpreter that has pandas
   */
  PandasQuestions(String python, Path log, Path directory) throws IOException {
    this.python = python;
    this.log = log;
    this.program = Files.writeString(directory.resolve("questions.py"), PROGRAM);
  }

  /**
   * Asks questions one after the other, in a process of their own whose start is not counted.
   *
   * @param columns all that the log has, or those that are needed
   * @param first second since 1970 at which the day begins
   */
  Run ask(int questions, String columns, long first) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                python,
                program.toString(),
                log.toString(),
                String.valueOf(questions),
                columns,
                String.valueOf(first),
                String.valueOf(first + 86_400))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("Cannot ask with pandas: %s failed.".formatted(python));
    }
    String[] words = told.strip().split(" ", -1);
    return new Run(Double.parseDouble(words[0]), Double.parseDouble(words[1]), words[2]);
  }

  /** Prints the medians of runs, beside each other for all and for the needed columns. */
  void print(int runs, int questions, long first, String expected) throws Exception {
    for (String columns : List.of("all", "needed")) {
      for (int count : new int[] {1, questions}) {
        Run[] all = new Run[runs];
        for (int i = 0; i < runs; i++) {
          all[i] = ask(count, columns, first);
          if (!all[i].answer().equals(expected)) {
            throw new IllegalStateException(
                "Answers differ: %s, but pandas says %s".formatted(expected, all[i].answer()));
          }
        }
        System.out.printf(
            Locale.ROOT,
            "| conn.log | %d volumes, %s columns | pandas | %.2f | %.2f | | |%n",
            count,
            columns,
            median(Arrays.stream(all).mapToDouble(Run::wall).sorted().toArray()),
            median(Arrays.stream(all).mapToDouble(Run::processors).sorted().toArray()));
      }
    }
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
