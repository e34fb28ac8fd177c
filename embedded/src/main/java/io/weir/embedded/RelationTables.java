// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.RelationFile;
import io.weir.model.tables.FiveTables;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SQL over the files that DuckDB reads itself, shaped as the tables that they belong to. */
final class RelationTables {
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
    Optional<TableSchema> known = schema(relation.name());
    String scan;
    Map<String, String> types;
    try {
      scan = scan(statement, relation, known);
      types = Described.types(statement, scan);
      types.replaceAll((column, type) -> type.toUpperCase(Locale.ROOT));
    } catch (SQLException e) {
      throw SqlFailure.ofFiles(relation.files().stream().map(file -> file.path()).toList(), e);
    }
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

  private static String scan(
      Statement statement, RelationFile relation, Optional<TableSchema> known) throws SQLException {
    List<String> paths =
        relation.files().stream().map(file -> Dialect.literal(file.path())).toList();
    String list = "[" + String.join(", ", paths) + "]";
    return switch (relation.kind()) {
      case CSV -> "SELECT * FROM read_csv(" + list + ", header = true, union_by_name = true)";
      case JSON, NDJSON -> JsonScan.of(statement, relation, list, name -> typeName(known, name));
      case PARQUET ->
          "SELECT * FROM read_parquet("
              + list
              + ", union_by_name = true, hive_partitioning = false)";
    };
  }

  private static Optional<String> typeName(Optional<TableSchema> known, String column) {
    if (known.isEmpty() || known.get().indexOf(column).isEmpty()) {
      return Optional.empty();
    }
    int index = known.get().indexOf(column).getAsInt();
    return Optional.of(Dialect.typeName(known.get().columns().get(index).type()));
  }
}
