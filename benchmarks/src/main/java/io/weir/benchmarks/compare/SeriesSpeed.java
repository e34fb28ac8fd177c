// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import io.weir.job.Analyses;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long {@code s-h-esd} takes in this process, from a file of CSV to its rows: one series of
 * thirty days of minutes, and a thousand of one day, of which each hour is like the others.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.SeriesSpeed
 *   [to=DIR] [runs=5]</pre>
 */
public final class SeriesSpeed {
  private static final int DAY = 1440;

  private SeriesSpeed() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "to", "runs");
    Path directory = Files.createDirectories(words.path("to", "series"));
    int runs = (int) words.number("runs", 5);
    Turns.printHead();
    Path one = write(directory.resolve("minutes.csv"), 1, 30 * DAY, DAY);
    print("minutes", one, runs, "period found", Map.of("table", "minutes"));
    print("minutes", one, runs, "period set", Map.of("table", "minutes", "period", "1440"));
    Path many = write(directory.resolve("hosts.csv"), 1000, DAY, 60);
    print("hosts", many, runs, "period found", Map.of("table", "hosts", "by", "host"));
    print(
        "hosts", many, runs, "period set", Map.of("table", "hosts", "by", "host", "period", "60"));
  }

  private static void print(
      String name, Path file, int runs, String question, Map<String, String> settings)
      throws Exception {
    try (WeirEngine weir = new WeirEngine(List.of(file), 2)) {
      Turns.Mode mode =
          new Turns.Mode(
              "Weir",
              () ->
                  weir.size(
                      Analyses.named("s-h-esd", SeriesSpeed.class.getClassLoader()),
                      settings,
                      "rows"));
      Turns.print(name, question, runs, List.of(mode));
    }
  }

  /** Series with a cycle, noise, and every hundredth value or so far off. */
  private static Path write(Path file, int series, int size, int period) throws IOException {
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("time,host,bytes\n");
      for (int i = 0; i < size; i++) {
        for (int host = 0; host < series; host++) {
          double busy = 1000 + 500 * Math.sin(2 * Math.PI * i / period);
          double off = random.nextInt(100) == 0 ? 5000 : 0;
          long bytes = Math.round(busy + 50 * random.nextGaussian() + off);
          out.write((1_772_323_200L + 60L * i) + ",h" + host + "," + bytes + "\n");
        }
      }
    }
    return file;
  }
}
