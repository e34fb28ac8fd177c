// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Rejects;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Progress;
import java.util.IdentityHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * The account of all that an engine's queries read: each task sends its counts when it ends. A
 * table that a query scans twice is counted once; a task that Spark runs twice is counted twice.
 */
public final class ReadAccount extends AccumulatorV2<ReadCounts, ReadCounts> {
  private static final long serialVersionUID = 1L;

  private ReadCounts counts = new ReadCounts();

  /** On the driver: told of the rejected records of tasks that ended. */
  private final transient @Nullable Rejects rejects;

  private final transient IdentityHashMap<NativeTable, WeirScan> scans = new IdentityHashMap<>();
  private transient long bytesTotal;

  private ReadAccount(@Nullable Rejects rejects) {
    this.rejects = rejects;
  }

  /** An account registered with Spark, which passes rejected records on. */
  public static ReadAccount open(SparkContext context, Rejects rejects) {
    ReadAccount account = new ReadAccount(rejects);
    context.register(account, "weir");
    return account;
  }

  /** A new query begins. */
  public void begin() {
    synchronized (this) {
      scans.clear();
    }
  }

  /** True for the scan by which a query reads a table first; no other is counted. */
  @SuppressWarnings("ReferenceEquality") // Two equal scans of one query both read.
  boolean isFirst(WeirScan scan) {
    NativeTable table = scan.table().source();
    synchronized (this) {
      WeirScan first = scans.putIfAbsent(table, scan);
      if (first == null) {
        bytesTotal += table.files().stream().mapToLong(f -> Math.max(0, f.length())).sum();
      }
      return first == null || first == scan;
    }
  }

  /** What has been read so far. */
  public Progress progress() {
    synchronized (this) {
      return new Progress(counts.bytes(), bytesTotal, counts.read(), counts.rejected());
    }
  }

  /** Spark's heartbeat asks while a task still restores this object. */
  @Override
  public boolean isZero() {
    return counts == null || counts.isZero();
  }

  @Override
  public AccumulatorV2<ReadCounts, ReadCounts> copy() {
    ReadAccount copy = new ReadAccount(null);
    copy.counts.addAll(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts = new ReadCounts();
  }

  @Override
  public void add(ReadCounts more) {
    synchronized (this) {
      counts.addAll(more);
    }
  }

  @Override
  public void merge(AccumulatorV2<ReadCounts, ReadCounts> other) {
    ReadCounts more = other.value();
    synchronized (this) {
      if (rejects == null) {
        counts.addAll(more);
        return;
      }
      counts.addNumbers(more);
      for (RejectedRecord record : more.kept()) {
        byte[] bytes = record.bytes();
        rejects.reject(record.file(), record.offset(), record.reason(), bytes, 0, bytes.length);
      }
    }
  }

  @Override
  public ReadCounts value() {
    return counts;
  }
}
