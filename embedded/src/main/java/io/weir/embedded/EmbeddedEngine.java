// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Rejects;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Progress;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** DuckDB in memory, over the tables of one catalog. */
final class EmbeddedEngine implements Engine, NativeScan.Supervisor {
  /** What folds make of fewer rows comes in the same order each time. */
  private static final int ROWS_IN_ORDER = 100_000;

  private final Connection connection;
  private final Catalog catalog;
  private final EngineSettings settings;
  private final ScanAccount account;
  private ChunkFiller filler;
  private final FoldFunction folds = new FoldFunction(this);
  private long foldMemory;
  private final CatalogTables tables;
  private final LookupFunctions functions;
  private final Set<NativeTable> scanned =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
  private volatile Map<NativeTable, TimeRange> timeHints = Map.of();
  private Scheduling scheduling;
  private volatile @Nullable OnePass pass;
  private volatile boolean isCancelled;
  private boolean isPlanOpen;

  private EmbeddedEngine(
      Connection connection, Catalog catalog, EngineSettings settings, Rejects rejects)
      throws SQLException {
    this.connection = connection;
    this.catalog = catalog;
    this.settings = settings;
    this.account = new ScanAccount(rejects);
    this.filler = Fillers.choose(connection);
    this.foldMemory = foldMemory(settings);
    this.tables = new CatalogTables(connection, catalog, this);
    this.scheduling = Scheduling.initial(settings.threads());
    this.functions = new LookupFunctions(connection, settings.options(), this);
    try (Statement statement = connection.createStatement()) {
      for (String setting : Dialect.SETTINGS) {
        statement.execute(setting);
      }
      statement.execute("SET threads = " + settings.threads());
      if (settings.memoryBytes() > 0) {
        statement.execute("SET memory_limit = '" + settings.memoryBytes() + "B'");
      }
      Optional<String> files = settings.options().value(EngineSettings.TEMPORARY_FILES);
      if (files.isPresent()) {
        statement.execute("SET temp_directory = '" + files.get().replace("'", "''") + "'");
      }
      for (String macro : Dialect.MACROS) {
        statement.execute(macro);
      }
    }
    tables.create();
  }

