// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whole processes on an nfcapd file of {@link io.weir.benchmarks.generate.NfcapdGenerator}: the ten
 * servers with the most bytes, by {@code ./weir query} and by nfdump. Both must name the same ten,
 * in the same order, with the same bytes.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.NfcapdComparison
 *   [files=FILE,…] [runs=5] [weir=./weir] [nfdump=nfdump]</pre>
 */
public final class NfcapdComparison {
  private static final String SERVERS =
      "SELECT s_ip, sum(c_bytes) AS bytes FROM flows GROUP BY s_ip ORDER BY bytes DESC, s_ip LIMIT"
          + " 10";

  private NfcapdComparison() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "files", "runs", "weir", "nfdump");
    String weir = words.text("weir", "./weir");
    String nfdump = words.text("nfdump", "nfdump");
    Turns.printHead();
    for (String file : words.list("files", words.path("files", "nfcapd.big").toString())) {
      List<String> mine = List.of(weir, "query", "-f", "csv", SERVERS, file);
      List<String> its =
          List.of(nfdump, "-r", file, "-s", "dstip/bytes", "-n", "10", "-N", "-o", "csv");
      List<Turns.Mode> modes = new ArrayList<>();
      modes.add(new Turns.Mode("Weir", () -> columns(Command.output(mine), "s_ip", "bytes")));
      modes.add(new Turns.Mode("nfdump", () -> columns(Command.output(its), "val", "byt")));
      Turns.print(file, "top 10 servers", (int) words.number("runs", 5), modes);
    }
  }

  /** Two columns of the ten rows behind the header that has both. */
  private static String columns(String csv, String name, String value) {
    List<String> lines = csv.lines().toList();
    int header = 0;
    while (!names(lines.get(header)).containsAll(List.of(name, value))) {
      header++;
    }
    List<String> names = names(lines.get(header));
    return lines.stream()
        .skip(header + 1L)
        .limit(10)
        .map(line -> names(line))
        .map(cells -> cells.get(names.indexOf(name)) + " " + cells.get(names.indexOf(value)))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> names(String line) {
    return Arrays.asList(line.split(",", -1));
  }
}
