// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds, of one client, the visits of pages, and when each pattern of names is first contacted
 * after a visit's begin.
 *
 * <p>Visits are seen twice: to learn, strictly, those after a gap without flows, until the window
 * ends or the next page; to measure, all that do not begin within another.
 *
 * @param pages their names
 * @param window length of a visit in microseconds
 * @param gap least time without flows before a visit to learn from, in microseconds
 * @param maxKeys patterns of a visit that are remembered
 */
record PageFold(Learned<Pages> pages, long window, long gap, int maxKeys)
    implements Fold<PageFold.State> {
  static final String FLOWS = "flows";
  static final String SEEN = "seen";
  static final String LEARN = "learn";
  static final String MEASURE = "measure";

  static final List<Column> COLUMNS =
      List.of(
          Column.of("c_ip", ColumnType.STRING),
          Column.of("ts", ColumnType.TIMESTAMP),
          Column.of("name", ColumnType.STRING));
  static final List<Column> OUTPUT =
      List.of(
          Column.of("kind", ColumnType.STRING),
          Column.of("page", ColumnType.STRING),
          Column.of("ts", ColumnType.TIMESTAMP),
          Column.of("c_ip", ColumnType.STRING),
          Column.of("pattern", ColumnType.STRING),
          Column.of("micros", ColumnType.BIGINT));

  private static final int C_IP = 0;
  private static final int TS = 1;
  private static final int NAME = 2;

  /** A visit that goes on. */
  private record Visit(String page, long start, Map<String, Long> offsets) {}

  /** What is remembered of one client. */
  static final class State {
    private @Nullable String client;
    private @Nullable Visit learn;
    private @Nullable Visit measure;
    private final TreeSet<String> seen = new TreeSet<>();
    private boolean isActive;
    private long last;
    private long flows;
  }

  @Override
  public StateCodec<State> state() {
    return new NoCheckpoints<>(State::new);
  }

  @Override
  public void row(State state, Row row, Out out) {
    long now = row.longValue(TS);
    String name = row.text(NAME);
    state.client = row.text(C_IP);
    state.flows++;
    if (state.learn != null && now - state.learn.start() > window) {
      state.learn = close(state, LEARN, state.learn, out);
    }
    if (state.measure != null && now - state.measure.start() > window) {
      state.measure = close(state, MEASURE, state.measure, out);
    }
    if (name != null && !name.isEmpty()) {
      named(state, name, now, out);
    }
    state.isActive = true;
    state.last = now;
  }

  private void named(State state, String name, long now, Out out) {
    boolean isPage = pages.get().has(name);
    boolean isLearned = isPage && state.isActive && now - state.last > gap;
    boolean isMeasured = isPage && state.measure == null;
    if (isPage) {
      state.seen.add(name);
    }
    if (isLearned) {
      state.learn = close(state, LEARN, state.learn, out);
    }
    if (state.learn != null || state.measure != null) {
      String pattern = NamePattern.of(name);
      note(state.learn, name, pattern, now, out);
      note(state.measure, name, pattern, now, out);
    }
    if (isLearned) {
      state.learn = new Visit(name, now, new TreeMap<>());
    }
    if (isMeasured) {
      state.measure = new Visit(name, now, new TreeMap<>());
    }
  }

  private void note(@Nullable Visit visit, String name, String pattern, long now, Out out) {
    if (visit == null || visit.page().equals(name)) {
      return;
    }
    if (visit.offsets().size() < maxKeys) {
      visit.offsets().putIfAbsent(pattern, now - visit.start());
    } else if (!visit.offsets().containsKey(pattern)) {
      out.count("names_left_out_of_visits", 1);
    }
  }

  /** Puts a visit out: a row for it, and one for each pattern. */
  private static @Nullable Visit close(State state, String kind, @Nullable Visit visit, Out out) {
    if (visit != null) {
      Long start = visit.start();
      out.emit(kind, visit.page(), start, state.client, null, null);
      visit
          .offsets()
          .forEach(
              (pattern, micros) ->
                  out.emit(kind, visit.page(), start, state.client, pattern, micros));
    }
    return null;
  }

  @Override
  public void timer(State state, long now, Out out) {}

  @Override
  public void end(State state, Out out) {
    state.learn = close(state, LEARN, state.learn, out);
    state.measure = close(state, MEASURE, state.measure, out);
    state.seen.forEach(page -> out.emit(SEEN, page, null, state.client, null, 1L));
    out.emit(FLOWS, null, null, state.client, null, state.flows);
  }
}
