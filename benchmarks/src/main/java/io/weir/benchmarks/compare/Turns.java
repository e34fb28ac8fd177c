// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Modes that answer the same question, run in turn, so that a machine that slows down slows all of
 * them. Medians are told, of all runs but the first {@value #WARM}, and ratios of medians.
 */
final class Turns {
  /**
   * A way to answer.
   *
   * @param answer its result must be equal to that of the other modes, or empty
   */
  record Mode(String name, Callable<String> answer) {}

  /** How long a mode took, in seconds: on the wall, and of the processors. */
  private record Run(double wall, double processors) {}

  /** Rounds in which the JVM compiles what is run, and files come to the page cache. */
  private static final int WARM = 3;

  private Turns() {}

  static void printHead() {
    System.out.println("| input | question | mode | s | CPU s | times Weir's s | CPU |");
    System.out.println("|---|---|---|---:|---:|---:|---:|");
  }

  /**
   * Runs the modes in turn and prints a row each.
   *
   * @param modes Weir's first
   * @param runs rounds that count; {@link #WARM} go before
   */
  static void print(String input, String question, int runs, List<Mode> modes) throws Exception {
    List<List<Run>> all = new ArrayList<>();
    modes.forEach(mode -> all.add(new ArrayList<>()));
    for (int round = 0; round < WARM + runs; round++) {
      String expected = "";
      for (int i = 0; i < modes.size(); i++) {
        double processors = Processors.seconds();
        long start = System.nanoTime();
        String answer = modes.get(i).answer().call();
        double wall = (System.nanoTime() - start) / 1e9;
        if (round >= WARM) {
          all.get(i).add(new Run(wall, Processors.seconds() - processors));
        }
        expected = same(expected, answer, modes.get(i).name());
      }
    }
    double wall = median(all.get(0), Run::wall);
    double processors = median(all.get(0), Run::processors);
    for (int i = 0; i < modes.size(); i++) {
      double itsWall = median(all.get(i), Run::wall);
      double its = median(all.get(i), Run::processors);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f | %.2f | %.2f | %.2f |%n",
          input,
          question,
          modes.get(i).name(),
          itsWall,
          its,
          itsWall / wall,
          its / processors);
    }
  }

  private static String same(String expected, String answer, String mode) {
    if (!expected.isEmpty() && !answer.isEmpty() && !expected.equals(answer)) {
      throw new IllegalStateException(
          "Answers differ: %s, but %s says %s".formatted(expected, mode, answer));
    }
    return expected.isEmpty() ? answer : expected;
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
