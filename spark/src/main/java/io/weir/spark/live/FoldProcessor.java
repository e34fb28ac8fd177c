// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.Column;
import io.weir.model.Micros;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.spark.Emission;
import io.weir.spark.FoldCounts;
import io.weir.spark.batch.SparkTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs a fold on a stream. Rows wait until the watermark has passed them; then those of a key go
 * through its state in time order, so that the fold sees what it would see of a file.
 *
 * <p>Spark wakes a key by one alarm: for its first waiting row, for the timer its fold asked for,
 * for the time its state may be forgotten, or for the end of the input, whichever is first.
 *
 * @param <S> the state of one key
 */
final class FoldProcessor<S> extends StatefulProcessor<byte[], Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final long SECOND = 1_000_000L;
  private static final byte[] NEW = new byte[0];

  private final Fold<S> fold;
  private final int columns;
  private final int time;
  private final int[] order;
  private final FoldCounts counts;
  private final Emission emission;
  private transient @Nullable ValueState<byte[]> headers;
  private transient @Nullable MapState<Long, byte[]> waiting;

  private FoldProcessor(FoldSpec<S> spec, FoldCounts counts) {
    this.fold = spec.fold();
    this.columns = spec.columns().size();
    this.time = index(spec, spec.time());
    this.order = spec.tieBreak().stream().mapToInt(name -> index(spec, name)).toArray();
    this.counts = counts;
    this.emission = new Emission(spec.output());
  }

  /** The rows that a fold makes of a stream with a watermark. */
  static <S> Dataset<Row> rows(Dataset<Row> input, FoldSpec<S> spec, FoldCounts counts) {
    int[] key = spec.key().stream().mapToInt(name -> index(spec, name)).toArray();
    MapFunction<Row, byte[]> toKey = row -> Cells.key(row, key);
    return input
        .select(
            spec.columns().stream()
                .map(Column::name)
                .map(name -> functions.col(io.weir.spark.Dialect.quoted(name)))
                .toArray(org.apache.spark.sql.Column[]::new))
        .groupByKey(toKey, Encoders.BINARY())
        .transformWithState(
            new FoldProcessor<>(spec, counts),
            TimeMode.EventTime(),
            OutputMode.Append(),
            Encoders.row(SparkTypes.schema(spec.output())));
  }

  private static int index(FoldSpec<?> spec, String name) {
    return spec.columns().stream().map(Column::name).toList().indexOf(name);
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    headers = getHandle().getValueState("header", Encoders.BINARY(), TTLConfig.NONE());
    waiting =
        getHandle().getMapState("waiting", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
  }

  private ValueState<byte[]> headers() {
    return java.util.Objects.requireNonNull(headers);
  }

  private MapState<Long, byte[]> waiting() {
    return java.util.Objects.requireNonNull(waiting);
  }

  private FoldHeader header() {
    return headers().exists()
        ? FoldHeader.of(headers().get())
        : new FoldHeader(Long.MAX_VALUE, Long.MAX_VALUE, NEW);
  }

  @Override
  public Iterator<Row> handleInputRows(byte[] key, Iterator<Row> rows, TimerValues timers) {
    Map<Long, ByteArrayOutputStream> seconds = new TreeMap<>();
    long first = Long.MAX_VALUE;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        long micros = micros(row);
        first = Math.min(first, micros);
        ByteArrayOutputStream second =
            seconds.computeIfAbsent(
                Math.floorDiv(micros, SECOND), number -> new ByteArrayOutputStream());
        Cells.write(row, new DataOutputStream(second));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    seconds.forEach((second, bytes) -> append(second, bytes.toByteArray()));
    FoldHeader header = header();
    long alarm = Math.min(header.alarm(), millis(first));
    wake(header, alarm);
    headers().update(new FoldHeader(header.timer(), alarm, header.state()).bytes());
    return none();
  }

  private long micros(Row row) {
    java.time.Instant at = (java.time.Instant) row.get(time);
    return Micros.of(at);
  }

  private void append(long second, byte[] more) {
    byte[] all = more;
    if (waiting().containsKey(second)) {
      byte[] before = waiting().getValue(second);
      all = java.util.Arrays.copyOf(before, before.length + more.length);
      System.arraycopy(more, 0, all, before.length, more.length);
    }
    waiting().updateValue(second, all);
  }

  /** Sets the alarm of a key, of which there is one. */
  private void wake(FoldHeader header, long alarm) {
    if (header.alarm() == alarm) {
      return;
    }
    if (header.alarm() != Long.MAX_VALUE) {
      getHandle().deleteTimer(header.alarm());
    }
    getHandle().registerTimer(alarm);
  }

  /** The watermark, in milliseconds, that has passed a time. */
  private static long millis(long micros) {
    return micros == Long.MAX_VALUE ? Long.MAX_VALUE : -Math.floorDiv(-micros, 1000L);
  }

  @Override
  public Iterator<Row> handleExpiredTimer(
      byte[] key, TimerValues timers, ExpiredTimerInfo expired) {
    FoldHeader header = header();
    long watermark = timers.getCurrentWatermarkInMs();
    if (header.alarm() > watermark) {
      return none();
    }
    Step step = new Step(header, watermark);
    step.run();
    return CollectionConverters.asScala(step.emitted.iterator());
  }

  private static Iterator<Row> none() {
    return CollectionConverters.asScala(java.util.Collections.<Row>emptyIterator());
  }

  /** Takes a key's state as far as the watermark. */
  private final class Step implements Out {
    private final List<Row> emitted = new ArrayList<>();
    private final long upTo;
    private final boolean isEnd;
    private final S state;
    private long timer;
    private long firstWaiting = Long.MAX_VALUE;

    Step(FoldHeader header, long watermark) {
      this.upTo = watermark * 1000;
      this.isEnd = watermark >= LastRow.END_MILLIS;
      this.timer = header.timer();
      this.state =
          header.state().length == 0 ? fold.state().create() : fold.state().decode(header.state());
    }

    void run() {
      for (Cells row : due()) {
        fireUntil(row.longValue(time));
        fold.row(state, row, this);
      }
      if (isEnd) {
        fold.end(state, this);
        forget();
        return;
      }
      fireUntil(upTo);
      boolean isQuiet = timer == Long.MAX_VALUE && firstWaiting == Long.MAX_VALUE;
      long idle = isQuiet ? fold.idleFrom(state) : Long.MAX_VALUE;
      if (isQuiet && idle <= upTo) {
        forget();
        return;
      }
      long alarm = Math.min(millis(Math.min(firstWaiting, timer)), millis(idle));
      alarm = Math.min(alarm, LastRow.END_MILLIS);
      // The alarm that rang is gone by itself.
      getHandle().registerTimer(alarm);
      headers().update(new FoldHeader(timer, alarm, fold.state().encode(state)).bytes());
    }

    private void forget() {
      headers().clear();
      waiting().clear();
    }

    private void fireUntil(long now) {
      while (timer <= now) {
        long due = timer;
        timer = Long.MAX_VALUE;
        fold.timer(state, due, this);
      }
    }

    /** The rows that wait no longer, in order. */
    private List<Cells> due() {
      List<Cells> rows = new ArrayList<>();
      for (long second : seconds()) {
        if (second * SECOND > upTo) {
          firstWaiting = Math.min(firstWaiting, second * SECOND);
        } else {
          takeDue(second, rows);
        }
      }
      rows.sort(comparator());
      return rows;
    }

    private List<Long> seconds() {
      List<Long> all = new ArrayList<>();
      Iterator<Long> keys = waiting().keys();
      while (keys.hasNext()) {
        all.add(keys.next());
      }
      return all;
    }

    private void takeDue(long second, List<Cells> rows) {
      byte[] bytes = waiting().getValue(second);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      DataInputStream data = new DataInputStream(in);
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      try {
        while (in.available() > 0) {
          int from = bytes.length - in.available();
          Cells row = Cells.read(data, columns);
          long at = row.longValue(time);
          if (at <= upTo) {
            rows.add(row);
          } else {
            firstWaiting = Math.min(firstWaiting, at);
            rest.write(bytes, from, bytes.length - in.available() - from);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (rest.size() == 0) {
        waiting().removeKey(second);
      } else if (rest.size() < bytes.length) {
        waiting().updateValue(second, rest.toByteArray());
      }
    }

    private Comparator<Cells> comparator() {
      Comparator<Cells> byTime = (a, b) -> a.compare(b, time);
      for (int column : order) {
        byTime = byTime.thenComparing((a, b) -> a.compare(b, column));
      }
      return byTime;
    }

    @Override
    public void emit(@Nullable Object... values) {
      emitted.add(emission.row(values));
    }

    @Override
    public void timer(long micros) {
      timer = micros;
    }

    @Override
    public void count(String what, long n) {
      counts.add(what, n);
    }
  }
}
