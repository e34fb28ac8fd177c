// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.scan;

import io.weir.model.Micros;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows one source: the destinations probed within the window, and the alert while there is one.
 *
 * <p>An alert starts with the probe that makes the distinct destinations of the window reach the
 * threshold, and ends when for a whole window no probe has found them at the threshold.
 *
 * @param window length in microseconds
 * @param updateEvery least time between updates in microseconds
 */
record PortScanFold(int threshold, long window, long updateEvery, int maxKeys)
    implements Fold<PortScanFold.State> {
  private static final int C_IP = 0;
  private static final int TS = 1;
  private static final int S_IP = 2;
  private static final int S_PORT = 3;
  private static final int MOST_PORTS = 10;
  private static final int MOST_EXAMPLES = 5;

  /** What is remembered of one source. */
  static final class State {
    /** Destination to the time it was last probed, oldest first. */
    private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();

    private final TreeSet<Long> ports = new TreeSet<>();
    private @Nullable String source;
    private boolean isAlert;
    private long started;
    private long lastOver;
    private long lastTold;
    private long targets;
    private long probes;
    private String examples = "";
  }

  @Override
  public StateCodec<State> state() {
    return new Codec();
  }

  @Override
  public void row(State state, Row row, Out out) {
    long now = row.longValue(TS);
    state.source = row.text(C_IP);
    forget(state, now - window);
    String destination = String.valueOf(row.text(S_IP));
    state.seen.remove(destination);
    state.seen.put(destination, now);
    if (state.seen.size() > maxKeys) {
      Iterator<String> oldest = state.seen.keySet().iterator();
      oldest.next();
      oldest.remove();
      out.count("evicted_destinations", 1);
    }
    if (!state.isAlert && state.seen.size() < threshold) {
      if (state.seen.size() == 1) {
        state.probes = 0;
        state.ports.clear();
      }
      note(state, row);
      return;
    }
    note(state, row);
    if (!state.isAlert) {
      start(state, now, out);
    } else if (state.seen.size() >= threshold) {
      state.lastOver = now;
      state.targets = Math.max(state.targets, state.seen.size());
      if (now - state.lastTold >= updateEvery) {
        state.lastTold = now;
        emit(state, "update", now, out);
      }
    }
    out.timer(state.lastOver + window);
  }

  private void note(State state, Row row) {
    state.probes++;
    if (!row.isNull(S_PORT) && state.ports.size() < MOST_PORTS) {
      state.ports.add(row.longValue(S_PORT));
    }
  }

  private static void start(State state, long now, Out out) {
    state.isAlert = true;
    state.started = state.seen.values().iterator().next();
    state.lastOver = now;
    state.lastTold = now;
    state.targets = state.seen.size();
    state.examples =
        state.seen.keySet().stream().limit(MOST_EXAMPLES).collect(Collectors.joining(", "));
    emit(state, "start", now, out);
  }

  /** Forgets destinations last probed at or before a time. */
  private static void forget(State state, long before) {
    Iterator<Map.Entry<String, Long>> entries = state.seen.entrySet().iterator();
    while (entries.hasNext() && entries.next().getValue() <= before) {
      entries.remove();
    }
  }

  @Override
  public void timer(State state, long now, Out out) {
    if (state.isAlert) {
      finish(state, out);
    }
  }

  @Override
  public void end(State state, Out out) {
    if (state.isAlert) {
      finish(state, out);
    }
  }

  /** Without an alert only the destinations of the last window count. */
  @Override
  public long idleFrom(State state) {
    if (state.isAlert) {
      return Long.MAX_VALUE;
    }
    long last = Long.MIN_VALUE + window;
    for (long seen : state.seen.values()) {
      last = Math.max(last, seen);
    }
    return last + window;
  }

  private void finish(State state, Out out) {
    emit(state, "end", state.lastOver + window, out);
    state.isAlert = false;
    state.targets = 0;
    state.probes = 0;
    state.ports.clear();
    out.timer(Long.MAX_VALUE);
  }

  private static void emit(State state, String event, long now, Out out) {
    out.emit(
        event,
        Micros.toTime(now),
        state.source,
        Micros.toTime(state.started),
        state.targets,
        state.probes,
        state.ports.stream().map(String::valueOf).collect(Collectors.joining(", ")),
        state.examples);
  }

  /** The state as bytes, for checkpoints. */
  private static final class Codec implements StateCodec<State> {
    private static final long serialVersionUID = 1L;

    @Override
    public State create() {
      return new State();
    }

    @Override
    public byte[] encode(State state) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(state.source == null ? "" : state.source);
        out.writeBoolean(state.isAlert);
        out.writeLong(state.started);
        out.writeLong(state.lastOver);
        out.writeLong(state.lastTold);
        out.writeLong(state.targets);
        out.writeLong(state.probes);
        out.writeUTF(state.examples);
        out.writeInt(state.ports.size());
        for (long port : state.ports) {
          out.writeLong(port);
        }
        out.writeInt(state.seen.size());
        for (Map.Entry<String, Long> entry : state.seen.entrySet()) {
          out.writeUTF(entry.getKey());
          out.writeLong(entry.getValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    @Override
    public State decode(byte[] bytes) {
      State state = new State();
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        state.source = in.readUTF();
        state.isAlert = in.readBoolean();
        state.started = in.readLong();
        state.lastOver = in.readLong();
        state.lastTold = in.readLong();
        state.targets = in.readLong();
        state.probes = in.readLong();
        state.examples = in.readUTF();
        for (int n = in.readInt(); n > 0; n--) {
          state.ports.add(in.readLong());
        }
        for (int n = in.readInt(); n > 0; n--) {
          String destination = in.readUTF();
          state.seen.put(destination, in.readLong());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return state;
    }
  }
}
