// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.Column;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.spark.Emission;
import io.weir.spark.FoldCounts;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs a fold on a stream. Rows wait until the watermark has passed them; then those of a key go
 * through its state in time order, so that the fold sees what it would see of a file.
 *
 * <p>What Spark's state costs for each key of each batch would be most of the work. Keys are
 * therefore kept in buckets, which are Spark's keys: a bucket is worked on as objects in memory,
 * and Spark's state holds what is needed to make them anew ({@link BucketChunks}).
 *
 * <p>Spark wakes a bucket by one alarm: for the first row that waits, the first timer, the first
 * state that may be forgotten, or the end of the input.
 *
 * @param <S> the state of one key
 */
final class FoldProcessor<S> extends StatefulProcessor<Integer, byte[], Row> {
  private static final long serialVersionUID = 1L;

  /** Changes when what is kept in Spark's state is no longer read as before. */
  static final int LAYOUT = 2;

  private static final byte[] NOTHING = new byte[0];

  /** The header lies beside the chunks, whose numbers are not negative. */
  private static final long HEADER = -1;

  /** Before so many bytes were added a bucket is not written as a whole. */
  private static final long LEAST_ADDED = 256 << 10;

  /** Not all buckets are written as a whole in the same batch. */
  private static final int TURNS = 16;

  private final Fold<S> fold;
  private final PackedRow.Layout layout;
  private final int[] tieBreak;
  private final FoldCounts counts;
  private final Emission emission;
  private transient @Nullable MapState<Long, byte[]> chunks;

  private FoldProcessor(FoldSpec<S> spec, FoldCounts counts) {
    this.fold = spec.fold();
    this.layout = PackedRow.Layout.of(spec);
    this.tieBreak =
        spec.tieBreak().stream().mapToInt(name -> PackedRow.Layout.index(spec, name)).toArray();
    this.counts = counts;
    this.emission = new Emission(spec.output());
  }

  /** The rows that a fold makes of a stream with a watermark. */
  static <S> Dataset<Row> rows(Dataset<Row> input, FoldSpec<S> spec, FoldCounts counts) {
    MapFunction<byte[], Integer> toBucket = RowPacker::bucket;
    return input
        .select(
            spec.columns().stream()
                .map(Column::name)
                .map(name -> functions.col(io.weir.spark.Dialect.quoted(name)))
                .toArray(org.apache.spark.sql.Column[]::new))
        .mapPartitions(new RowPacker(PackedRow.Layout.of(spec)), Encoders.BINARY())
        .groupByKey(toBucket, Encoders.INT())
        .transformWithState(
            new FoldProcessor<>(spec, counts),
            TimeMode.EventTime(),
            OutputMode.Append(),
            Encoders.row(SparkTypes.schema(spec.output())));
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    // One of Spark's states and not two: each is planned anew by each task.
    chunks =
        getHandle().getMapState("chunks", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
  }

  private MapState<Long, byte[]> chunks() {
    return Objects.requireNonNull(chunks);
  }

  private BucketHeader header() {
    byte[] header = chunks().getValue(HEADER);
    return header == null ? BucketHeader.NEW : BucketHeader.of(header);
  }

  @Override
  public Iterator<Row> handleInputRows(
      Integer bucket, Iterator<byte[]> blocks, TimerValues timers) {
    List<byte[]> all = new ArrayList<>();
    while (blocks.hasNext()) {
      all.add(blocks.next());
    }
    BucketHeader header = header();
    Step step = new Step(bucket, header, timers.getCurrentWatermarkInMs());
    step.run(RowPacker.rows(all));
    if (step.alarm != header.alarm()) {
      if (header.alarm() != Long.MAX_VALUE) {
        getHandle().deleteTimer(header.alarm());
      }
      register(step.alarm);
    }
    return CollectionConverters.asScala(step.emitted.iterator());
  }

  @Override
  public Iterator<Row> handleExpiredTimer(
      Integer bucket, TimerValues timers, ExpiredTimerInfo expired) {
    BucketHeader header = header();
    long watermark = timers.getCurrentWatermarkInMs();
    if (header.alarm() > watermark) {
      return CollectionConverters.asScala(Collections.<Row>emptyIterator());
    }
    Step step = new Step(bucket, header, watermark);
    step.run(NOTHING);
    // The alarm that rang is gone by itself.
    register(step.alarm);
    return CollectionConverters.asScala(step.emitted.iterator());
  }

  private void register(long alarm) {
    if (alarm != Long.MAX_VALUE) {
      getHandle().registerTimer(alarm);
    }
  }

  /** Takes a bucket as far as the watermark. */
  private final class Step implements FoldBucket.Taker {
    private final List<Row> emitted = new ArrayList<>();
    private final int number;
    private final BucketHeader header;
    private final long watermark;
    private final UUID run = getHandle().getQueryInfo().getRunId();
    private final BucketChunks kept = new BucketChunks(new SparkChunks());
    private long alarm = Long.MAX_VALUE;

    Step(int number, BucketHeader header, long watermark) {
      this.number = number;
      this.header = header;
      this.watermark = watermark;
    }

    void run(byte[] rows) {
      FoldBucket<S> bucket = bucket();
      bucket.add(rows);
      long upTo = watermark * 1000;
      if (watermark >= LastRow.END_MILLIS) {
        bucket.end(upTo, this);
        chunks().clear();
        return;
      }
      bucket.advance(upTo, this);
      alarm = Math.min(millis(bucket.next()), LastRow.END_MILLIS);
      BucketHeader next = keep(bucket, rows, upTo);
      chunks().updateValue(HEADER, next.bytes());
      WarmBuckets.keep(run, number, next.stamp(), bucket);
    }

    private FoldBucket<S> bucket() {
      FoldBucket<S> warm = WarmBuckets.take(run, number, header.stamp());
      return warm == null ? restored() : warm;
    }

    private FoldBucket<S> restored() {
      FoldBucket<S> bucket = new FoldBucket<>(fold, layout, tieBreak);
      kept.restore(header, bucket);
      return bucket;
    }

    /** Keeps what came, or the whole bucket when more was added than it has. */
    private BucketHeader keep(FoldBucket<S> bucket, byte[] rows, long upTo) {
      BucketHeader next = BucketHeader.at(ThreadLocalRandom.current().nextLong(), upTo, alarm);
      long most = Math.max(LEAST_ADDED, 2 * header.wholeBytes());
      boolean isTurn = Math.floorMod(header.endChunk() - number, TURNS) == 0;
      return isTurn && header.addedBytes() > most
          ? kept.replace(header, next, bucket)
          : kept.add(header, next, rows);
    }

    @Override
    public void emit(@Nullable Object... values) {
      emitted.add(emission.row(values));
    }

    @Override
    public void count(String what, long n) {
      counts.add(what, n);
    }
  }

  private final class SparkChunks implements BucketChunks.Store {
    @Override
    public byte[] get(long number) {
      return chunks().getValue(number);
    }

    @Override
    public void put(long number, byte[] chunk) {
      chunks().updateValue(number, chunk);
    }

    @Override
    public void remove(long number) {
      chunks().removeKey(number);
    }
  }

  /** The watermark, in milliseconds, that has passed a time. */
  private static long millis(long micros) {
    return micros == Long.MAX_VALUE ? Long.MAX_VALUE : -Math.floorDiv(-micros, 1000L);
  }
}
