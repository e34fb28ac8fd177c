// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.TableSchema;
import io.weir.spark.batch.CellBatch;
import io.weir.spark.combine.Combination;
import io.weir.spark.combine.CombinedReader;
import io.weir.spark.source.ReadAccount;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** A source as Spark's micro-batches see it. */
final class LiveStream implements MicroBatchStream, SupportsTriggerAvailableNow {
  private final LiveTable table;
  private final GrowingSource source;
  private boolean isFrozen;

  LiveStream(LiveTable table, GrowingSource source) {
    this.table = table;
    this.source = source;
  }

  @Override
  public Offset initialOffset() {
    return Position.at(source.start());
  }

  @Override
  public Offset deserializeOffset(String json) {
    return Position.parse(json);
  }

  @Override
  public void prepareForTriggerAvailableNow() {
    isFrozen = true;
    source.freeze();
  }

  @Override
  public Offset latestOffset(Offset start, ReadLimit limit) {
    Position from = (Position) start;
    if (table.control().isEnding()) {
      return from;
    }
    String next = source.next(from.at());
    boolean isEnd = isFrozen && table.ending() == LiveTable.Ending.TOLD && isLast(next);
    if (isEnd && !from.isEnded()) {
      return Position.ended(next);
    }
    return next.equals(from.at()) ? from : Position.at(next);
  }

  private boolean isLast(String next) {
    return source.next(next).equals(next);
  }

  @Override
  public Offset latestOffset() {
    throw new UnsupportedOperationException("Spark asks with a start");
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    Position from = (Position) start;
    Position to = (Position) end;
    List<InputPartition> parts = new ArrayList<>(source.plan(from.at(), to.at()));
    if (to.isEnded() && !from.isEnded()) {
      parts.add(new LastRow(table.table()));
    }
    return parts.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new Readers(table.table(), table.account(), table.combining());
  }

  @Override
  public void commit(Offset end) {
    source.done(((Position) end).at());
  }

  @Override
  public void stop() {
    source.close();
  }

  /** Carries the account, which counts in tasks only when it comes with their code. */
  private record Readers(
      TableSchema table, ReadAccount account, LiveTable.@Nullable Combining combining)
      implements PartitionReaderFactory {
    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      PartitionReader<ColumnarBatch> rows = ((GrowingSource.Part) partition).open(account);
      if (combining == null) {
        return rows;
      }
      Combination combination = combining.combination();
      CellBatch groups = new CellBatch(combination.columns(table).columns());
      return new CombinedReader(rows, combination, groups, combining.inTime());
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new UnsupportedOperationException("Weir reads batches, not rows");
    }
  }
}
