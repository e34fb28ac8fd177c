// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.TimeRange;
import io.weir.model.engine.NativeTable;
import io.weir.spark.batch.SparkTypes;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of files that a format reads.
 *
 * @param range records outside may be left out
 * @param parallelism how many tasks run at once
 * @param account told what is read; null when nobody asks
 */
public record WeirTable(
    NativeTable source, TimeRange range, int parallelism, @Nullable ReadAccount account)
    implements Table, SupportsRead {
  @Override
  public String name() {
    return source.schema().name();
  }

  @Override
  public Column[] columns() {
    return source.schema().columns().stream()
        .map(c -> Column.create(c.name(), SparkTypes.type(c.type()), true, comment(c), null))
        .toArray(Column[]::new);
  }

  private static @Nullable String comment(io.weir.model.Column column) {
    return column.meaning().isEmpty() ? null : column.meaning();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new WeirScanBuilder(this);
  }
}
