// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.TableSchema;
import io.weir.spark.batch.SparkTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table that is planned but never read: its scan tells the columns a query needs. Spark prunes no
 * columns of streams, so they are found out this way before.
 *
 * @param table with all columns
 */
record StubTable(TableSchema table) implements Table, SupportsRead {
  @Override
  public String name() {
    return table.name();
  }

  @Override
  public Column[] columns() {
    return sparkColumns(table);
  }

  /** The columns of a table as Spark's; every one may be NULL. */
  static Column[] sparkColumns(TableSchema table) {
    return table.columns().stream()
        .map(c -> Column.create(c.name(), SparkTypes.type(c.type()), true))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder(name(), SparkTypes.schema(table.columns()));
  }

  /** A scan that nobody runs. */
  record StubScan(String table, StructType readSchema) implements Scan {
    List<String> columns() {
      return Arrays.asList(readSchema.fieldNames());
    }
  }

  private static final class Builder implements SupportsPushDownRequiredColumns {
    private final String table;
    private StructType wanted;

    Builder(String table, StructType all) {
      this.table = table;
      this.wanted = all;
    }

    @Override
    public void pruneColumns(StructType required) {
      wanted = required;
    }

    @Override
    public Scan build() {
      return new StubScan(table, wanted);
    }
  }
}
