// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveSettings;
import io.weir.model.Column;
import io.weir.model.ComposedTable;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.View;
import io.weir.spark.Classic;
import io.weir.spark.Dialect;
import io.weir.spark.source.ReadAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of directories into which logs are written. */
final class FileTables implements LiveTables {
  private final Catalog catalog;
  private final LiveJob job;
  private final ReadAccount account;
  private final RunControl control;

  FileTables(Catalog catalog, LiveJob job, ReadAccount account, RunControl control) {
    this.catalog = catalog;
    this.job = job;
    this.account = account;
    this.control = control;
  }

  @Override
  public Map<String, TableSchema> schemas() {
    Map<String, TableSchema> schemas = new TreeMap<>();
    catalog
        .natives()
        .forEach(t -> schemas.merge(t.schema().name(), t.schema(), TableSchema::union));
    catalog
        .views()
        .forEach((name, views) -> views.forEach(v -> schemas.put(name, v.table().schema())));
    return schemas;
  }

  @Override
  public Map<String, String> aliases() {
    Map<String, String> aliases = new TreeMap<>(catalog.aliases());
    aliases.values().retainAll(schemas().keySet());
    return aliases;
  }

  @Override
  public List<String> identity() {
    return job.inputs();
  }

  @Override
  public Dataset<Row> stream(SparkSession session, String table, Collection<String> columns) {
    List<Dataset<Row>> parts = new ArrayList<>();
    for (NativeTable source : catalog.natives()) {
      if (source.schema().name().equalsIgnoreCase(table)) {
        parts.add(stream(session, source, columns));
      }
    }
    for (View view : catalog.views().getOrDefault(table, List.of())) {
      parts.add(stream(session, view, columns));
    }
    Dataset<Row> all = parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
    if (catalog.range().isAll()) {
      return all;
    }
    String name = "weir_live_range_" + table;
    LivePlan.view(name, all);
    return session.sql(
        "SELECT * FROM "
            + Dialect.quoted(name)
            + Dialect.within(Dialect.quoted(LastRow.TIME), catalog.range()));
  }

  private Dataset<Row> stream(SparkSession session, NativeTable table, Collection<String> wanted) {
    if (!table.format().isOfLines()) {
      throw WeirException.usage(
          "Cannot run live on files of the format %s: one that is still written cannot be read."
              + " Formats whose records are lines can.",
          table.format().spec().name());
    }
    List<Column> columns = new ArrayList<>();
    for (String name : new TreeSet<>(wanted)) {
      table.schema().indexOf(name).ifPresent(i -> columns.add(table.schema().columns().get(i)));
    }
    TableSchema schema = new TableSchema(table.schema().name(), table.schema().meaning(), columns);
    NativeTable asked = new NativeTable(schema, table.format(), List.of(), table.options());
    LiveSettings live = job.live();
    LiveTable.Ending ending =
        live.until() == LiveSettings.Until.END ? LiveTable.Ending.TOLD : LiveTable.Ending.SILENT;
    return Classic.stream(
        session,
        new LiveTable(
            schema,
            () -> new FileSource(asked, scan(asked), job.inputs(), live),
            ending,
            account,
            control,
            null));
  }

  private static Scan scan(NativeTable table) {
    Options options = table.options();
    return new Scan(List.of(TableScan.all(table.schema())), TimeRange.ALL, options);
  }

  /** A composed table, as far as its columns come from one log. */
  private Dataset<Row> stream(SparkSession session, View view, Collection<String> wanted) {
    ComposedTable table = view.table();
    String name = table.schema().name();
    Set<String> yielded = new HashSet<>(wanted);
    yielded.retainAll(table.yields());
    String sql = table.sqlFor(yielded);
    Map<String, Set<String>> needed = needed(session, view, sql);
    if (needed.size() != 1) {
      throw WeirException.usage(
          "Cannot run %s live on these logs: its table %s joins %s, and logs that are still written"
              + " cannot be joined. Run it over files, or on a topic.",
          job.analysis().spec().name(), name, String.join(", ", needed.keySet()));
    }
    String only = needed.keySet().iterator().next();
    List<String> sources = new ArrayList<>();
    for (TableSchema source : table.sources()) {
      String select = empty(source);
      if (source.name().equalsIgnoreCase(only)) {
        NativeTable found = found(view, source).orElseThrow();
        Set<String> columns = needed.getOrDefault(only, Set.of());
        String raw = "weir_live_" + only;
        LivePlan.view(raw, stream(session, found, columns));
        select = padded(found, source, columns, raw);
      }
      sources.add(Dialect.quoted(source.name()) + " AS (" + select + ")");
    }
    return session.sql(query(table, wanted, yielded, sources, sql));
  }

  /** The columns of native tables that a composed table's SQL needs. */
  private static Map<String, Set<String>> needed(SparkSession session, View view, String sql) {
    SparkSession planning = Classic.of(session).cloneSession();
    List<String> sources = new ArrayList<>();
    for (TableSchema source : view.table().sources()) {
      String stub = "weir_stub_" + source.name();
      LivePlan.view(stub, Classic.rows(planning, new StubTable(source)));
      boolean isThere = found(view, source).isPresent();
      String select = isThere ? "SELECT * FROM " + Dialect.quoted(stub) : empty(source);
      sources.add(Dialect.quoted(source.name()) + " AS (" + select + ")");
    }
    NeededColumns needed = new NeededColumns();
    needed.add(planning.sql("WITH " + String.join(", ", sources) + " " + sql));
    return needed.byTable();
  }

  private static Optional<NativeTable> found(View view, TableSchema source) {
    return view.natives().stream()
        .filter(t -> t.schema().name().equalsIgnoreCase(source.name()))
        .findFirst();
  }

  private static String query(
      ComposedTable table,
      Collection<String> wanted,
      Set<String> yielded,
      List<String> sources,
      String sql) {
    List<String> items = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      String name = Dialect.quoted(column.name());
      if (yielded.contains(column.name())) {
        items.add("CAST(%s AS %s) AS %s".formatted(name, Dialect.typeName(column.type()), name));
      } else if (wanted.contains(column.name())) {
        items.add(Dialect.absent(column));
      }
    }
    return "SELECT %s FROM (WITH %s SELECT * FROM (%s))"
        .formatted(String.join(", ", items), String.join(", ", sources), sql);
  }

  /** A log with the columns that the SQL may name, be they in the files or not. */
  private static String padded(
      NativeTable table, TableSchema source, Set<String> columns, String raw) {
    List<String> items = new ArrayList<>();
    for (Column wanted : source.columns()) {
      OptionalInt index =
          columns.contains(wanted.name())
              ? table.schema().indexOf(wanted.name())
              : OptionalInt.empty();
      if (index.isEmpty()) {
        items.add(Dialect.absent(wanted));
      } else {
        Column has = table.schema().columns().get(index.getAsInt());
        String name = Dialect.quoted(has.name());
        items.add(
            has.type() == wanted.type()
                ? name
                : "TRY_CAST(%s AS %s) AS %s"
                    .formatted(
                        name, Dialect.typeName(wanted.type()), Dialect.quoted(wanted.name())));
      }
    }
    return "SELECT " + String.join(", ", items) + " FROM " + Dialect.quoted(raw);
  }

  private static String empty(TableSchema schema) {
    List<String> items = schema.columns().stream().map(Dialect::absent).toList();
    return "SELECT " + String.join(", ", items) + " WHERE false";
  }
}
