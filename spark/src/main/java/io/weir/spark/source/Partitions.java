// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.InputFile;
import io.weir.model.Split;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** Puts many small splits into few partitions, since each partition costs a task. */
final class Partitions {
  /** Tasks for each core: enough that a slow one does not leave the others idle for long. */
  private static final int TASKS_PER_CORE = 2;

  private static final long MAX_BYTES = 128L << 20;

  private Partitions() {}

  /** Neighbouring splits together, up to an equal share of the bytes for each task. */
  static InputPartition[] of(List<Split> splits, int parallelism) {
    long total = splits.stream().mapToLong(Partitions::bytes).sum();
    long share = Math.min(MAX_BYTES, total / ((long) parallelism * TASKS_PER_CORE) + 1);
    List<InputPartition> partitions = new ArrayList<>();
    List<Split> group = new ArrayList<>();
    long held = 0;
    for (Split split : splits) {
      long bytes = bytes(split);
      if (!group.isEmpty() && held + bytes > share) {
        partitions.add(WeirPartition.of(group));
        group.clear();
        held = 0;
      }
      group.add(split);
      held += bytes;
    }
    if (!group.isEmpty()) {
      partitions.add(WeirPartition.of(group));
    }
    return partitions.toArray(InputPartition[]::new);
  }

  private static long bytes(Split split) {
    if (split.end() != Long.MAX_VALUE) {
      return split.end() - split.start();
    }
    long length =
        split.files().stream().mapToLong(InputFile::length).map(n -> Math.max(n, 1)).sum();
    return Math.max(1, length - split.start());
  }
}
