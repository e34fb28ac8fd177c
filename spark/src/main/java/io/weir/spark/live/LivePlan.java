// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.spark.Classic;
import io.weir.spark.Dialect;
import io.weir.spark.FoldCounts;
import io.weir.spark.Functions;
import io.weir.spark.NamedParameters;
import io.weir.spark.batch.SparkTypes;
import io.weir.spark.combine.CombinedPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An analysis' plan divided for a stream. The first step that groups by a window, or that folds,
 * runs on the stream and yields rows when windows close; the steps behind it and what presents them
 * are ordinary queries over the rows of the windows that closed together.
 *
 * @param finished the step that runs on the stream
 * @param behind the steps behind it
 * @param outputs what presents them
 * @param window the length of the longest window in microseconds; 0 for none
 * @param isFold whether the step that runs on the stream folds; Spark keeps a fold's state on disk
 *     alone
 */
record LivePlan(
    String name,
    Dataset<Row> finished,
    List<Plan.SqlStep> behind,
    Map<String, Plan.Sql> outputs,
    long window,
    boolean isFold) {

  /**
   * Divides a plan.
   *
   * @param lateness as Spark writes it
   * @param counts counts what comes late, and what folds count
   */
  static LivePlan of(
      SparkSession session, Plan plan, LiveTables tables, String lateness, FoldCounts counts) {
    return new Division(session, plan, tables, counts).divide(lateness);
  }

  private static final class Division {
    private final SparkSession session;
    private final Plan plan;
    private final LiveTables tables;
    private final FoldCounts counts;
    private final NeededColumns needed = new NeededColumns();
    private final Set<String> finishedNames = new HashSet<>();
    private final List<Plan.SqlStep> behind = new ArrayList<>();
    private final List<String> divided = new ArrayList<>();
    private final List<Dataset<Row>> finished = new ArrayList<>();
    private long window;
    private boolean isFold;
    private final Set<Long> windows = new HashSet<>();
    private final Map<String, Combinable> combinable = new HashMap<>();
    private String lateness = "";

    /** A step that can be divided between reading and Spark, and the one table that it reads. */
    private record Combinable(CombinedPlan plan, String table) {}

    Division(SparkSession session, Plan plan, LiveTables tables, FoldCounts counts) {
      this.session = session;
      this.plan = plan;
      this.tables = tables;
      this.counts = counts;
    }

    LivePlan divide(String allowedLateness) {
      lateness = allowedLateness;
      learn();
      stream();
      plan.steps().forEach(this::take);
      if (finished.isEmpty()) {
        throw WeirException.usage(
            "Cannot run the analysis live: nothing in it ends, neither a window nor an alert. Run it"
                + " over files.");
      }
      if (finished.size() > 1) {
        throw WeirException.usage(
            "Cannot run the analysis live: it joins the windows of several streams (%s). Run it over"
                + " files.",
            String.join(", ", divided));
      }
      return new LivePlan(divided.get(0), finished.get(0), behind, plan.outputs(), window, isFold);
    }

    /** Finds the columns that the steps need, and the windows, with tables that hold nothing. */
    private void learn() {
      SparkSession planning = Classic.of(session).cloneSession();
      Functions.watchWindows(
          planning,
          length -> {
            windows.add(length);
            window = Math.max(window, length);
          });
      tables
          .schemas()
          .forEach(
              (name, schema) ->
                  view(name, Classic.rows(planning, new StubTable(schema.withName(name)))));
      alias(planning);
      for (Plan.Step step : plan.steps()) {
        if (step instanceof Plan.FoldStep fold) {
          needed.add(sql(planning, fold.input()));
          view(fold.name(), empty(planning, schema(fold)));
        } else {
          Dataset<Row> rows = sql(planning, ((Plan.SqlStep) step).sql());
          needed.add(rows);
          learnToCombine(step.name(), rows);
          view(step.name(), empty(planning, rows.schema()));
        }
      }
    }

    private void learnToCombine(String step, Dataset<Row> rows) {
      NeededColumns read = new NeededColumns();
      read.add(rows);
      if (read.byTable().size() == 1 && windows.size() == 1) {
        String table = read.byTable().keySet().iterator().next();
        CombinedPlan.of(Classic.execution(rows).optimizedPlan(), LastRow.TIME, window)
            .ifPresent(plan -> combinable.put(step, new Combinable(plan, table)));
      }
    }

    /** The rows of a step whose table's rows are combined while they are read. */
    private Optional<Dataset<Row>> combined(String step) {
      Combinable found = combinable.get(step);
      if (found == null) {
        return Optional.empty();
      }
      return tables
          .combined(session, found.table(), found.plan().combination(), new InTime(window, counts))
          .map(rows -> found.plan().over(rows.withWatermark(LastRow.TIME, lateness)));
    }

    private void alias(SparkSession in) {
      tables
          .aliases()
          .forEach(
              (name, table) -> {
                if (in.catalog().tableExists(Dialect.quoted(table))) {
                  view(name, in.sql("SELECT * FROM " + Dialect.quoted(table)));
                }
              });
    }

    /** Makes the tables that are needed known as streams. */
    private void stream() {
      needed
          .byTable()
          .forEach(
              (name, columns) -> {
                Set<String> wanted = new LinkedHashSet<>(columns);
                wanted.add(LastRow.TIME);
                Dataset<Row> rows =
                    tables.stream(session, name, wanted)
                        .withWatermark(LastRow.TIME, lateness)
                        .where(InTime.of(LastRow.TIME, window, counts));
                view(name, rows);
              });
      alias(session);
    }

    private void take(Plan.Step step) {
      if (step instanceof Plan.FoldStep fold) {
        Dataset<Row> input = sql(session, fold.input());
        requireStream(fold.name(), input);
        isFold = true;
        finish(fold.name(), FoldProcessor.rows(input, fold.fold(), counts));
        return;
      }
      Plan.SqlStep query = (Plan.SqlStep) step;
      Dataset<Row> rows = sql(session, query.sql());
      Optional<Dataset<Row>> combined = combined(query.name());
      if (combined.isPresent()) {
        finish(query.name(), combined.get());
        return;
      }
      if (!rows.isStreaming()) {
        behind.add(query);
        finishedNames.add(query.name());
        view(query.name(), rows);
        return;
      }
      requireStream(query.name(), rows);
      if (isGrouped(Classic.execution(rows).analyzed())) {
        finish(query.name(), rows);
      } else {
        view(query.name(), rows);
      }
    }

    private void finish(String name, Dataset<Row> rows) {
      divided.add(name);
      finished.add(rows);
      finishedNames.add(name);
      view(name, empty(session, rows.schema()));
    }

    /** A step that reads a stream must not read finished rows too: they are not there yet. */
    private void requireStream(String name, Dataset<Row> rows) {
      Set<String> read = new HashSet<>();
      collectViews(Classic.execution(rows).analyzed(), read);
      read.retainAll(finishedNames);
      if (!rows.isStreaming() || !read.isEmpty()) {
        throw WeirException.usage(
            "Cannot run the analysis live: its step %s joins finished windows with records (%s)."
                + " Run it over files.",
            name, String.join(", ", read));
      }
    }

    private static boolean isGrouped(LogicalPlan plan) {
      return plan instanceof Aggregate
          || CollectionConverters.asJava(plan.children()).stream().anyMatch(Division::isGrouped);
    }

    private static void collectViews(LogicalPlan plan, Set<String> names) {
      if (plan instanceof View view) {
        names.add(view.desc().identifier().table());
      }
      CollectionConverters.asJava(plan.children()).forEach(child -> collectViews(child, names));
    }

    private static StructType schema(Plan.FoldStep fold) {
      return SparkTypes.schema(new TableSchema("fold", "", outputs(fold)).columns());
    }

    private static List<Column> outputs(Plan.FoldStep fold) {
      return fold.fold().output();
    }

    private static Dataset<Row> empty(SparkSession in, StructType schema) {
      return in.createDataFrame(List.of(), schema);
    }
  }

  static Dataset<Row> sql(SparkSession session, Plan.Sql sql) {
    return NamedParameters.rows(session, sql.text(), sql.values());
  }

  static void view(String name, Dataset<Row> rows) {
    rows.createOrReplaceTempView(Dialect.quoted(name));
  }
}
