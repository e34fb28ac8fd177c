// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.WeirException;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes bags of what {@link TrainingFold} counted for all clients. */
final class Training {
  private final String analysis;
  private final double minFrequency;
  private final Map<String, Counts> cores = new LinkedHashMap<>();
  private long flows;

  private static final class Counts {
    private long seen;
    private long visits;
    private final Map<String, Long> supports = new TreeMap<>();
  }

  Training(String analysis, List<String> cores, double minFrequency) {
    this.analysis = analysis;
    this.minFrequency = minFrequency;
    cores.forEach(core -> this.cores.put(core, new Counts()));
  }

  /** Reads the counts: kind, core, pattern and number. */
  Training read(WholeInput input) {
    input.read(
        List.of("`kind`", "`core`", "`pattern`", "`n`"),
        row -> {
          Counts counts = cores.get(String.valueOf(row.text(1)));
          long n = row.longValue(3);
          switch (String.valueOf(row.text(0))) {
            case TrainingFold.FLOWS -> flows += n;
            case TrainingFold.SEEN -> seen(counts, n);
            case TrainingFold.VISITS -> visited(counts, n);
            default -> supported(counts, String.valueOf(row.text(2)), n);
          }
        });
    return this;
  }

  private static void seen(@Nullable Counts counts, long n) {
    if (counts != null) {
      counts.seen += n;
    }
  }

  private static void visited(@Nullable Counts counts, long n) {
    if (counts != null) {
      counts.visits += n;
    }
  }

  private static void supported(@Nullable Counts counts, String pattern, long n) {
    if (counts != null) {
      counts.supports.merge(pattern, n, Long::sum);
    }
  }

  /**
   * The bags.
   *
   * @throws WeirException of kind USAGE when there are flows, but none to a core
   */
  Bags bags(WholeOut out) {
    long known = cores.values().stream().filter(counts -> counts.seen > 0).count();
    long taught = cores.values().stream().filter(counts -> counts.visits > 0).count();
    Core.requireSeen(analysis, cores.keySet(), flows, known, taught, out);
    Map<String, Bags.Core> learned = new LinkedHashMap<>();
    cores.forEach((core, counts) -> learned.put(core, core(counts)));
    return new Bags(learned);
  }

  private Bags.Core core(Counts counts) {
    Map<String, Double> frequencies = new TreeMap<>();
    counts.supports.forEach(
        (pattern, n) -> {
          double frequency = (double) n / Math.max(1, counts.visits);
          if (frequency >= minFrequency) {
            frequencies.put(pattern, frequency);
          }
        });
    return new Bags.Core(counts.visits, frequencies);
  }
}
