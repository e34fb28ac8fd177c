// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Rejects;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * The account of all that an engine's queries read: each task sends its counts when it ends. A
 * table that a query scans twice is counted once, and so is a partition that Spark reads twice.
 */
public final class ReadAccount extends AccumulatorV2<ReadCounts, List<ReadCounts>> {
  private static final long serialVersionUID = 1L;

  /** In a task: what it read, a part for each partition. */
  private List<ReadCounts> parts = new ArrayList<>();

  /** On the driver: told of the rejected records of tasks that ended. */
  private final transient @Nullable Rejects rejects;

  private final transient ReadCounts total = new ReadCounts();
  private final transient Set<String> counted = new HashSet<>();
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
      counted.clear();
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
      return new Progress(total.bytes(), bytesTotal, total.read(), total.rejected());
    }
  }

  /** Spark's heartbeat asks while a task still restores this object. */
  @Override
  public boolean isZero() {
    return parts == null || parts.isEmpty();
  }

  @Override
  public AccumulatorV2<ReadCounts, List<ReadCounts>> copy() {
    ReadAccount copy = new ReadAccount(null);
    copy.parts.addAll(parts);
    return copy;
  }

  @Override
  public void reset() {
    parts = new ArrayList<>();
  }

  @Override
  public void add(ReadCounts more) {
    synchronized (this) {
      parts.add(more);
    }
  }

  @Override
  public void merge(AccumulatorV2<ReadCounts, List<ReadCounts>> other) {
    synchronized (this) {
      for (ReadCounts more : other.value()) {
        if (rejects == null) {
          parts.add(more);
        } else if (more.partition().isEmpty() || counted.add(more.partition())) {
          count(more, rejects);
        }
      }
    }
  }

  private void count(ReadCounts more, Rejects to) {
    total.addNumbers(more);
    for (RejectedRecord record : more.kept()) {
      byte[] bytes = record.bytes();
      to.reject(record.file(), record.offset(), record.reason(), bytes, 0, bytes.length);
    }
  }

  @Override
  public List<ReadCounts> value() {
    return parts;
  }
}
