// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.job.Formats;
import io.weir.model.Scan;
import io.weir.spark.combine.GroupedReader;
import io.weir.spark.combine.Grouping;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Makes the readers of a scan's partitions, in the tasks. */
record WeirReaderFactory(
    String format, Scan scan, @Nullable Grouping grouping, @Nullable ReadAccount account)
    implements PartitionReaderFactory {
  @Override
  public boolean supportColumnarReads(InputPartition partition) {
    return true;
  }

  @Override
  public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
    WeirPartition part = (WeirPartition) partition;
    BatchReader rows =
        new BatchReader(
            Formats.named(format, Formats.find(SourceInput.loader())),
            scan,
            part.splits(),
            account,
            new ReadCounts(part.id()));
    return grouping == null ? rows : new GroupedReader(rows, grouping);
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    throw new UnsupportedOperationException("Weir reads batches, not rows");
  }
}
