// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.RelationFile;
import io.weir.model.tables.FiveTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SQL over the files that DuckDB reads itself, shaped as the tables that they belong to. */
final class RelationTables {
  /** Up to so many bytes of NDJSON are all looked at for the types of their keys. */
  private static final long WHOLLY_LOOKED_AT = 64L << 20;

  /** Of more, so many records: DuckDB's default. A later one that does not fit is an error. */
  private static final int SAMPLED_RECORDS = 20_480;

  private final Catalog catalog;

  RelationTables(Catalog catalog) {
    this.catalog = catalog;
  }

  /** For each file of a table a query of its rows inside the catalog's range. */
  List<String> selects(Statement statement, String name) throws SQLException {
    List<String> selects = new ArrayList<>();
    for (RelationFile relation : catalog.relations()) {
      if (relation.name().equalsIgnoreCase(name)) {
        selects.add(select(statement, relation));
      }
    }
    return selects;
  }

  private String select(Statement statement, RelationFile relation) throws SQLException {
    String scan = scan(relation);
    Map<String, String> types = types(statement, scan, relation);
    Optional<TableSchema> known = schema(relation.name());
    List<String> items = new ArrayList<>();
    known.ifPresent(schema -> addKnown(schema, types, items));
    if (!isComposed(relation.name())) {
      boolean isNative = catalog.nativeTable(relation.name()).isPresent();
      for (String column : types.keySet()) {
        boolean isKnown = known.isPresent() && known.get().indexOf(column).isPresent();
        if (!isKnown && !(isNative && column.equals("day"))) {
          items.add(Dialect.quoted(column));
        }
      }
    }
    String select = "SELECT " + String.join(", ", items) + " FROM (" + scan + ")";
    boolean hasTime =
        types.getOrDefault("ts", "").startsWith("TIMESTAMP")
            || known.filter(schema -> schema.indexOf("ts").isPresent()).isPresent();
    TimeRange range = catalog.range();
    return hasTime && !range.isAll()
        ? "SELECT * FROM (" + select + ")" + Dialect.within("ts", range)
        : select;
  }

  /** The columns of a table that Weir knows, in its order and types; absent ones are NULL. */
  private static void addKnown(TableSchema schema, Map<String, String> types, List<String> items) {
    for (Column column : schema.columns()) {
      String wanted = Dialect.typeName(column.type());
      Optional<String> found =
          types.keySet().stream().filter(column.name()::equalsIgnoreCase).findFirst();
      String name = Dialect.quoted(column.name());
      if (found.isEmpty()) {
        items.add("CAST(NULL AS %s) AS %s".formatted(wanted, name));
      } else if (wanted.equals(types.get(found.get()))) {
        // No cast, so that conditions reach the statistics of the file.
        items.add(name);
      } else {
        items.add("CAST(%s AS %s) AS %s".formatted(Dialect.quoted(found.get()), wanted, name));
      }
    }
  }

  private Optional<TableSchema> schema(String name) {
    return catalog.natives().stream()
        .map(table -> table.schema())
        .filter(schema -> schema.name().equalsIgnoreCase(name))
        .reduce(TableSchema::union)
        .or(() -> FiveTables.named(name));
  }

  private boolean isComposed(String name) {
    return catalog.views().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static Map<String, String> types(
      Statement statement, String scan, RelationFile relation) {
    Map<String, String> types = new LinkedHashMap<>();
    try (ResultSet columns = statement.executeQuery("DESCRIBE " + scan)) {
      while (columns.next()) {
        types.put(columns.getString(1), columns.getString(2).toUpperCase(Locale.ROOT));
      }
    } catch (SQLException e) {
      throw SqlFailure.ofFiles(relation.files().stream().map(file -> file.path()).toList(), e);
    }
    return types;
  }

  private static long bytes(RelationFile relation) {
    return relation.files().stream().mapToLong(file -> Math.max(0, file.length())).sum();
  }

  private static String scan(RelationFile relation) {
    List<String> paths =
        relation.files().stream().map(file -> Dialect.literal(file.path())).toList();
    String list = "[" + String.join(", ", paths) + "]";
    return switch (relation.kind()) {
      case CSV -> "SELECT * FROM read_csv(" + list + ", header = true, union_by_name = true)";
      case NDJSON ->
          "SELECT * FROM read_json("
              + list
              + ", format = 'newline_delimited', sample_size = "
              + (bytes(relation) <= WHOLLY_LOOKED_AT ? -1 : SAMPLED_RECORDS)
              + ")";
      case PARQUET ->
          "SELECT * FROM read_parquet("
              + list
              + ", union_by_name = true, hive_partitioning = false)";
    };
  }
}
