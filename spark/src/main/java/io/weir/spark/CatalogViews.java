// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.View;
import io.weir.model.tables.FiveTables;
import io.weir.spark.source.ReadAccount;
import io.weir.spark.source.WeirTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Makes a catalog's tables known to a session, as temporary views. */
final class CatalogViews {
  private final SparkSession session;
  private final Catalog catalog;
  private final @Nullable ReadAccount account;
  private final String prefix;
  private final IdentityHashMap<NativeTable, String> scans = new IdentityHashMap<>();

  /**
   * @param account told what is read; null when nobody asks
   * @param prefix begins the names of the views that only other views use
   */
  CatalogViews(
      SparkSession session, Catalog catalog, @Nullable ReadAccount account, String prefix) {
    this.session = session;
    this.catalog = catalog;
    this.account = account;
    this.prefix = prefix;
  }

  /** Makes the views; the names that queries may use. */
  List<String> create() {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    for (NativeTable table : catalog.natives()) {
      tables.merge(table.schema().name(), rows(table), CatalogViews::union);
    }
    catalog
        .views()
        .forEach(
            (name, views) ->
                views.forEach(view -> tables.merge(name, rows(view), CatalogViews::union)));
    for (RelationFile relation : catalog.relations()) {
      tables.merge(relation.name(), rows(relation), CatalogViews::union);
    }
    tables.forEach((name, rows) -> rows.createOrReplaceTempView(Dialect.quoted(name)));
    List<String> names = new ArrayList<>(tables.keySet());
    for (Map.Entry<String, String> alias : catalog.aliases().entrySet()) {
      session
          .sql("SELECT * FROM " + Dialect.quoted(alias.getValue()))
          .createOrReplaceTempView(Dialect.quoted(alias.getKey()));
      names.add(alias.getKey());
    }
    return names;
  }

  private static Dataset<Row> union(Dataset<Row> a, Dataset<Row> b) {
    return a.unionByName(b, true);
  }

  private Dataset<Row> rows(NativeTable table) {
    String condition =
        table.schema().indexOf("ts").stream()
            .mapToObj(table.schema().columns()::get)
            .filter(column -> column.type() == ColumnType.TIMESTAMP)
            .map(column -> Dialect.within(Dialect.quoted(column.name()), catalog.range()))
            .findFirst()
            .orElse("");
    return session.sql("SELECT * FROM " + scan(table) + condition);
  }

  /** The rows of files that Spark reads itself, shaped as the table that they belong to. */
  private Dataset<Row> rows(RelationFile relation) {
    String name = relation.name();
    boolean isComposed = catalog.views().keySet().stream().anyMatch(name::equalsIgnoreCase);
    boolean isNative = catalog.nativeTable(name).isPresent();
    Optional<TableSchema> known =
        catalog.natives().stream()
            .map(NativeTable::schema)
            .filter(schema -> schema.name().equalsIgnoreCase(name))
            .reduce(TableSchema::union)
            .or(() -> FiveTables.named(name));
    Dataset<Row> rows = Relations.rows(session, relation);
    if (known.isPresent()) {
      String dropped = isComposed ? "*" : isNative ? "day" : "";
      rows = Relations.shaped(rows, known.get(), dropped);
    }
    boolean hasTime =
        Arrays.stream(rows.schema().fields())
            .anyMatch(field -> field.name().equals("ts") && Export.isTime(field));
    String condition = Dialect.within("ts", catalog.range());
    return hasTime && !condition.isEmpty()
        ? rows.where(condition.replaceFirst("^ WHERE ", ""))
        : rows;
  }

  /** The view that is the scan of a native table itself, made when first needed. */
  private String scan(NativeTable table) {
    return scans.computeIfAbsent(
        table,
        key -> {
          String name = prefix + "scan_" + scans.size();
          int parallelism = session.sparkContext().defaultParallelism();
          Classic.rows(session, new WeirTable(table, TimeRange.ALL, parallelism, account))
              .createOrReplaceTempView(name);
          return name;
        });
  }

  private Dataset<Row> rows(View view) {
    ComposedTable table = view.table();
    List<String> sources = new ArrayList<>();
    for (TableSchema source : table.sources()) {
      Optional<NativeTable> found =
          view.natives().stream()
              .filter(t -> t.schema().name().equalsIgnoreCase(source.name()))
              .findFirst();
      String select = found.map(t -> padded(t, source)).orElseGet(() -> empty(source));
      sources.add(Dialect.quoted(source.name()) + " AS (" + select + ")");
    }
    Set<String> yielded = table.yields();
    List<String> items = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      String name = Dialect.quoted(column.name());
      items.add(
          yielded.contains(column.name())
              ? "%s(%s AS %s) AS %s"
                  .formatted(cast(column.type()), name, Dialect.typeName(column.type()), name)
              : Dialect.absent(column));
    }
    String condition =
        table.schema().indexOf("ts").isPresent() ? Dialect.within("ts", catalog.range()) : "";
    return session.sql(
        "SELECT %s FROM (WITH %s SELECT * FROM (%s))%s"
            .formatted(
                String.join(", ", items), String.join(", ", sources), table.sql(), condition));
  }

  /** A list may hold a number that does not fit; it becomes NULL, and the others stay. */
  private static String cast(ColumnType type) {
    return type.isList() ? "TRY_CAST" : "CAST";
  }

  /** A native table with the columns that the SQL may name, be they in the files or not. */
  private String padded(NativeTable table, TableSchema source) {
    List<String> items = new ArrayList<>();
    for (Column wanted : source.columns()) {
      OptionalInt index = table.schema().indexOf(wanted.name());
      if (index.isEmpty()) {
        items.add(Dialect.absent(wanted));
      } else {
        Column has = table.schema().columns().get(index.getAsInt());
        items.add(
            has.type() == wanted.type()
                ? Dialect.quoted(has.name())
                : "TRY_CAST(%s AS %s) AS %s"
                    .formatted(
                        Dialect.quoted(has.name()),
                        Dialect.typeName(wanted.type()),
                        Dialect.quoted(wanted.name())));
      }
    }
    return "SELECT " + String.join(", ", items) + " FROM " + scan(table);
  }

  /**
   * A table without rows. Spark knows a LIMIT of 0 for that before it plans what is scanned, so it
   * leaves joins with it out in time for readers to combine rows.
   */
  private static String empty(TableSchema schema) {
    List<String> items = schema.columns().stream().map(Dialect::absent).toList();
    return "SELECT " + String.join(", ", items) + " LIMIT 0";
  }
}
