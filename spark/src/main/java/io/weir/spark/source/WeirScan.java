// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Column;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.NativeTable;
import io.weir.spark.batch.SparkTypes;
import io.weir.spark.combine.Grouping;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One scan of a table: some of its columns, a range of time. Two equal scans read the same, so that
 * Spark may read once for both.
 *
 * @param grouping how the rows are combined; null: not at all
 */
public record WeirScan(
    WeirTable table, List<Integer> columns, TimeRange range, @Nullable Grouping grouping)
    implements Scan, Batch, SupportsReportStatistics {
  public WeirScan {
    columns = List.copyOf(columns);
  }

  @Override
  public StructType readSchema() {
    return SparkTypes.schema(grouping == null ? tableScan().wanted() : grouping.columns());
  }

  @Override
  public String description() {
    String rows =
        "weir %s %s %s"
            .formatted(table.name(), list(columnNames()), range.isAll() ? "all times" : range);
    return grouping == null
        ? rows
        : rows + " combined to " + list(grouping.columns().stream().map(Column::name).toList());
  }

  private static String list(List<String> names) {
    return names.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  /** The columns asked for. */
  public List<String> columnNames() {
    return tableScan().wanted().stream().map(Column::name).toList();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    NativeTable source = table.source();
    try {
      List<Split> splits = source.format().plan(source.files(), scan(), table.parallelism());
      InputPartition[] parts = Partitions.of(splits, table.parallelism());
      boolean isOneGroup = grouping != null && grouping.keys().isEmpty();
      return parts.length == 0 && isOneGroup
          ? new InputPartition[] {WeirPartition.of(List.of())}
          : parts;
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot plan the reading of %s: %s.".formatted(table.name(), e.getMessage()),
          e);
    }
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    ReadAccount account = table.account();
    return new WeirReaderFactory(
        table.source().format().spec().name(),
        scan(),
        grouping,
        account != null && account.isFirst(this) ? account : null);
  }

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return ReadMetrics.all();
  }

  /** The bytes of the files, in proportion to the columns: joins choose their sides by it. */
  @Override
  public Statistics estimateStatistics() {
    long stored =
        table.source().files().stream().mapToLong(InputFile::length).filter(n -> n > 0).sum();
    long share = Math.max(1, stored * columns.size() / table.source().schema().columns().size());
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(share);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.empty();
      }
    };
  }

  private TableScan tableScan() {
    return new TableScan(table.source().schema(), columns);
  }

  private io.weir.model.Scan scan() {
    Options options = table.source().options();
    return new io.weir.model.Scan(List.of(tableScan()), range, options);
  }
}
