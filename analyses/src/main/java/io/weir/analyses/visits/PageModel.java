// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.analyses.features.Model;
import io.weir.analyses.features.Model.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learned of pages: the names that a page contacts, in the order in which they come, cut
 * into checkpoints. Immutable once made.
 *
 * @param checkpoints of each page
 * @param pages by name
 */
record PageModel(int checkpoints, Map<String, Page> pages) {
  private static final String KIND = "pain";

  /**
   * A page.
   *
   * @param visits that were learned from
   * @param supports by pattern
   */
  record Page(long visits, Map<String, Support> supports) {}

  /**
   * A pattern of names that a page contacts.
   *
   * @param frequency share of visits with it
   * @param mean of its offset in seconds
   * @param deviation of its offset in seconds, that of the population
   * @param order how often it comes later than another one, among the visits with both; the mean
   *     over the others
   * @param checkpoint from 1
   */
  record Support(double frequency, double mean, double deviation, double order, int checkpoint) {}

  /** Gives each pattern its checkpoint: the order cut into parts of the same size. */
  static Map<String, Support> cut(Map<String, Support> supports, int checkpoints) {
    List<Map.Entry<String, Support>> ordered = new ArrayList<>(supports.entrySet());
    ordered.sort(
        Comparator.comparingDouble((Map.Entry<String, Support> e) -> e.getValue().order())
            .thenComparingDouble(e -> e.getValue().mean())
            .thenComparing(Map.Entry::getKey));
    Map<String, Support> cut = new TreeMap<>();
    int size = ordered.size();
    for (int i = 0; i < size; i++) {
      // Fewer names than checkpoints have one each; the last checkpoints then have none.
      int checkpoint = size <= checkpoints ? i : (int) (((long) (i + 1) * checkpoints - 1) / size);
      Support s = ordered.get(i).getValue();
      cut.put(
          ordered.get(i).getKey(),
          new Support(s.frequency(), s.mean(), s.deviation(), s.order(), checkpoint + 1));
    }
    return cut;
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.analysis(KIND));
    facts.add(new Fact("model", "checkpoints", 0, checkpoints, ""));
    long place = 0;
    for (Map.Entry<String, Page> page : pages.entrySet()) {
      facts.add(new Fact("page", page.getKey(), place, page.getValue().visits(), ""));
      for (Map.Entry<String, Support> entry : page.getValue().supports().entrySet()) {
        String name = entry.getKey();
        Support support = entry.getValue();
        facts.add(new Fact("frequency", name, place, support.frequency(), ""));
        facts.add(new Fact("mean", name, place, support.mean(), ""));
        facts.add(new Fact("deviation", name, place, support.deviation(), ""));
        facts.add(new Fact("order", name, place, support.order(), ""));
        facts.add(new Fact("checkpoint", name, place, support.checkpoint(), ""));
      }
      place++;
    }
    return facts;
  }

  /** What facts tell. */
  static PageModel of(List<Fact> facts) {
    Model.requireAnalysis(facts, KIND);
    int checkpoints =
        Model.of(facts, "model").stream()
            .filter(fact -> fact.name().equals("checkpoints"))
            .mapToInt(fact -> (int) fact.number())
            .findFirst()
            .orElseThrow(() -> Model.broken("it has no checkpoints"));
    Map<String, Page> pages = new LinkedHashMap<>();
    Map<String, Map<String, Double>> numbers = new HashMap<>();
    for (Fact fact : facts) {
      numbers
          .computeIfAbsent(fact.part() + fact.place(), key -> new HashMap<>())
          .put(fact.name(), fact.number());
    }
    for (Fact page : Model.of(facts, "page")) {
      Map<String, Support> supports = new TreeMap<>();
      for (Fact fact : Model.of(facts, "checkpoint")) {
        if (fact.place() == page.place()) {
          supports.put(
              fact.name(),
              new Support(
                  number(numbers, "frequency", fact),
                  number(numbers, "mean", fact),
                  number(numbers, "deviation", fact),
                  number(numbers, "order", fact),
                  checkpoint(fact, checkpoints)));
        }
      }
      pages.put(page.name(), new Page((long) page.number(), supports));
    }
    return new PageModel(checkpoints, pages);
  }

  private static int checkpoint(Fact fact, int checkpoints) {
    if (fact.number() >= 1 && fact.number() <= checkpoints) {
      return (int) fact.number();
    }
    throw Model.broken("there is no checkpoint %s".formatted(fact.number()));
  }

  private static double number(Map<String, Map<String, Double>> numbers, String part, Fact fact) {
    Double number = numbers.getOrDefault(part + fact.place(), Map.of()).get(fact.name());
    if (number == null) {
      throw Model.broken("it has no " + part + " of " + fact.name());
    }
    return number;
  }
}
