// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.model.engine.ResultRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function over whole tables: its inputs are kept as tables of DuckDB's, what it puts out
 * becomes tables, and its rows beside the first input's are joined to them by place.
 */
final class WholeRun implements WholeOut {
  private final Engine engine;
  private final Connection connection;
  private final Plan.WholeStep step;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<AppendedRows> open = new ArrayList<>();
  private final List<String> made = new ArrayList<>();

  /** Keeps the rows of a query as a table. */
  interface Keeper {
    void keep(String table, Plan.Sql rows);
  }

  private WholeRun(Engine engine, Connection connection, Plan.WholeStep step) {
    this.engine = engine;
    this.connection = connection;
    this.step = step;
  }

  /**
   * Runs the function.
   *
   * @param complete a query of the step with all it names defined
   * @return what it counted, and the statements that drop what was made
   */
  static Outcome run(
      Engine engine,
      Connection connection,
      Plan.WholeStep step,
      UnaryOperator<Plan.Sql> complete,
      Keeper keeper) {
    WholeRun run = new WholeRun(engine, connection, step);
    try {
      List<WholeInput> inputs = new ArrayList<>();
      for (Plan.Sql input : step.inputs()) {
        String table = run.inputTable(inputs.size());
        keeper.keep(table, complete.apply(input));
        run.made.add("DROP TABLE IF EXISTS " + Dialect.quoted(table));
        inputs.add(run.new KeptInput(table));
      }
      step.function().run(inputs, run);
      run.finish();
      return new Outcome(run.counts, run.made);
    } catch (RuntimeException e) {
      run.drop(e);
      throw e;
    }
  }

  /**
   * What a run leaves.
   *
   * @param drops statements, in order
   */
  record Outcome(Map<String, Long> counts, List<String> drops) {}

  private String inputTable(int place) {
    return step.name() + " input " + place;
  }

  @Override
  public Rows table(String name, List<Column> columns) {
    execute(
        "CREATE TABLE %s (%s)"
            .formatted(
                Dialect.quoted(name),
                columns.stream()
                    .map(c -> Dialect.quoted(c.name()) + " " + Dialect.typeName(c.type()))
                    .collect(Collectors.joining(", "))));
    made.add("DROP TABLE IF EXISTS " + Dialect.quoted(name));
    AppendedRows rows = new AppendedRows(connection, name);
    open.add(rows);
    return rows;
  }

  @Override
  public Rows beside(String name, List<Column> added) {
    String table = name + " added";
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("place", ColumnType.BIGINT));
    columns.addAll(added);
    Rows rows = table(table, columns);
    execute(
        "CREATE VIEW %s AS SELECT i.*, %s FROM %s i JOIN %s a ON i.rowid = a.place ORDER BY a.place"
            .formatted(
                Dialect.quoted(name),
                added.stream()
                    .map(c -> "a." + Dialect.quoted(c.name()))
                    .collect(Collectors.joining(", ")),
                Dialect.quoted(inputTable(0)),
                Dialect.quoted(table)));
    made.add(0, "DROP VIEW IF EXISTS " + Dialect.quoted(name));
    return rows;
  }

  @Override
  public void count(String what, long n) {
    counts.merge(what, n, Long::sum);
  }

  private void finish() {
    open.forEach(AppendedRows::close);
    open.clear();
  }

  private void drop(RuntimeException failure) {
    try {
      finish();
      made.forEach(this::execute);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw SqlFailure.of(e, null);
    }
  }

  /** An input that was kept. */
  private final class KeptInput implements WholeInput {
    private final String table;
    private final List<Column> columns;

    KeptInput(String table) {
      this.table = table;
      try (Result none = rows("*", " LIMIT 0")) {
        this.columns = none.columns();
      }
    }

    private Result rows(String expressions, String cut) {
      return engine.query(
          "SELECT " + expressions + " FROM " + Dialect.quoted(table) + cut, List.of());
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public void read(List<String> expressions, Consumer<Row> reader) {
      String asked = expressions.isEmpty() ? "1" : String.join(", ", expressions);
      try (Result rows = rows(asked, "")) {
        ResultRow row = new ResultRow(rows::value);
        while (rows.next()) {
          reader.accept(row);
        }
      }
    }
  }

  /** A table that is being filled. */
  private static final class AppendedRows implements Rows {
    private final DuckDBAppender appender;

    AppendedRows(Connection connection, String table) {
      try {
        appender = connection.unwrap(DuckDBConnection.class).createAppender(table);
      } catch (SQLException e) {
        throw SqlFailure.of(e, null);
      }
    }

    @Override
    public void row(@Nullable Object... values) {
      try {
        appender.beginRow();
        for (Object value : values) {
          FoldRun.append(appender, value);
        }
        appender.endRow();
      } catch (SQLException e) {
        throw SqlFailure.of(e, null);
      }
    }

    void close() {
      try {
        appender.close();
      } catch (SQLException e) {
        throw SqlFailure.of(e, null);
      }
    }
  }
}
