// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import io.weir.job.Analyses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How long analyses of traffic take in this process: those that follow each client, {@code what},
 * {@code pain} and {@code port-scan}, over named flows, and {@code remedy} over DNS.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.AnalysisSpeed
 *   [flows=DIR] [runs=5] [threads=2] [what=what,pain,port-scan]</pre>
 *
 * <p>The flows are those of {@code LogGenerator}, turned to Parquet by {@code weir convert}; DNS is
 * that of {@code ResolverGenerator}.
 */
public final class AnalysisSpeed {
  /** Names that the generator gives to busy services. */
  private static final String CORES =
      "www0.site0.example,www3.site1.example,www6.site2.example,www2.site3.example";

  private AnalysisSpeed() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "flows", "runs", "threads", "what");
    Path flows = words.path("flows", "flows");
    int runs = (int) words.number("runs", 5);
    List<String> wanted = words.list("what", "what,pain,port-scan");
    Map<String, Map<String, String>> settings =
        Map.of("what", Map.of("cores", CORES), "pain", Map.of("cores", CORES));
    Map<String, String> outputs =
        Map.of("what", "services", "pain", "pages", "port-scan", "alerts", "remedy", "resolvers");
    Turns.printHead();
    try (WeirEngine weir = new WeirEngine(List.of(flows), (int) words.number("threads", 2))) {
      for (String name : wanted) {
        Turns.Mode mode =
            new Turns.Mode(
                "Weir",
                () ->
                    weir.size(
                        Analyses.named(name, AnalysisSpeed.class.getClassLoader()),
                        settings.getOrDefault(name, Map.of()),
                        outputs.getOrDefault(name, "rows")));
        Turns.print(flows.getFileName().toString(), name, runs, List.of(mode));
      }
    }
  }
}
