// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.spark.Classic;
import io.weir.spark.RowsResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.streaming.runtime.IncrementalExecution;
import org.apache.spark.sql.execution.streaming.runtime.StreamExecution;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.storage.StorageLevel;

/**
 * Takes the rows of the windows that one batch closed: presents them, and writes them to the sink.
 * Called by the stream's own thread, in the driver.
 */
final class FinishedWindows implements VoidFunction2<Dataset<Row>, Long> {
  private static final long serialVersionUID = 1L;

  /** So many rows are sorted sooner by one task than exchanged between several. */
  private static final long MOST_IN_ONE_TASK = 100_000;

  private final transient SparkSession session;
  private final transient LivePlan plan;
  private final transient LiveSink sink;
  private final transient Function<Throwable, RuntimeException> failures;
  private final transient AtomicLong batches = new AtomicLong();
  private final transient AtomicLong written = new AtomicLong();

  /**
   * Not called yet.
   *
   * @param session the one that starts the stream, and knows it
   */
  FinishedWindows(
      SparkSession session,
      LivePlan plan,
      LiveSink sink,
      Function<Throwable, RuntimeException> failures) {
    this.session = session;
    this.plan = plan;
    this.sink = sink;
    this.failures = failures;
  }

  long batches() {
    return batches.get();
  }

  /** Rows written, of all outputs. */
  long written() {
    return written.get();
  }

  @Override
  public void call(Dataset<Row> rows, Long batch) {
    tellTasksWhatIsClosed();
    // Kept as they come: to plan a count, and to lay rows out by columns, takes longer than a small
    // batch.
    JavaRDD<InternalRow> kept =
        Classic.execution(rows)
            .toRdd()
            .toJavaRDD()
            .map(InternalRow::copy)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      // This runs the stream's part of the batch; most batches close no window.
      long count = kept.count();
      if (count > 0) {
        Dataset<Row> finished = Classic.rows(rows.sparkSession(), kept, rows.schema());
        present(count <= MOST_IN_ONE_TASK ? finished.coalesce(1) : finished, batch);
      }
    } finally {
      kept.unpersist();
    }
    batches.incrementAndGet();
  }

  private void present(Dataset<Row> rows, long batch) {
    LivePlan.view(plan.name(), rows);
    for (Plan.SqlStep step : plan.behind()) {
      LivePlan.view(step.name(), LivePlan.sql(rows.sparkSession(), step.sql()));
    }
    for (Map.Entry<String, Plan.Sql> output : plan.outputs().entrySet()) {
      try (CountedRows result =
          new CountedRows(
              new RowsResult(LivePlan.sql(rows.sparkSession(), output.getValue()), failures))) {
        write(batch, output.getKey(), result);
        written.addAndGet(result.rows);
      }
    }
  }

  private void write(long batch, String output, Result rows) {
    try {
      sink.write(batch, output, rows);
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot write the rows of finished windows: %s. Make room, or name another place with -o;"
                  .formatted(reason(e))
              + " from its --checkpoint the run goes on with these rows.",
          e);
    }
  }

  /** What went wrong, in words where Java tells the file alone. */
  static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("/") && !message.contains(":")
        ? message + ": " + e.getClass().getSimpleName().replaceAll("Exception$", "")
        : message;
  }

  /**
   * The windows that earlier batches closed: up to the watermark that the batch before went by. It
   * travels to the tasks of the jobs that this thread starts.
   */
  private void tellTasksWhatIsClosed() {
    String query = session.sparkContext().getLocalProperty(StreamExecution.QUERY_ID_KEY());
    if (session.streams().get(query) instanceof StreamingQueryWrapper wrapper) {
      IncrementalExecution execution = wrapper.streamingQuery().lastExecution();
      String closed =
          execution.prevOffsetSeqMetadata().isEmpty()
              ? null
              : Long.toString(execution.prevOffsetSeqMetadata().get().batchWatermarkMs());
      session.sparkContext().setLocalProperty(InTime.CLOSED, closed);
    }
  }

  private static final class CountedRows implements Result {
    private final Result result;
    private long rows;

    CountedRows(Result result) {
      this.result = result;
    }

    @Override
    public java.util.List<io.weir.model.Column> columns() {
      return result.columns();
    }

    @Override
    public boolean next() {
      boolean isRow = result.next();
      rows += isRow ? 1 : 0;
      return isRow;
    }

    @Override
    public @org.jspecify.annotations.Nullable Object value(int column) {
      return result.value(column);
    }

    @Override
    public void close() {
      result.close();
    }
  }
}
