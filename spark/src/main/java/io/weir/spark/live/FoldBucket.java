// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a fold remembers of the keys of one bucket, as objects: their states, the rows that wait for
 * their time, and when which key must be looked at again. Not thread-safe.
 *
 * @param <S> the state of one key
 */
final class FoldBucket<S> {
  /** About how many bytes a part of what is written of a bucket has at most. */
  private static final int PART = 1 << 20;

  private final Fold<S> fold;
  private final Map<PackedRow.Key, Followed<S>> keys = new HashMap<>();
  private final List<WaitingRows> waiting = new ArrayList<>();
  private final PriorityQueue<Alarm<S>> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::micros));
  private final Comparator<WaitingRows.Due> order;
  private final PackedRow row;

  /**
   * An empty bucket.
   *
   * @param tieBreak columns that order a key's rows of the same time
   */
  FoldBucket(Fold<S> fold, PackedRow.Layout layout, int[] tieBreak) {
    this.fold = fold;
    this.row = new PackedRow(layout);
    PackedRow left = new PackedRow(layout);
    PackedRow right = new PackedRow(layout);
    Comparator<WaitingRows.Due> byTime = Comparator.comparingLong(WaitingRows.Due::micros);
    this.order =
        byTime.thenComparing(
            (a, b) -> {
              left.at(a.bytes(), a.start());
              right.at(b.bytes(), b.start());
              int result = 0;
              for (int i = 0; i < tieBreak.length && result == 0; i++) {
                result = left.compare(right, tieBreak[i]);
              }
              return result;
            });
  }

  /** One key. */
  private static final class Followed<S> {
    final PackedRow.Key key;
    final S state;

    /** The time the fold asked for. */
    long timer = Long.MAX_VALUE;

    /** The time of the alarm that counts; others of this key are forgotten. */
    long alarm = Long.MAX_VALUE;

    Followed(PackedRow.Key key, S state) {
      this.key = key;
      this.state = state;
    }
  }

  private record Alarm<S>(long micros, Followed<S> of) {}

  /** Takes what a fold puts out and counts. */
  interface Taker {
    void emit(@Nullable Object... values);

    void count(String what, long n);
  }

  /** Takes nothing: what was put out and counted before. */
  static final Taker SILENT =
      new Taker() {
        @Override
        public void emit(@Nullable Object... values) {}

        @Override
        public void count(String what, long n) {}
      };

  private final class Following implements Out {
    private final Taker taker;
    private @Nullable Followed<S> current;

    Following(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void emit(@Nullable Object... values) {
      taker.emit(values);
    }

    @Override
    public void count(String what, long n) {
      taker.count(what, n);
    }

    @Override
    public void timer(long micros) {
      Objects.requireNonNull(current).timer = micros;
    }

    void row(Followed<S> key, long micros) {
      fireUntil(key, micros);
      current = key;
      fold.row(key.state, row, this);
      if (key.alarm == Long.MAX_VALUE || key.timer < key.alarm) {
        wake(key);
      }
    }

    void fireUntil(Followed<S> key, long now) {
      current = key;
      while (key.timer <= now) {
        long due = key.timer;
        key.timer = Long.MAX_VALUE;
        fold.timer(key.state, due, this);
      }
    }
  }

  /** Adds packed rows; the array is kept. */
  void add(byte[] rows) {
    if (rows.length > 0) {
      waiting.add(new WaitingRows(rows));
    }
  }

  /** Takes all keys as far as this time, in microseconds. */
  void advance(long upTo, Taker taker) {
    Following out = new Following(taker);
    List<WaitingRows.Due> due = new ArrayList<>();
    for (Iterator<WaitingRows> each = waiting.iterator(); each.hasNext(); ) {
      WaitingRows rows = each.next();
      rows.moveDue(upTo, due);
      if (rows.isEmpty()) {
        each.remove();
      }
    }
    due.sort(order);
    for (WaitingRows.Due next : due) {
      row.at(next.bytes(), next.start());
      out.row(followed(row.key()), next.micros());
    }
    ring(upTo, out);
  }

  private Followed<S> followed(PackedRow.Key key) {
    Followed<S> found = keys.get(key);
    if (found == null) {
      found = new Followed<>(key.own(), fold.state().create());
      keys.put(found.key, found);
    }
    return found;
  }

  /** Sees to the keys whose time has come: timers, and states that may be forgotten. */
  private void ring(long upTo, Following out) {
    for (Alarm<S> alarm = alarms.peek();
        alarm != null && alarm.micros() <= upTo;
        alarm = alarms.peek()) {
      alarms.remove();
      Followed<S> key = alarm.of();
      if (key.alarm == alarm.micros()) {
        key.alarm = Long.MAX_VALUE;
        out.fireUntil(key, upTo);
        if (key.timer == Long.MAX_VALUE && fold.idleFrom(key.state) <= upTo) {
          keys.remove(key.key);
        } else {
          wake(key);
        }
      }
    }
  }

  /** Sets the alarm of a key: a state that is seen too early to forget is seen again. */
  private void wake(Followed<S> key) {
    long at = key.timer == Long.MAX_VALUE ? fold.idleFrom(key.state) : key.timer;
    key.alarm = at;
    if (at != Long.MAX_VALUE) {
      alarms.add(new Alarm<>(at, key));
    }
  }

  /** No more rows will come. */
  void end(long upTo, Taker taker) {
    advance(upTo, taker);
    Following out = new Following(taker);
    for (Followed<S> key : keys.values()) {
      out.current = key;
      fold.end(key.state, out);
    }
    keys.clear();
    waiting.clear();
    alarms.clear();
  }

  /** When there is something to do, microseconds; {@link Long#MAX_VALUE} for never. */
  long next() {
    Alarm<S> alarm = alarms.peek();
    long next = alarm == null ? Long.MAX_VALUE : alarm.micros();
    for (WaitingRows rows : waiting) {
      next = Math.min(next, rows.first());
    }
    return next;
  }

  /** Writes the keys and their states in parts that {@link #restoreKeys} reads. */
  void writeKeys(Consumer<byte[]> parts) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(part);
      for (Followed<S> each : keys.values()) {
        byte[] key = each.key.bytes();
        byte[] state = fold.state().encode(each.state);
        out.writeInt(key.length);
        out.write(key);
        out.writeLong(each.timer);
        out.writeInt(state.length);
        out.write(state);
        if (part.size() >= PART) {
          parts.accept(part.toByteArray());
          part.reset();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (part.size() > 0) {
      parts.accept(part.toByteArray());
    }
  }

  /** Writes the rows that wait in parts for {@link #add}. */
  void writeRows(Consumer<byte[]> parts) {
    waiting.forEach(rows -> parts.accept(rows.bytes()));
  }

  void restoreKeys(byte[] part) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(part);
    DataInputStream in = new DataInputStream(bytes);
    try {
      while (bytes.available() > 0) {
        PackedRow.Key key = PackedRow.Key.of(in.readNBytes(in.readInt()));
        long timer = in.readLong();
        Followed<S> each = new Followed<>(key, fold.state().decode(in.readNBytes(in.readInt())));
        each.timer = timer;
        keys.put(key, each);
        wake(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
