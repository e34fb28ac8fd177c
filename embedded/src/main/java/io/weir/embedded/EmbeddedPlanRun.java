// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan on DuckDB: folds and functions of whole tables fill tables; SQL steps are common table
 * expressions of the outputs.
 */
final class EmbeddedPlanRun implements Engine.PlanRun {
  private final EmbeddedEngine engine;
  private final Connection connection;
  private final Plan plan;
  private final List<String> drops;
  private final Map<String, Long> counts;
  private final Runnable closed;
  private final SharedRows shared;

  private EmbeddedPlanRun(
      EmbeddedEngine engine,
      Connection connection,
      Plan plan,
      List<String> drops,
      Map<String, Long> counts,
      Runnable closed) {
    this.engine = engine;
    this.connection = connection;
    this.plan = plan;
    this.drops = drops;
    this.counts = counts;
    this.closed = closed;
    this.shared = new SharedRows(plan);
  }

  /**
   * Runs the steps.
   *
   * @param closed is run when the run is closed
   */
  static EmbeddedPlanRun start(
      EmbeddedEngine engine,
      Connection connection,
      Plan plan,
      WholeRun.Keeper keeper,
      Runnable closed) {
    EmbeddedPlanRun run =
        new EmbeddedPlanRun(engine, connection, plan, new ArrayList<>(), new TreeMap<>(), closed);
    try {
      plan.steps().forEach(step -> run.take(step, keeper));
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void take(Plan.Step step, WholeRun.Keeper keeper) {
    if (step instanceof Plan.FoldStep fold) {
      drops.add("DROP TABLE IF EXISTS " + Dialect.quoted(fold.name()));
      Plan.Sql input = withSteps(plan, fold.input(), fold.name());
      count(FoldRun.run(engine, connection, fold, input, shared));
    } else if (step instanceof Plan.WholeStep whole) {
      WholeRun.Outcome outcome =
          WholeRun.run(
              engine, connection, whole, sql -> withSteps(plan, sql, whole.name()), keeper);
      drops.addAll(outcome.drops());
      count(outcome.counts());
    }
  }

  private void count(Map<String, Long> more) {
    more.forEach((what, n) -> counts.merge(what, n, Long::sum));
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
  public List<String> outputs() {
    return List.copyOf(plan.outputs().keySet());
  }

  @Override
  public Result output(String name) {
    Plan.Sql whole = whole(name);
    return engine.query(whole.text(), whole.values());
  }

  @Override
  public long export(String output, Path target, ExportFormat format) {
    Plan.Sql whole = whole(output);
    return engine.export(whole.text(), whole.values(), target, format);
  }

  private Plan.Sql whole(String name) {
    Plan.Sql sql = plan.outputs().get(name);
    if (sql == null) {
      throw WeirException.usage(
          "Cannot show output %s: the analysis has none of that name. Outputs: %s.",
          name, String.join(", ", plan.outputs().keySet()));
    }
    return withSteps(plan, sql, "");
  }

  @Override
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  @Override
  public void close() {
    closed.run();
    try (Statement statement = connection.createStatement()) {
      for (String drop : drops) {
        statement.execute(drop);
      }
    } catch (SQLException e) {
      throw SqlFailure.of(e, null);
    }
  }
}
