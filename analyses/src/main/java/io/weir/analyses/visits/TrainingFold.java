// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts, of one client, in how many visits of a core each pattern of names is contacted. A visit
 * begins with a flow to the core after a gap without flows; the client's first flow begins none, as
 * nobody knows what was before it.
 *
 * @param window length of a visit in microseconds
 * @param gap least time without flows in microseconds
 * @param maxKeys counts that are held; more are put out before the end. Also patterns of a visit:
 *     further ones are left out and counted
 */
record TrainingFold(Set<String> cores, long window, long gap, int maxKeys)
    implements Fold<TrainingFold.State> {
  static final String FLOWS = "flows";
  static final String SEEN = "seen";
  static final String VISITS = "visits";
  static final String SUPPORTS = "supports";

  static final List<Column> COLUMNS =
      List.of(
          Column.of("c_ip", ColumnType.STRING),
          Column.of("ts", ColumnType.TIMESTAMP),
          Column.of("name", ColumnType.STRING));
  static final List<Column> OUTPUT =
      List.of(
          Column.of("kind", ColumnType.STRING),
          Column.of("core", ColumnType.STRING),
          Column.of("pattern", ColumnType.STRING),
          Column.of("n", ColumnType.BIGINT));

  private static final int TS = 1;
  private static final int NAME = 2;

  /** A visit that goes on. */
  private record Visit(String core, long start, Set<String> patterns) {}

  /** What is counted. */
  private record Key(String kind, String core, String pattern) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int first = kind.compareTo(other.kind);
      int second = first == 0 ? core.compareTo(other.core) : first;
      return second == 0 ? pattern.compareTo(other.pattern) : second;
    }
  }

  /** What is remembered of one client. */
  static final class State {
    private final List<Visit> visits = new ArrayList<>();
    private final Map<Key, Long> counts = new HashMap<>();
    private boolean isActive;
    private long last;
    private long flows;
  }

  TrainingFold {
    cores = Set.copyOf(cores);
  }

  @Override
  public StateCodec<State> state() {
    return new NoCheckpoints<>(State::new);
  }

  @Override
  public void row(State state, Row row, Out out) {
    long now = row.longValue(TS);
    String name = row.text(NAME);
    state.flows++;
    if (!state.visits.isEmpty()) {
      state.visits.removeIf(visit -> now - visit.start() > window);
    }
    if (name != null && !name.isEmpty()) {
      boolean isCore = cores.contains(name);
      if (isCore) {
        count(state, new Key(SEEN, name, ""), out);
      }
      if (isCore && state.isActive && now - state.last > gap) {
        state.visits.removeIf(visit -> visit.core().equals(name));
        state.visits.add(new Visit(name, now, new HashSet<>()));
        count(state, new Key(VISITS, name, ""), out);
      } else {
        support(state, name, out);
      }
    }
    state.isActive = true;
    state.last = now;
  }

  private void support(State state, String name, Out out) {
    if (state.visits.isEmpty()) {
      return;
    }
    String pattern = NamePattern.of(name);
    for (Visit visit : state.visits) {
      if (visit.core().equals(name) || visit.patterns().contains(pattern)) {
        continue;
      }
      if (visit.patterns().size() < maxKeys) {
        visit.patterns().add(pattern);
        count(state, new Key(SUPPORTS, visit.core(), pattern), out);
      } else {
        out.count("names_left_out_of_visits", 1);
      }
    }
  }

  private void count(State state, Key key, Out out) {
    state.counts.merge(key, 1L, Long::sum);
    if (state.counts.size() >= maxKeys) {
      flush(state, out);
    }
  }

  private static void flush(State state, Out out) {
    new TreeMap<>(state.counts).forEach((k, n) -> out.emit(k.kind(), k.core(), k.pattern(), n));
    state.counts.clear();
  }

  @Override
  public void timer(State state, long now, Out out) {}

  @Override
  public void end(State state, Out out) {
    flush(state, out);
    out.emit(FLOWS, "", "", state.flows);
  }
}
