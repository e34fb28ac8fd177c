// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.source.ReadAccount;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Where the rows of a stream come from. Used by one thread at a time. Positions are JSON. */
interface GrowingSource extends AutoCloseable {
  /** The position at which a new run begins. */
  String start();

  /** How far the next batch may go from here. */
  String next(String from);

  /** From now on the input is taken not to grow any more. */
  void freeze();

  /** Divides what is between two positions. */
  List<Part> plan(String from, String to);

  /** All before this position is done with. */
  default void done(String position) {}

  @Override
  void close();

  /** A part that one task reads. */
  interface Part extends InputPartition {
    /**
     * Opens the part, in a task.
     *
     * @param account told what is read
     */
    PartitionReader<ColumnarBatch> open(ReadAccount account);
  }
}
