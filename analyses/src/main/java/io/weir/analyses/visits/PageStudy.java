// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.analyses.visits.PageModel.Page;
import io.weir.analyses.visits.PageModel.Support;
import io.weir.model.WeirException;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Learns the model of pages from what {@link PageFold} found. */
final class PageStudy {
  /** Names of a page whose order is compared: the most frequent. */
  private static final int MOST_NAMES = 500;

  private static final long LEAST_SAMPLES = 2;

  private final Pain.Parameters parameters;
  private final List<String> cores;
  private final Map<String, Long> visits = new HashMap<>();
  private final Map<String, Map<String, Sums>> supports = new HashMap<>();
  private long flows;
  private long seen;

  /**
   * Of a pattern: visits, and sums of the offsets in microseconds, in whole milliseconds, and of
   * the squares of these.
   */
  private record Sums(long visits, long micros, long millis, long squares) {
    Support support(long all) {
      double mean = micros / 1e6 / visits;
      double variance = (squares - (double) millis * millis / visits) / visits;
      double deviation = Math.sqrt(Math.max(0, variance)) / 1000;
      return new Support((double) visits / all, mean, deviation, 0.5, 1);
    }
  }

  PageStudy(Pain.Parameters parameters, List<String> cores) {
    this.parameters = parameters;
    this.cores = cores;
  }

  /**
   * The model.
   *
   * @param counts by kind, page and pattern
   * @param measured the visits, in order
   * @throws WeirException of kind USAGE when there are flows, but none to a page
   */
  PageModel learn(WholeInput counts, WholeInput measured, WholeOut out) {
    counts.read(
        List.of("`kind`", "`page`", "`pattern`", "`visits`", "`micros`", "`millis`", "`squares`"),
        row -> {
          String kind = String.valueOf(row.text(0));
          String page = String.valueOf(row.text(1));
          if (kind.equals(PageFold.FLOWS)) {
            flows += row.longValue(4);
          } else if (kind.equals(PageFold.SEEN)) {
            seen++;
          } else if (row.isNull(2)) {
            visits.put(page, row.longValue(3));
          } else {
            supports
                .computeIfAbsent(page, key -> new HashMap<>())
                .put(
                    String.valueOf(row.text(2)),
                    new Sums(
                        row.longValue(3), row.longValue(4), row.longValue(5), row.longValue(6)));
          }
        });
    Core.requireSeen("pain", cores, flows, seen, visits.size(), out);
    Map<String, Map<String, Support>> kept = new LinkedHashMap<>();
    Map<String, Orders> orders = new HashMap<>();
    for (String page : cores) {
      kept.put(page, kept(page));
      orders.put(page, new Orders(List.copyOf(kept.getOrDefault(page, Map.of()).keySet())));
    }
    Visits.read(
        measured,
        visit -> {
          Orders order = orders.get(visit.page());
          if (order != null) {
            order.add(visit.offsets());
          }
        });
    Map<String, Page> pages = new LinkedHashMap<>();
    kept.forEach((name, page) -> pages.put(name, page(name, page, orders)));
    return new PageModel(parameters.checkpoints(), pages);
  }

  private Map<String, Support> kept(String page) {
    long all = visits.getOrDefault(page, 0L);
    Map<String, Support> kept = new TreeMap<>();
    supports.getOrDefault(page, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().visits() >= LEAST_SAMPLES)
        .filter(entry -> entry.getValue().visits() >= parameters.minFrequency() * all)
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Sums> e) -> -e.getValue().visits())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_NAMES)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue().support(all)));
    return kept;
  }

  private Page page(String name, Map<String, Support> kept, Map<String, Orders> orders) {
    Map<String, Support> ordered = new TreeMap<>();
    Orders order = orders.get(name);
    kept.forEach(
        (pattern, s) ->
            ordered.put(
                pattern,
                new Support(
                    s.frequency(),
                    s.mean(),
                    s.deviation(),
                    order == null ? s.order() : order.order(pattern),
                    1)));
    return new Page(
        visits.getOrDefault(name, 0L), PageModel.cut(ordered, parameters.checkpoints()));
  }
}
