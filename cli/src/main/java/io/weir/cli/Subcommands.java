// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The subcommands on the class path.
 *
 * @param all by name
 */
public record Subcommands(List<Subcommand> all) {
  /**
   * Those of rooms that bring Kafka, Spark or a web server: the launcher builds these when they are
   * asked for.
   */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "collect", "Receive NetFlow v5, v9 and IPFIX and store the flows in a topic of Kafka.",
          "private serve", "Answer private questions by HTTP, with a page to ask them.",
          "live", "Show all of the live side in one process: NetFlow in, answers out.",
          "replay", "Play captured NetFlow to a collector, or flows of any format as NetFlow v9.");

  public Subcommands {
    all = List.copyOf(all);
  }

  /** The line of each that can be asked for, here or elsewhere, in order of their names. */
  public SortedMap<String, String> summaries() {
    SortedMap<String, String> summaries = everything();
    summaries.keySet().removeIf(name -> name.contains(" "));
    return summaries;
  }

  /** The subcommands whose names begin with this word, without it: their lines by second word. */
  public SortedMap<String, String> summariesBelow(String word) {
    SortedMap<String, String> summaries = new TreeMap<>();
    everything()
        .forEach(
            (name, summary) -> {
              if (name.startsWith(word + " ")) {
                summaries.put(name.substring(word.length() + 1), summary);
              }
            });
    return summaries;
  }

  private SortedMap<String, String> everything() {
    SortedMap<String, String> summaries = new TreeMap<>(ELSEWHERE);
    all.forEach(subcommand -> summaries.put(subcommand.name(), subcommand.summary()));
    return summaries;
  }

  /** Those that a class loader finds, by name. */
  public static Subcommands load(ClassLoader loader) {
    List<Subcommand> found = new ArrayList<>();
    ServiceLoader.load(Subcommand.class, loader).forEach(found::add);
    found.sort((a, b) -> a.name().compareTo(b.name()));
    return new Subcommands(found);
  }

  /**
   * The subcommand of this name; of two words, when there is one of this name and the next word,
   * which is then taken off the line.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  Subcommand taken(String name, List<String> words) {
    String both = words.isEmpty() ? name : name + " " + words.get(0);
    boolean isOfTwo = all.stream().anyMatch(subcommand -> subcommand.name().equals(both));
    if (isOfTwo && !words.isEmpty()) {
      words.remove(0);
      return named(both);
    }
    return named(name);
  }

  /**
   * The subcommand of this name.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  public Subcommand named(String name) {
    return all.stream()
        .filter(subcommand -> subcommand.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot run weir %s: there is no such command. %s See weir --help.",
                    name, Nearest.remedy(name, "Commands", summaries().keySet())));
  }
}
