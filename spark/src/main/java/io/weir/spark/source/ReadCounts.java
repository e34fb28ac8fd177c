// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one task, or all of them, read and rejected. Of the rejected records themselves a task keeps
 * the first ones, up to a number of bytes: they travel to the driver in its memory. Not
 * thread-safe.
 */
public final class ReadCounts implements Rejects, Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MAX_KEPT_BYTES = 4L << 20;
  private static final int RECORD_OVERHEAD_BYTES = 128;

  private final String partition;
  private long read;
  private long bytes;
  private long rejectedTotal;
  private final Map<String, Long> rejected = new HashMap<>();
  private final List<RejectedRecord> kept = new ArrayList<>();
  private long keptBytes;

  /** Counts of what is read once. */
  public ReadCounts() {
    this("");
  }

  /**
   * Counts of a partition.
   *
   * @param partition which one, so that what Spark reads again is counted once; empty for none
   */
  ReadCounts(String partition) {
    this.partition = partition;
  }

  String partition() {
    return partition;
  }

  /** Counts records and content bytes read. */
  public void addRead(long records, long contentBytes) {
    read += records;
    bytes += contentBytes;
  }

  @Override
  public void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    rejected.merge(reason, 1L, Long::sum);
    rejectedTotal++;
    if (keptBytes < MAX_KEPT_BYTES) {
      keptBytes += length + RECORD_OVERHEAD_BYTES;
      byte[] copy = Arrays.copyOfRange(record, from, from + length);
      kept.add(new RejectedRecord(file, offset, reason, copy));
    }
  }

  /** Adds the numbers of others; their records are not kept. */
  void addNumbers(ReadCounts other) {
    read += other.read;
    bytes += other.bytes;
    rejectedTotal += other.rejectedTotal;
    other.rejected.forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
  }

  long read() {
    return read;
  }

  long bytes() {
    return bytes;
  }

  long rejectedTotal() {
    return rejectedTotal;
  }

  Map<String, Long> rejected() {
    return Map.copyOf(rejected);
  }

  List<RejectedRecord> kept() {
    return List.copyOf(kept);
  }

  /** True when there is nothing to tell. */
  public boolean isZero() {
    return read == 0 && bytes == 0 && rejectedTotal == 0;
  }
}
