// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import com.google.auto.service.AutoService;
import io.weir.job.OpenedInputs;
import io.weir.model.Nearest;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The DataSource {@code weir}: a table that a format reads from files.
 *
 * <pre>{@code
 * spark.read().format("weir").option("format", "zeek").option("table", "zeek_conn").load("logs/")
 * }</pre>
 *
 * Spark makes it by name; a schema given with {@code .schema(…)} names the columns wanted and their
 * types, and what the files lack is NULL.
 */
@AutoService(DataSourceRegister.class)
public final class WeirSource implements TableProvider, DataSourceRegister {
  private @Nullable NativeTable found;
  private TimeRange range = TimeRange.ALL;

  @Override
  public String shortName() {
    return "weir";
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SparkTypes.schema(table(options.asCaseSensitiveMap()).schema().columns());
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    NativeTable table = table(properties);
    NativeTable asked =
        new NativeTable(
            SparkTypes.table(table.schema().name(), schema),
            table.format(),
            table.files(),
            table.options());
    int parallelism = SparkSession.active().sparkContext().defaultParallelism();
    return new WeirTable(asked, range, parallelism, null);
  }

  private NativeTable table(Map<String, String> properties) {
    NativeTable table = found;
    if (table == null) {
      Map<String, String> options = new LinkedHashMap<>();
      properties.forEach((name, value) -> options.put(name.toLowerCase(Locale.ROOT), value));
      List<String> paths = Paths.take(options);
      try (OpenedInputs inputs = SourceInput.open(paths, options)) {
        range = inputs.catalog().range();
        table = choose(inputs.catalog(), options.getOrDefault("table", ""));
      }
      found = table;
    }
    return table;
  }

  private static NativeTable choose(Catalog catalog, String name) {
    List<String> names = catalog.natives().stream().map(t -> t.schema().name()).toList();
    if (name.isEmpty() && names.size() == 1) {
      return catalog.natives().get(0);
    }
    Optional<NativeTable> table = catalog.nativeTable(name);
    if (table.isPresent()) {
      return table.get();
    }
    List<String> composed = new ArrayList<>(catalog.views().keySet());
    if (composed.stream().anyMatch(name::equalsIgnoreCase)) {
      throw WeirException.usage(
          "Cannot load %s: it is composed of other tables. Make the views with"
              + " io.weir.spark.WeirViews.register(spark, path), then ask spark.table(\"%s\").",
          name, name);
    }
    throw name.isEmpty()
        ? WeirException.usage(
            "Cannot choose a table: the files hold %s. Name one with .option(\"table\", …).",
            names.isEmpty() ? "none" : String.join(", ", names))
        : WeirException.usage(
            "Cannot load %s: the files hold no such table. %s",
            name, Nearest.remedy(name, "Tables", names));
  }
}
