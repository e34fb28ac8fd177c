// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.analyses.features.Model;
import io.weir.analyses.features.Model.Fact;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learned of services: for each core the patterns of the names that are contacted when it
 * is visited, each with its weight. A name that many services have weighs less. Immutable once
 * made.
 */
final class Bags implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String KIND = "what";

  private final List<String> cores;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<HashMap<String, Double>> weights = new ArrayList<>();

  /** For the step that learned, and not for those that apply. */
  private final transient List<Fact> facts = new ArrayList<>();

  /** A core's visits, and the share of them with each pattern. */
  record Core(long visits, Map<String, Double> frequencies) {}

  /**
   * Weighs patterns: by their frequency, and log10(1 + bags that are not empty / bags that have
   * it).
   *
   * @param learned by core, in the order of the cores
   */
  Bags(Map<String, Core> learned) {
    cores = List.copyOf(learned.keySet());
    Map<String, Integer> having = new HashMap<>();
    int bags = 0;
    for (Core core : learned.values()) {
      core.frequencies().keySet().forEach(pattern -> having.merge(pattern, 1, Integer::sum));
      bags += core.frequencies().isEmpty() ? 0 : 1;
    }
    facts.add(Fact.analysis(KIND));
    int place = 0;
    for (Map.Entry<String, Core> entry : learned.entrySet()) {
      HashMap<String, Double> bag = new HashMap<>();
      places.put(entry.getKey(), place);
      facts.add(new Fact("core", entry.getKey(), place, entry.getValue().visits(), ""));
      Map<String, Double> frequencies = new TreeMap<>(entry.getValue().frequencies());
      for (Map.Entry<String, Double> support : frequencies.entrySet()) {
        int shared = having.getOrDefault(support.getKey(), 1);
        double weight = support.getValue() * Math.log10(1 + (double) bags / shared);
        bag.put(support.getKey(), weight);
        facts.add(new Fact("support", support.getKey(), place, support.getValue(), ""));
      }
      weights.add(bag);
      place++;
    }
  }

  /** What facts tell. */
  static Bags of(List<Fact> facts) {
    Model.requireAnalysis(facts, KIND);
    Map<String, Core> learned = new LinkedHashMap<>();
    Map<Long, Map<String, Double>> supports = new HashMap<>();
    for (Fact support : Model.of(facts, "support")) {
      supports
          .computeIfAbsent(support.place(), place -> new HashMap<>())
          .put(support.name(), support.number());
    }
    for (Fact core : Model.of(facts, "core")) {
      learned.put(
          core.name(),
          new Core((long) core.number(), supports.getOrDefault(core.place(), Map.of())));
    }
    return new Bags(learned);
  }

  List<Fact> facts() {
    return facts;
  }

  /** The place of a core; -1 for a name that is none. */
  int core(String name) {
    return places.getOrDefault(name, -1);
  }

  String core(int place) {
    return cores.get(place);
  }

  /** The weights of a core's bag, by pattern. */
  Map<String, Double> weights(int core) {
    return Collections.unmodifiableMap(weights.get(core));
  }

  /** A pattern's weight in a core's bag; NaN when it is not in it. */
  double weight(int core, String pattern) {
    return weights.get(core).getOrDefault(pattern, Double.NaN);
  }
}
