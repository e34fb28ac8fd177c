// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plan on DuckDB: folds fill tables; SQL steps are common table expressions of the outputs. */
final class EmbeddedPlanRun implements Engine.PlanRun {
  private final Engine engine;
  private final Connection connection;
  private final Plan plan;
  private final List<String> foldTables;
  private final Map<String, Long> counts;

  private EmbeddedPlanRun(
      Engine engine,
      Connection connection,
      Plan plan,
      List<String> foldTables,
      Map<String, Long> counts) {
    this.engine = engine;
    this.connection = connection;
    this.plan = plan;
    this.foldTables = foldTables;
    this.counts = counts;
  }

  static EmbeddedPlanRun start(Engine engine, Connection connection, Plan plan) {
    List<String> tables = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    for (Plan.Step step : plan.steps()) {
      if (step instanceof Plan.FoldStep fold) {
        Plan.Sql input = withSteps(plan, fold.input(), fold.name());
        FoldRun.run(engine, connection, fold, input)
            .forEach((k, v) -> counts.merge(k, v, Long::sum));
        tables.add(fold.name());
      }
    }
    return new EmbeddedPlanRun(engine, connection, plan, tables, counts);
  }

  /** The SQL behind the SQL steps before a step, as common table expressions. */
  private static Plan.Sql withSteps(Plan plan, Plan.Sql sql, String before) {
    List<String> ctes = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      if (step.name().equals(before)) {
        break;
      }
      if (step instanceof Plan.SqlStep query) {
        ctes.add(Dialect.quoted(step.name()) + " AS (" + query.sql().text() + ")");
        values.addAll(query.sql().values());
      }
    }
    values.addAll(sql.values());
    String prefix = ctes.isEmpty() ? "" : "WITH " + String.join(",\n", ctes) + "\n";
    return new Plan.Sql(prefix + sql.text(), values);
  }

  @Override
  public Result output(String name) {
    Plan.Sql sql = plan.outputs().get(name);
    if (sql == null) {
      throw WeirException.usage(
          "Cannot show output %s: the analysis has none of that name. Outputs: %s.",
          name, String.join(", ", plan.outputs().keySet()));
    }
    Plan.Sql whole = withSteps(plan, sql, "");
    return engine.query(whole.text(), whole.values());
  }

  @Override
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  @Override
  public void close() {
    try (Statement statement = connection.createStatement()) {
      for (String table : foldTables) {
        statement.execute("DROP TABLE IF EXISTS " + Dialect.quoted(table));
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, null);
    }
  }
}
