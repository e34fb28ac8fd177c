// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBFunctions;
import org.jspecify.annotations.Nullable;

/** Makes a catalog's tables known to a DuckDB session: table functions, and views over them. */
final class CatalogTables {
  /** Holds stand-ins for composed tables, to learn which columns a statement asks of them. */
  private static final String SHADOW = "weir_shadow";

  private static final Pattern ABOUT_TABLES =
      Pattern.compile("\\s*(?:DESCRIBE|SHOW|SUMMARIZE)\\b", Pattern.CASE_INSENSITIVE);

  private final Connection connection;
  private final Catalog catalog;
  private final NativeScan.Supervisor supervisor;
  private final RelationTables relations;
  private final IdentityHashMap<NativeTable, String> functions = new IdentityHashMap<>();
  private final Map<String, NativeTable> byFunction = new LinkedHashMap<>();
  private final Map<String, String> stubs = new LinkedHashMap<>();

  /** The composed tables that have a view. */
  private final Set<String> made = new LinkedHashSet<>();

  /** The tables in files that cannot be read: only who asks for them is told. */
  private final Map<String, WeirException> unreadable = new LinkedHashMap<>();

  CatalogTables(Connection connection, Catalog catalog, NativeScan.Supervisor supervisor) {
    this.connection = connection;
    this.catalog = catalog;
    this.supervisor = supervisor;
    this.relations = new RelationTables(catalog);
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + SHADOW);
      for (String name : names()) {
        List<View> views = catalog.views().getOrDefault(name, List.of());
        if (views.isEmpty()) {
          try {
            createView(statement, name, union(statement, name, Set.of()));
          } catch (WeirException e) {
            unreadable.put(name, e);
          }
        } else {
          createStub(statement, name, views.get(0).table().schema());
        }
      }
      for (Map.Entry<String, String> alias : catalog.aliases().entrySet()) {
        WeirException failure = unreadable.get(alias.getValue());
        if (failure != null) {
          unreadable.put(alias.getKey(), failure);
          continue;
        }
        String select = "SELECT * FROM " + Dialect.quoted(alias.getValue());
        statement.execute(
            "CREATE VIEW " + SHADOW + "." + Dialect.quoted(alias.getKey()) + " AS " + select);
      }
    }
  }

  /** Why the table that a statement's error finds missing cannot be read, if that is so. */
  Optional<WeirException> unreadable(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return unreadable.entrySet().stream()
        .filter(
            table ->
                message.contains(
                    "table with name " + table.getKey().toLowerCase(Locale.ROOT) + " does not"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    catalog.natives().forEach(table -> names.add(table.schema().name()));
    names.addAll(catalog.views().keySet());
    catalog.relations().forEach(relation -> names.add(relation.name()));
    return names;
  }

  /**
   * Makes the composed tables that a statement reads, with the columns it asks for and the joins
   * these need. DuckDB itself keeps joins whose columns a projection above drops.
   *
   * @throws SQLException when the statement is wrong
   */
  void prepare(String sql, List<? extends @Nullable Object> parameters) throws SQLException {
    if (stubs.isEmpty() && catalog.aliases().isEmpty()) {
      return;
    }
    if (ABOUT_TABLES.matcher(sql).lookingAt()) {
      prepareAll(); // Such a statement has no plan that would tell which columns it is about.
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = '" + SHADOW + ",main'");
      Map<String, Set<String>> wanted;
      try {
        wanted = Explain.columns(connection, sql, parameters, stubs);
      } finally {
        statement.execute("SET search_path = 'main'");
      }
      unread(sql).forEach(name -> wanted.putIfAbsent(name, Set.of()));
      makeViews(statement, wanted);
    }
  }

  /**
   * The composed tables that a statement names, of which no view is there yet. Where it needs no
   * row, as with LIMIT 0, a plan does not tell of them.
   */
  private Set<String> unread(String sql) {
    Set<String> names = new LinkedHashSet<>(stubs.values());
    names.removeAll(made);
    Set<String> unread = new LinkedHashSet<>();
    for (String name : names) {
      boolean isNamed = isNamed(name, sql);
      for (Map.Entry<String, String> alias : catalog.aliases().entrySet()) {
        isNamed |= alias.getValue().equals(name) && isNamed(alias.getKey(), sql);
      }
      if (isNamed) {
        unread.add(name);
      }
    }
    return unread;
  }

  private static boolean isNamed(String table, String sql) {
    return Pattern.compile("\\b" + Pattern.quote(table) + "\\b", Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .find();
  }

  /** Makes all composed tables with all their columns. */
  void prepareAll() throws SQLException {
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    for (String name : stubs.values()) {
      View view = catalog.views().getOrDefault(name, List.of()).get(0);
      Set<String> all = new LinkedHashSet<>(view.table().schema().columnNames());
      wanted.put(name, all);
    }
    try (Statement statement = connection.createStatement()) {
      makeViews(statement, wanted);
    }
  }

  private void makeViews(Statement statement, Map<String, Set<String>> wanted) throws SQLException {
    for (Map.Entry<String, Set<String>> entry : wanted.entrySet()) {
      made.add(entry.getKey());
      statement.execute(
          "CREATE OR REPLACE VIEW "
              + Dialect.quoted(entry.getKey())
              + " AS "
              + union(statement, entry.getKey(), entry.getValue()));
    }
    for (Map.Entry<String, String> alias : catalog.aliases().entrySet()) {
      boolean isReady =
          wanted.containsKey(alias.getValue()) || !stubs.containsValue(alias.getValue());
      if (isReady && !unreadable.containsKey(alias.getKey())) {
        statement.execute(
            "CREATE OR REPLACE VIEW "
                + Dialect.quoted(alias.getKey())
                + " AS SELECT * FROM "
                + Dialect.quoted(alias.getValue()));
      }
    }
  }

  /** All rows under a name: of native tables, of files, and of composed ones for these columns. */
  private String union(Statement statement, String name, Set<String> columns) throws SQLException {
    List<String> selects = new ArrayList<>();
    for (NativeTable table : catalog.natives()) {
      if (table.schema().name().equals(name)) {
        selects.add(select(table));
      }
    }
    for (View view : catalog.views().getOrDefault(name, List.of())) {
      selects.add(select(view, columns));
    }
    selects.addAll(relations.selects(statement, name));
    return String.join("\nUNION ALL BY NAME\n", selects);
  }

  /** A table that only tells which columns a statement asks of it. */
  private void createStub(Statement statement, String name, TableSchema schema)
      throws SQLException {
    String function = "weir_stub_" + stubs.size();
    stubs.put(function, name);
    try (var builder = DuckDBFunctions.tableFunction()) {
      builder
          .withName(function)
          .withProjectionPushdown()
          .withFunction(new StubScan(schema))
          .register(connection);
    }
    List<String> items = schema.columns().stream().map(Dialect::decoded).toList();
    statement.execute(
        "CREATE VIEW %s.%s AS SELECT %s FROM %s()"
            .formatted(SHADOW, Dialect.quoted(name), String.join(", ", items), function));
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
    return table.format().composed(table.options()).stream()
        .map(ComposedTable::sources)
        .flatMap(List::stream)
        .filter(source -> source.name().equalsIgnoreCase(table.schema().name()))
        .toList();
  }

  private String select(View view, Set<String> columns) throws SQLException {
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
    boolean hasTime = table.schema().indexOf("ts").isPresent();
    Set<String> wanted = new LinkedHashSet<>(columns);
    if (hasTime && !catalog.range().isAll()) {
      wanted.add("ts");
    }
    Set<String> yielded = table.yields();
    List<String> items = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      String name = Dialect.quoted(column.name());
      boolean isTaken = wanted.contains(column.name()) && yielded.contains(column.name());
      String value = isTaken ? name : "NULL";
      // A cast of a list's doubles would round them where Spark cuts.
      String whole =
          isTaken && column.type() == ColumnType.BIGINT_LIST
              ? "list_transform(" + name + ", lambda e: try_cast(trunc(e) AS BIGINT))"
              : value;
      items.add("CAST(%s AS %s) AS %s".formatted(whole, Dialect.typeName(column.type()), name));
    }
    return "SELECT %s FROM (WITH %s %s)%s"
        .formatted(
            String.join(", ", items),
            String.join(", ", sources),
            table.sqlFor(wanted),
            hasTime ? Dialect.within("ts", catalog.range()) : "");
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

  /** The time range a scan of this table may limit itself to. */
  @SuppressWarnings("ReferenceEquality") // No two are equal; records would compare all they hold.
  static TimeRange hint(Catalog catalog, NativeTable table) {
    boolean isSource =
        catalog.views().values().stream()
            .flatMap(List::stream)
            .flatMap(view -> view.natives().stream())
            .anyMatch(source -> source == table);
    return isSource ? TimeRange.ALL : catalog.range();
  }
}
