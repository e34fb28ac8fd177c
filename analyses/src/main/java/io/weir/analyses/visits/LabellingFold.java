// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  /** A port that is not known; a boxed one would be fetched from memory once more. */
  private static final long NO_PORT = Long.MIN_VALUE;

  /** A flow, as long as it matters. */
  private record Flow(
      long start,
      long end,
      long clientPort,
      @Nullable String server,
      long serverPort,
      @Nullable String name,
      @Nullable String pattern,
      long clientBytes,
      long serverBytes) {}

  /** A service that a client is using. */
  private static final class Window {
    private final int core;
    private final long start;
    private long end;

    /** Of the flows that were told since it began, itself included. */
    private final Patterns told = new Patterns();

    /** False when flows since it began are no longer held: nothing is compared with it then. */
    private boolean isWhole = true;

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

    /** Waiting flows not later than an evaluation time after the one that was told last. */
    private final ArrayDeque<Flow> near = new ArrayDeque<>();

    private final Patterns nearPatterns = new Patterns();

    /** Waiting flows after these. */
    private final ArrayDeque<Flow> far = new ArrayDeque<>();

    /** The newest last. */
    private final List<Window> windows = new ArrayList<>();

    private @Nullable Flow firstWaiting() {
      return near.isEmpty() ? far.peekFirst() : near.peekFirst();
    }

    /** Takes the first waiting flow, and finds out which others are near it. */
    private Flow next(long evaluation) {
      Flow flow = near.pollFirst();
      if (flow == null) {
        flow = far.removeFirst();
      } else if (flow.pattern() != null) {
        nearPatterns.remove(flow.pattern());
      }
      while (!far.isEmpty() && far.getFirst().start() <= flow.start() + evaluation) {
        Flow behind = far.removeFirst();
        near.add(behind);
        if (behind.pattern() != null) {
          nearPatterns.add(behind.pattern());
        }
      }
      return flow;
    }
  }

  @Override
  public StateCodec<State> state() {
    return new NoCheckpoints<>(State::new);
  }

  @Override
  public void row(State state, Row row, Out out) {
    Flow flow = flow(row);
    state.client = row.text(0);
    Flow first = state.firstWaiting();
    while (first != null && first.start() < flow.start() - evaluation) {
      tell(state, out);
      first = state.firstWaiting();
    }
    if (state.near.size() + state.far.size() >= maxKeys) {
      out.count("flows_told_early", 1);
      tell(state, out);
    }
    state.far.add(flow);
  }

  private static Flow flow(Row row) {
    String name = row.text(6);
    long start = row.longValue(1);
    return new Flow(
        start,
        row.isNull(2) ? start : Math.max(start, row.longValue(2)),
        row.isNull(3) ? NO_PORT : row.longValue(3),
        row.text(4),
        row.isNull(5) ? NO_PORT : row.longValue(5),
        name,
        name == null || name.isEmpty() ? null : NamePattern.of(name),
        row.longValue(7),
        row.longValue(8));
  }

  /** Tells the first waiting flow's service. */
  private void tell(State state, Out out) {
    Bags bags = learned.get();
    Flow flow = state.next(evaluation);
    state.windows.removeIf(window -> window.end < flow.start());
    while (!state.told.isEmpty()
        && (state.told.getFirst().start() < flow.start() - HISTORY * evaluation
            || state.told.size() >= maxKeys)) {
      forget(state, state.told.removeFirst());
    }
    state.told.add(flow);
    if (flow.pattern() != null) {
      for (Window window : state.windows) {
        if (window.isWhole) {
          window.told.add(flow.pattern());
        }
      }
    }
    String name = flow.name();
    String pattern = flow.pattern();
    if (name == null || pattern == null) {
      emit(state, flow, null, UNNAMED, Double.NaN, out);
      return;
    }
    Window holder = holder(state, bags, pattern);
    int core = bags.core(name);
    if (core >= 0 && isVisit(state, bags, core, holder)) {
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
    Window opened = new Window(core, flow.start(), end);
    Iterator<Flow> latest = state.told.descendingIterator();
    while (latest.hasNext()) {
      Flow told = latest.next();
      if (told.start() < flow.start()) {
        break;
      }
      if (told.pattern() != null) {
        opened.told.add(told.pattern());
      }
    }
    state.windows.add(opened);
  }

  /** A flow that was told is held no longer. */
  private static void forget(State state, Flow told) {
    for (Window window : state.windows) {
      if (window.start < told.start()) {
        window.isWhole = false;
        window.told.clear();
      } else if (window.start == told.start() && told.pattern() != null) {
        window.told.remove(told.pattern());
      }
    }
  }

  /**
   * Whether a flow to a core visits it, and is no part of the visit of the window that has it: how
   * well flows fit a bag is the sum of their weights over the number of different patterns.
   */
  private static boolean isVisit(State state, Bags bags, int core, @Nullable Window holder) {
    if (holder == null
        || holder.core == core
        || !holder.isWhole
        || state.told.getFirst().start() > holder.start) {
      return true;
    }
    Patterns near = state.nearPatterns;
    double own = near.sum(bags.weights(core)) / Math.max(1, near.size());
    Map<String, Double> weights = bags.weights(holder.core);
    double parents =
        (near.sum(weights) + holder.told.sum(weights)) / Math.max(1, near.sizeWith(holder.told));
    return own >= parents;
  }

  private static void emit(
      State state, Flow flow, @Nullable String service, String reason, double score, Out out) {
    out.emit(
        flow.start(),
        state.client,
        port(flow.clientPort()),
        flow.server(),
        port(flow.serverPort()),
        flow.name(),
        flow.clientBytes(),
        flow.serverBytes(),
        service,
        reason,
        Double.isNaN(score) ? null : score);
  }

  private static @Nullable Long port(long port) {
    return port == NO_PORT ? null : (Long) port;
  }

  @Override
  public void timer(State state, long now, Out out) {}

  @Override
  public void end(State state, Out out) {
    while (state.firstWaiting() != null) {
      tell(state, out);
    }
  }
}
