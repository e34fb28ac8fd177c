// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.spark.FoldCounts;
import io.weir.spark.Sessions;
import io.weir.spark.SqlFailure;
import io.weir.spark.source.ReadAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;

/** A stream of Spark's that runs an analysis. */
final class SparkLiveRun implements LiveRun {
  private static final Duration MOST_FOR_A_BATCH = Duration.ofSeconds(10);

  private final SparkSession session;
  private final boolean isOwner;
  private final LiveSettings settings;
  private final List<String> tables;
  private final Checkpoint checkpoint;
  private final ReadAccount account;
  private final FoldCounts counts;
  private final RunControl control;
  private final FinishedWindows windows;
  private final StreamingQuery query;
  private volatile boolean isStopped;
  private boolean isClosed;

  private SparkLiveRun(
      LiveJob job,
      Opened opened,
      Checkpoint checkpoint,
      FinishedWindows windows,
      StreamingQuery query) {
    this.session = opened.session;
    this.isOwner = opened.isOwner;
    this.settings = job.live();
    this.tables = opened.names();
    this.checkpoint = checkpoint;
    this.account = opened.account;
    this.counts = opened.counts;
    this.control = opened.control;
    this.windows = windows;
    this.query = query;
  }

  /** What a run needs before it starts. */
  private record Opened(
      SparkSession session,
      boolean isOwner,
      ReadAccount account,
      FoldCounts counts,
      RunControl control,
      LiveTables tables) {
    List<String> names() {
      List<String> names = new ArrayList<>(tables.schemas().keySet());
      names.addAll(tables.aliases().keySet());
      return names;
    }
  }

  static LiveRun start(LiveJob job) {
    boolean isOwner = Sessions.isFirst();
    SparkSession session = Sessions.open(job.engine());
    try {
      SparkLive.settle(session, job.engine());
      ReadAccount account = ReadAccount.open(session.sparkContext(), job.rejects());
      FoldCounts counts = new FoldCounts();
      session.sparkContext().register(counts, "weir live");
      RunControl control = new RunControl();
      LiveTables tables = LiveInputs.open(job, account, control);
      return start(job, new Opened(session, isOwner, account, counts, control, tables));
    } catch (RuntimeException e) {
      if (isOwner) {
        session.stop();
      }
      throw SqlFailure.of(e, List.of());
    }
  }

  private static SparkLiveRun start(LiveJob job, Opened opened) {
    Plan plan = SparkLive.plan(job, opened.names());
    LiveSettings settings = job.live();
    LivePlan live =
        LivePlan.of(
            opened.session,
            plan,
            opened.tables,
            settings.lateness().toMillis() + " milliseconds",
            opened.counts);
    Duration window = Duration.of(live.window(), ChronoUnit.MICROS);
    SparkLive.keepState(opened.session, !live.isFold() && settings.state().isMemory(window));
    Checkpoint checkpoint =
        Checkpoint.open(
            settings.checkpoint(),
            new Checkpoint.Owner(
                job.analysis().spec().name(),
                job.parameters(),
                opened.tables.identity(),
                Checkpoint.digest(plan)));
    try {
      job.sink().begin(checkpoint.run());
      List<String> names = opened.names();
      FinishedWindows windows =
          new FinishedWindows(
              opened.session, live, job.sink(), failure -> SqlFailure.of(failure, names));
      StreamingQuery query =
          writer(live, windows, settings)
              .option("checkpointLocation", checkpoint.location())
              .start();
      return new SparkLiveRun(job, opened, checkpoint, windows, query);
    } catch (IOException | TimeoutException e) {
      close(checkpoint);
      throw SqlFailure.of(e, List.of());
    } catch (RuntimeException e) {
      close(checkpoint);
      throw e;
    }
  }

  private static DataStreamWriter<Row> writer(
      LivePlan live, FinishedWindows windows, LiveSettings settings) {
    return live.finished()
        .writeStream()
        .queryName("weir")
        .outputMode("append")
        .trigger(
            settings.until() == LiveSettings.Until.STOPPED
                ? Trigger.ProcessingTime(settings.interval().toMillis())
                : Trigger.AvailableNow())
        .foreachBatch(windows);
  }

  private static void close(Checkpoint checkpoint) {
    try {
      checkpoint.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LiveProgress progress() {
    Map<String, Long> told = new TreeMap<>(counts.value());
    Long late = told.remove(InTime.LATE);
    Long withoutTime = told.remove(InTime.WITHOUT_TIME);
    return new LiveProgress(
        account.progress(),
        late == null ? 0 : late,
        withoutTime == null ? 0 : withoutTime,
        windows.batches(),
        windows.written(),
        watermark(),
        told,
        control.waiting());
  }

  private Optional<Instant> watermark() {
    StreamingQueryProgress last = query.lastProgress();
    String text = last == null ? null : last.eventTime().get("watermark");
    Instant watermark = text == null ? Instant.EPOCH : Instant.parse(text);
    boolean isKnown = watermark.isAfter(Instant.EPOCH);
    boolean isEnd = watermark.toEpochMilli() >= LastRow.END_MILLIS;
    return isKnown && !isEnd ? Optional.of(watermark) : Optional.empty();
  }

  @Override
  public boolean await(Duration atMost) {
    try {
      if (!query.awaitTermination(Math.max(1, atMost.toMillis()))) {
        return false;
      }
      if (settings.until() == LiveSettings.Until.END && !isStopped) {
        checkpoint.end();
      }
      return true;
    } catch (StreamingQueryException e) {
      throw SqlFailure.of(e, tables);
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED, "Cannot write the checkpoint: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void stop() {
    isStopped |= query.isActive();
    control.end();
    try {
      awaitBatch();
      query.stop();
    } catch (TimeoutException e) {
      throw SqlFailure.of(e, tables);
    }
  }

  /** The batch at work goes on to its end, for a while. */
  private void awaitBatch() {
    try {
      long until = System.nanoTime() + MOST_FOR_A_BATCH.toNanos();
      while (query.isActive()
          && query.status().isTriggerActive()
          && control.waiting().isEmpty()
          && System.nanoTime() < until) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    stop();
    WarmBuckets.forget(query.runId());
    if (isOwner) {
      session.stop();
    }
    close(checkpoint);
  }
}
