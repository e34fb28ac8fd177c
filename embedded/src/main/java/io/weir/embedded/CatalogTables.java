// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBFunctions;

/** Makes a catalog's tables known to a DuckDB session: table functions, and views over them. */
final class CatalogTables {
  private final Connection connection;
  private final Catalog catalog;
  private final NativeScan.Supervisor supervisor;
  private final IdentityHashMap<NativeTable, String> functions = new IdentityHashMap<>();
  private final Map<String, NativeTable> byFunction = new LinkedHashMap<>();

  CatalogTables(Connection connection, Catalog catalog, NativeScan.Supervisor supervisor) {
    this.connection = connection;
    this.catalog = catalog;
    this.supervisor = supervisor;
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Map<String, List<String>> selects = new LinkedHashMap<>();
      for (NativeTable table : catalog.natives()) {
        selects.computeIfAbsent(table.schema().name(), k -> new ArrayList<>()).add(select(table));
      }
      for (Map.Entry<String, List<View>> entry : catalog.views().entrySet()) {
        for (View view : entry.getValue()) {
          selects.computeIfAbsent(entry.getKey(), k -> new ArrayList<>()).add(select(view));
        }
      }
      for (Map.Entry<String, List<String>> entry : selects.entrySet()) {
        createView(
            statement, entry.getKey(), String.join("\nUNION ALL BY NAME\n", entry.getValue()));
      }
      for (RelationFile relation : catalog.relations()) {
        createView(statement, relation.name(), select(relation));
      }
      for (Map.Entry<String, String> alias : catalog.aliases().entrySet()) {
        createView(statement, alias.getKey(), "SELECT * FROM " + Dialect.quoted(alias.getValue()));
      }
    }
  }

  /** The table that a table function of this name, in any case, reads. */
  Optional<NativeTable> ofFunction(String function) {
    return Optional.ofNullable(byFunction.get(function.toLowerCase(Locale.ROOT)));
  }

  private static void createView(Statement statement, String name, String select)
      throws SQLException {
    statement.execute("CREATE VIEW " + Dialect.quoted(name) + " AS " + select);
  }

  private String select(NativeTable table) throws SQLException {
    String condition =
        table.schema().indexOf("ts").stream()
            .mapToObj(table.schema().columns()::get)
            .filter(column -> column.type() == ColumnType.TIMESTAMP)
            .map(column -> Dialect.within(Dialect.quoted(column.name()), catalog.range()))
            .findFirst()
            .orElse("");
    return select(table, table.schema()) + condition;
  }

  private String select(NativeTable table, TableSchema columns) throws SQLException {
    List<String> items = columns.columns().stream().map(Dialect::decoded).toList();
    return "SELECT " + String.join(", ", items) + " FROM " + function(table) + "()";
  }

  /** All the columns that queries may ask of a native table. */
  private static TableSchema columns(NativeTable table) {
    TableSchema columns = table.schema();
    for (TableSchema known : known(table)) {
      columns = columns.union(known);
    }
    return columns;
  }

  /**
   * The native tables behind these tables that one pass could fill: the largest set with the same
   * format and files; empty when no two have.
   */
  Map<NativeTable, TableSchema> onePass(List<String> tables) {
    List<NativeTable> natives =
        catalog.natives().stream().filter(t -> tables.contains(t.schema().name())).toList();
    return natives.stream()
        .map(first -> natives.stream().filter(other -> isSameInput(first, other)).toList())
        .filter(group -> group.size() > 1)
        .max(Comparator.comparingInt(List::size))
        .map(group -> group.stream().collect(Collectors.toMap(t -> t, CatalogTables::columns)))
        .orElse(Map.of());
  }

  private static boolean isSameInput(NativeTable a, NativeTable b) {
    return a.format() == b.format() && a.files().equals(b.files());
  }

  /** The table function over a native table, registered when first needed. */
  private String function(NativeTable table) throws SQLException {
    String name = functions.get(table);
    if (name == null) {
      name = "weir_scan_" + functions.size();
      functions.put(table, name);
      byFunction.put(name, table);
      TableSchema columns = columns(table);
      try (var builder = DuckDBFunctions.tableFunction()) {
        builder
            .withName(name)
            .withProjectionPushdown()
            .withFunction(new NativeScan(table, columns, supervisor))
            .register(connection);
      }
    }
    return name;
  }

  /** The columns that composed tables may ask of a native table, whether files have them or not. */
  private static List<TableSchema> known(NativeTable table) {
    return table.format().spec().composed().stream()
        .map(ComposedTable::sources)
        .flatMap(List::stream)
        .filter(source -> source.name().equalsIgnoreCase(table.schema().name()))
        .toList();
  }

  private String select(View view) throws SQLException {
    ComposedTable table = view.table();
    List<String> sources = new ArrayList<>();
    for (TableSchema source : table.sources()) {
      Optional<NativeTable> found =
          view.natives().stream()
              .filter(t -> t.schema().name().equalsIgnoreCase(source.name()))
              .findFirst();
      String select = found.isPresent() ? select(found.get(), source) : empty(source);
      sources.add(Dialect.quoted(source.name()) + " AS NOT MATERIALIZED (" + select + ")");
    }
    List<String> items = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      items.add(Dialect.quoted(column.name()));
    }
    String condition =
        table.schema().indexOf("ts").isPresent() ? Dialect.within("ts", catalog.range()) : "";
    return "SELECT %s FROM (WITH %s %s)%s"
        .formatted(String.join(", ", items), String.join(", ", sources), table.sql(), condition);
  }

  private static String empty(TableSchema schema) {
    List<String> items =
        schema.columns().stream()
            .map(
                column ->
                    "CAST(NULL AS %s) AS %s"
                        .formatted(Dialect.typeName(column.type()), Dialect.quoted(column.name())))
            .toList();
    return "SELECT " + String.join(", ", items) + " WHERE false";
  }

  private static String select(RelationFile relation) {
    List<String> paths =
        relation.files().stream().map(file -> Dialect.literal(file.path())).toList();
    String list = "[" + String.join(", ", paths) + "]";
    return switch (relation.kind()) {
      case CSV -> "SELECT * FROM read_csv(" + list + ", header = true, union_by_name = true)";
      case NDJSON -> "SELECT * FROM read_json(" + list + ", format = 'newline_delimited')";
      case PARQUET -> "SELECT * FROM read_parquet(" + list + ", union_by_name = true)";
    };
  }

  /** The time range a scan of this table may limit itself to. */
  static TimeRange hint(Catalog catalog, NativeTable table) {
    boolean isSource =
        catalog.views().values().stream()
            .flatMap(List::stream)
            .anyMatch(view -> view.natives().contains(table));
    return isSource ? TimeRange.ALL : catalog.range();
  }
}
