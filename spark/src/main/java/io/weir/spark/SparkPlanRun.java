// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A plan on Spark: each step is a temporary view of a session of the plan's own; what folds put out
 * is kept until the plan is closed.
 */
final class SparkPlanRun implements Engine.PlanRun {
  private final SparkSession session;
  private final Plan plan;
  private final Function<Throwable, RuntimeException> failures;
  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final FoldCounts counts = new FoldCounts();

  private SparkPlanRun(
      SparkSession session, Plan plan, Function<Throwable, RuntimeException> failures) {
    this.session = session;
    this.plan = plan;
    this.failures = failures;
    session.sparkContext().register(counts, "weir folds");
  }

  static SparkPlanRun start(
      SparkSession session, Plan plan, Function<Throwable, RuntimeException> failures) {
    SparkPlanRun run = new SparkPlanRun(Classic.of(session).cloneSession(), plan, failures);
    try {
      for (Plan.Step step : plan.steps()) {
        run.take(step);
      }
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void take(Plan.Step step) {
    if (step instanceof Plan.WholeStep whole) {
      kept.addAll(WholeRun.run(session, whole, this::sql, counts, failures));
    } else {
      rows(step).createOrReplaceTempView(Dialect.quoted(step.name()));
    }
  }

  private Dataset<Row> rows(Plan.Step step) {
    if (step instanceof Plan.FoldStep fold) {
      Dataset<Row> rows = FoldRun.rows(sql(fold.input()), fold.fold(), counts).persist();
      kept.add(rows);
      // Now, so that the counts are known and a failure is this step's.
      rows.count();
      return rows;
    }
    return sql(((Plan.SqlStep) step).sql());
  }

  private Dataset<Row> sql(Plan.Sql sql) {
    return NamedParameters.rows(session, sql.text(), sql.values());
  }

  @Override
  public List<String> outputs() {
    return List.copyOf(plan.outputs().keySet());
  }

  @Override
  public Result output(String name) {
    try {
      return new RowsResult(rows(name), failures);
    } catch (Exception e) {
      throw failures.apply(e);
    }
  }

  /** The rows of one of the plan's outputs. */
  Dataset<Row> rows(String output) {
    Plan.Sql sql = plan.outputs().get(output);
    if (sql == null) {
      throw WeirException.usage(
          "Cannot show output %s: the analysis has none of that name. Outputs: %s.",
          output, String.join(", ", plan.outputs().keySet()));
    }
    return sql(sql);
  }

  @Override
  public long export(String output, Path target, Engine.ExportFormat format) {
    try {
      return Export.write(rows(output), target, format);
    } catch (Exception e) {
      throw failures.apply(e);
    }
  }

  @Override
  public long exportTo(
      String output, String address, Engine.ExportFormat format, Engine.Acceptance acceptance) {
    try {
      return RemoteDirectory.write(session, address, format, acceptance, () -> rows(output));
    } catch (Exception e) {
      throw failures.apply(e);
    }
  }

  @Override
  public Map<String, Long> counts() {
    return counts.value();
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
  }
}