  static EmbeddedEngine open(Catalog catalog, EngineSettings settings, Rejects rejects) {
    try {
      Connection connection =
          new DuckDBDriver().connect("jdbc:duckdb:", new java.util.Properties());
      if (connection == null) {
        throw WeirException.failed("Cannot start the embedded engine: DuckDB gave no connection.");
      }
      try {
        return new EmbeddedEngine(connection, catalog, settings, rejects);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED, "Cannot start the embedded engine: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Result query(String sql, List<? extends @Nullable Object> parameters) {
    begin();
    try {
      prepare(sql, parameters);
      PreparedStatement statement = bound(sql, parameters);
      if (!statement.execute()) {
        statement.close();
        throw WeirException.usage(
            "Cannot run the statement: it answers no rows. Give a query, such as SELECT … FROM ….");
      }
      ResultSet rows = statement.getResultSet();
      return new JdbcResult(statement, rows, this::worded);
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  @Override
  public ArrowReader batches(
      String sql, List<? extends @Nullable Object> parameters, BufferAllocator allocator) {
    begin();
    try {
      prepare(sql, parameters);
      PreparedStatement statement = bound(Export.typed(connection, sql), parameters);
      return ArrowBatches.of(statement, allocator, this::worded);
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  /** Makes what a query reads, and runs it as suits that. */
  private void prepare(String sql, List<? extends @Nullable Object> parameters)
      throws SQLException {
    functions.prepare(sql);
    tables.prepare(sql, parameters);
    String plan = Explain.json(connection, sql, parameters);
    timeHints = TimeHints.of(plan, tables);
    schedule(Scheduling.of(plan, Explain.scanned(plan, tables), settings.threads()));
  }

  /** A statement with its parameters, which {@link #cancel} stops from now on. */
  private PreparedStatement bound(String sql, List<? extends @Nullable Object> parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    running.set(statement);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }

  private void schedule(Scheduling next) throws SQLException {
    next.apply(connection, scheduling);
    scheduling = next;
  }

  private void begin() {
    // The steps and outputs of a plan are one question: what two of them read is counted once.
    if (!isPlanOpen) {
      scanned.clear();
    }
    failure.set(null);
    isCancelled = false;
    timeHints = Map.of();
  }

  private WeirException worded(SQLException e) {
    return tables.unreadable(e).orElseGet(() -> SqlFailure.of(e, failure.get()));
  }

  @Override
  public PlanRun run(Plan plan) {
    begin();
    isPlanOpen = true;
    return EmbeddedPlanRun.start(this, connection, plan, this::keep, () -> isPlanOpen = false);
  }

  /** Makes a table of the rows of a query, in their order. */
  private void keep(String table, Plan.Sql rows) {
    begin();
    try {
      prepare(rows.text(), rows.values());
      schedule(new Scheduling(scheduling.threads(), true));
      String create = "CREATE TABLE " + Dialect.quoted(table) + " AS " + rows.text();
      try (PreparedStatement statement = bound(create, rows.values())) {
        statement.execute();
      }
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  /** A part of the heap, or of what the engine may use where that is said. */
  private static long foldMemory(EngineSettings settings) {
    long ofHeap = Runtime.getRuntime().maxMemory() / 4;
    return settings.memoryBytes() > 0 ? Math.min(ofHeap, settings.memoryBytes() / 2) : ofHeap;
  }

  /**
   * The rows of a fold's input by key; empty when they need too much memory, or this driver's
   * vectors cannot be read.
   */
  Optional<KeyedRows> keyed(KeyedRows.Shape shape, Plan.Sql input) {
    if (foldMemory == 0 || !RowChunks.works(connection)) {
      return Optional.empty();
    }
    begin();
    String sql = KeyedRows.select(shape, input.text());
    try {
      prepare(sql, input.values());
      try (RowChunks chunks = RowChunks.of(bound(sql, input.values()))) {
        return KeyedRows.read(shape, chunks, foldMemory);
      }
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  /** Folds keys, and makes a table of what comes out. */
  void fold(String table, FoldKeys<?> keys) {
    try {
      folds.begin(connection, keys);
      // The rows of many keys may come in any order, so that all threads can fold.
      schedule(new Scheduling(settings.threads(), keys.rows().size() < ROWS_IN_ORDER));
      String create = "CREATE TABLE %s AS FROM %s()";
      String sql = create.formatted(Dialect.quoted(table), FoldFunction.NAME);
      try (PreparedStatement statement = bound(sql, List.of())) {
        statement.execute();
      }
    } catch (SQLException e) {
      RuntimeException failed = keys.failure();
      throw failed == null ? worded(e) : failed;
    } finally {
      folds.end();
    }
  }

  @Override
  public Explanation explain(String sql) {
    begin();
    try {
      functions.prepare(sql);
      tables.prepare(sql, List.of());
      String plan = Explain.text(connection, sql, tables);
      return new Explanation(Explain.scans(connection, sql, tables), plan);
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  @Override
  public long export(String sql, Path target, ExportFormat format) {
    return export(sql, List.of(), target, format);
  }

  long export(
      String sql, List<? extends @Nullable Object> parameters, Path target, ExportFormat format) {
    begin();
    try {
      prepare(sql, parameters);
      String typed = Export.typed(connection, sql);
      boolean isArrow = format == ExportFormat.ARROW;
      String statement = isArrow ? typed : Export.copy(typed, target, format);
      try (PreparedStatement rows = bound(statement, parameters)) {
        return isArrow ? ArrowBatches.write(rows, target) : Export.run(rows);
      }
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED, "Cannot write to %s: %s.".formatted(target, e), e);
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  @Override
  public Map<String, Long> convert(List<String> names, Path target, ExportFormat format) {
    begin();
    try {
      schedule(Scheduling.initial(settings.threads()));
      tables.prepareAll();
      Map<NativeTable, TableSchema> natives = tables.onePass(names);
      if (natives.isEmpty()) {
        return Conversion.oneByOne(connection, names, target, format);
      }
      OnePass shared = new OnePass(natives, this);
      pass = shared;
      List<String> fed = natives.keySet().stream().map(table -> table.schema().name()).toList();
      Map<String, Long> rows =
          new TreeMap<>(Conversion.together(connection, fed, target, format, shared));
      pass = null;
      List<String> others = names.stream().filter(name -> !fed.contains(name)).toList();
      rows.putAll(Conversion.oneByOne(connection, others, target, format));
      return rows;
    } catch (SQLException e) {
      throw worded(e);
    } finally {
      pass = null;
    }
  }

  @Override
  public @Nullable OnePass pass(NativeTable table) {
    OnePass current = pass;
    return current != null && current.feeds(table) ? current : null;
  }

  @Override
  public Progress progress() {
    return account.progress();
  }

  @Override
  public void cancel() {
    isCancelled = true;
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        failed(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw worded(e);
    }
  }

  @Override
  public int threads() {
    return settings.threads();
  }

  @Override
  public ScanAccount account() {
    return account;
  }

  @Override
  public ChunkFiller filler() {
    return filler;
  }

  /** Fills chunks in another way from now on; for tests that compare the ways. */
  void fillWith(ChunkFiller other) {
    filler = other;
  }

  /** Folds rows in memory up to so many bytes from now on; for tests that compare the ways. */
  void foldWithin(long bytes) {
    foldMemory = bytes;
  }

  @Override
  public TimeRange range(NativeTable table) {
    return CatalogTables.hint(catalog, table)
        .intersect(timeHints.getOrDefault(table, TimeRange.ALL));
  }

  @Override
  public boolean isFirstScan(NativeTable table) {
    return scanned.add(table);
  }

  @Override
  public void failed(Throwable cause) {
    failure.compareAndSet(null, cause);
  }

  @Override
  public boolean isCancelled() {
    return isCancelled;
  }
}
