// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.TableSchema;
import io.weir.spark.batch.SparkTypes;
import io.weir.spark.combine.Combination;
import io.weir.spark.source.ReadAccount;
import io.weir.spark.source.ReadMetrics;
import java.io.Serializable;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows keep coming.
 *
 * @param table the wanted columns, and no others
 * @param source makes the source when the stream starts
 * @param account told what is read
 * @param ending whether a last row tells that the input has ended
 * @param control tells when no further batch should begin
 * @param combining how rows are combined while they are read; null: they are not
 */
record LiveTable(
    TableSchema table,
    Supplier<GrowingSource> source,
    Ending ending,
    ReadAccount account,
    RunControl control,
    @Nullable Combining combining)
    implements Table, SupportsRead {
  /** Combined rows: of which rows, and which of these are wanted. */
  record Combining(Combination combination, InTime inTime) implements Serializable {}

  /** The columns of the rows that the table yields. */
  TableSchema yielded() {
    return combining == null ? table : combining.combination().columns(table);
  }

  /** How a stream ends that has read all there is. */
  enum Ending {
    /** Nothing more is said. */
    SILENT,
    /** A row from the end of time closes all windows. */
    TOLD
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public Column[] columns() {
    return StubTable.sparkColumns(yielded());
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.MICRO_BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return () -> new LiveScan(this);
  }

  private record LiveScan(LiveTable table) implements Scan {
    @Override
    public StructType readSchema() {
      return SparkTypes.schema(table.yielded().columns());
    }

    @Override
    public String description() {
      return "weir live " + table.name();
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
      return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
      return ReadMetrics.all();
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpoint) {
      return new LiveStream(table, table.source().get());
    }
  }
}
