// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells, of one client, the service of each flow. A flow to a core opens a window of that service,
 * and flows to names in its bag belong to it, and prolong it, until none has come for a while. A
 * core that is also in the bag of an open window opens its own only when what follows fits its bag
 * better; so a flow is told once the time behind it is known.
 *
 * @param learned the bags
 * @param evaluation how long a window stays open after its last flow, in microseconds
 * @param maxKeys flows of the client that are held
 */
record LabellingFold(Learned<Bags> learned, long evaluation, int maxKeys)
    implements Fold<LabellingFold.State> {
  static final String CORE = "core";
  static final String SUPPORT = "support";
  static final String UNMATCHED = "unmatched";
  static final String UNNAMED = "unnamed";

  static final List<Column> COLUMNS =
      List.of(
          Column.of("c_ip", ColumnType.STRING),
          Column.of("ts", ColumnType.TIMESTAMP),
          Column.of("ts_end", ColumnType.TIMESTAMP),
          Column.of("c_port", ColumnType.BIGINT),
          Column.of("s_ip", ColumnType.STRING),
          Column.of("s_port", ColumnType.BIGINT),
          Column.of("name", ColumnType.STRING),
          Column.of("c_bytes", ColumnType.BIGINT),
          Column.of("s_bytes", ColumnType.BIGINT));
  static final List<Column> OUTPUT =
      List.of(
          new Column("ts", ColumnType.TIMESTAMP, "UTC", "start of the flow"),
          new Column("c_ip", ColumnType.STRING, "", "client"),
          new Column("c_port", ColumnType.BIGINT, "", "client's port"),
          new Column("s_ip", ColumnType.STRING, "", "server"),
          new Column("s_port", ColumnType.BIGINT, "", "server's port"),
          new Column("name", ColumnType.STRING, "", "server's name"),
          new Column("c_bytes", ColumnType.BIGINT, "bytes", "from the client; NULL as 0"),
          new Column("s_bytes", ColumnType.BIGINT, "bytes", "from the server; NULL as 0"),
          new Column("service", ColumnType.STRING, "", "core of the service; NULL for none"),
          new Column(
              "reason",
              ColumnType.STRING,
              "",
              "core, support, unmatched, or unnamed without a name"),
          new Column(
              "score",
              ColumnType.DOUBLE,
              "",
              "of support: weight of the name in the service's bag"));

  /** Windows that began longer ago, counted in evaluation times, give way to a core at once. */
  private static final int HISTORY = 5;

  /** A flow, as long as it matters. */
  private record Flow(
      long start,
      long end,
      @Nullable Long clientPort,
      @Nullable String server,
      @Nullable Long serverPort,
      @Nullable String name,
      @Nullable String pattern,
      long clientBytes,
      long serverBytes) {}

  /** A service that a client is using. */
  private static final class Window {
    private final int core;
    private final long start;
    private long end;

    Window(int core, long start, long end) {
      this.core = core;
      this.start = start;
      this.end = end;
    }
  }

  /** What is remembered of one client. */
  static final class State {
    private @Nullable String client;
    private final ArrayDeque<Flow> told = new ArrayDeque<>();
    private final ArrayDeque<Flow> waiting = new ArrayDeque<>();

    /** The newest last. */
    private final List<Window> windows = new ArrayList<>();
  }

  @Override
  public StateCodec<State> state() {
    return new NoCheckpoints<>(State::new);
  }

  @Override
  public void row(State state, Row row, Out out) {
    Flow flow = flow(row);
    state.client = row.text(0);
    while (!state.waiting.isEmpty()
        && state.waiting.getFirst().start() < flow.start() - evaluation) {
      tell(state, out);
    }
    if (state.waiting.size() >= maxKeys) {
      out.count("flows_told_early", 1);
      tell(state, out);
    }
    state.waiting.add(flow);
  }

  private static Flow flow(Row row) {
    String name = row.text(6);
    long start = row.longValue(1);
    return new Flow(
        start,
        row.isNull(2) ? start : Math.max(start, row.longValue(2)),
        row.isNull(3) ? null : row.longValue(3),
        row.text(4),
        row.isNull(5) ? null : row.longValue(5),
        name,
        name == null || name.isEmpty() ? null : NamePattern.of(name),
        row.longValue(7),
        row.longValue(8));
  }

  /** Tells the first waiting flow's service. */
  private void tell(State state, Out out) {
    Bags bags = learned.get();
    Flow flow = state.waiting.removeFirst();
    state.windows.removeIf(window -> window.end < flow.start());
    while (!state.told.isEmpty()
        && (state.told.getFirst().start() < flow.start() - HISTORY * evaluation
            || state.told.size() >= maxKeys)) {
      state.told.removeFirst();
    }
    state.told.add(flow);
    String name = flow.name();
    String pattern = flow.pattern();
    if (name == null || pattern == null) {
      emit(state, flow, null, UNNAMED, Double.NaN, out);
      return;
    }
    Window holder = holder(state, bags, pattern);
    int core = bags.core(name);
    if (core >= 0 && isVisit(state, bags, flow, core, holder)) {
      open(state, core, flow);
      emit(state, flow, bags.core(core), CORE, Double.NaN, out);
    } else if (holder != null) {
      holder.end = Math.max(holder.end, flow.end() + evaluation);
      emit(state, flow, bags.core(holder.core), SUPPORT, bags.weight(holder.core, pattern), out);
    } else {
      emit(state, flow, null, UNMATCHED, Double.NaN, out);
    }
  }

  /** The newest open window whose bag has a pattern. */
  private static @Nullable Window holder(State state, Bags bags, String pattern) {
    for (int i = state.windows.size() - 1; i >= 0; i--) {
      if (!Double.isNaN(bags.weight(state.windows.get(i).core, pattern))) {
        return state.windows.get(i);
      }
    }
    return null;
  }

  /** Opens a core's window, or prolongs the one that is open. */
  private void open(State state, int core, Flow flow) {
    long end = flow.end() + evaluation;
    Iterator<Window> windows = state.windows.iterator();
    while (windows.hasNext()) {
      Window window = windows.next();
      if (window.core == core) {
        end = Math.max(end, window.end);
        windows.remove();
      }
    }
    state.windows.add(new Window(core, flow.start(), end));
  }

  /** Whether a flow to a core visits it, and is no part of the visit of the window that has it. */
  private boolean isVisit(State state, Bags bags, Flow flow, int core, @Nullable Window holder) {
    if (holder == null || holder.core == core || state.told.getFirst().start() > holder.start) {
      return true;
    }
    Score own = new Score(bags, core);
    Score parents = new Score(bags, holder.core);
    for (Flow before : state.told) {
      if (before.start() >= holder.start) {
        parents.add(before);
      }
    }
    for (Flow behind : state.waiting) {
      if (behind.start() <= flow.start() + evaluation) {
        own.add(behind);
        parents.add(behind);
      }
    }
    return own.value() >= parents.value();
  }

  /** How well flows fit a bag: the sum of their weights over the number of different patterns. */
  private static final class Score {
    private final Bags bags;
    private final int core;
    private final Set<String> different = new HashSet<>();
    private double sum;

    Score(Bags bags, int core) {
      this.bags = bags;
      this.core = core;
    }

    void add(Flow flow) {
      String pattern = flow.pattern();
      if (pattern != null) {
        different.add(pattern);
        double weight = bags.weight(core, pattern);
        sum += Double.isNaN(weight) ? 0 : weight;
      }
    }

    double value() {
      return different.isEmpty() ? 0 : sum / different.size();
    }
  }

  private static void emit(
      State state, Flow flow, @Nullable String service, String reason, double score, Out out) {
    out.emit(
        Micros.toTime(flow.start()),
        state.client,
        flow.clientPort(),
        flow.server(),
        flow.serverPort(),
        flow.name(),
        flow.clientBytes(),
        flow.serverBytes(),
        service,
        reason,
        Double.isNaN(score) ? null : score);
  }

  @Override
  public void timer(State state, long now, Out out) {}

  @Override
  public void end(State state, Out out) {
    while (!state.waiting.isEmpty()) {
      tell(state, out);
    }
  }
}
