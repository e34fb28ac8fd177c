// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import io.weir.job.Analyses;
import io.weir.job.Parameters;
import io.weir.model.Column;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.output.report.Drawing;
import io.weir.output.report.Frame;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the questions of panels. */
final class Answers {
  private final Engine engine;
  private final List<String> tables;
  private final ClassLoader loader;

  Answers(Engine engine, List<String> tables, ClassLoader loader) {
    this.engine = engine;
    this.tables = List.copyOf(tables);
    this.loader = loader;
  }

  /**
   * What a panel shows.
   *
   * @param rows of its table, with which the panel is left out when there are none
   * @param reason why the question cannot be answered; empty when it is
   */
  record Answer(Panel panel, Frame rows, Optional<Drawing> drawing, Optional<String> reason) {
    static Answer of(Panel panel, Frame rows, Optional<Drawing> drawing) {
      return new Answer(panel, rows, drawing, Optional.empty());
    }

    static Answer none(Panel panel, String reason) {
      return new Answer(panel, Frame.empty(), Optional.empty(), Optional.of(reason));
    }
  }

  /** The names of the tables there are. */
  List<String> tables() {
    return tables;
  }

  /** The only row of a query. */
  List<@Nullable Object> row(String sql) {
    return rows(sql, List.of(), Optional.empty()).shown().get(0);
  }

  private Frame rows(String sql, List<Column> columns, Optional<Picture> picture) {
    try (Result result = engine.query(sql, List.of())) {
      return Frame.of(result, picture).with(columns);
    }
  }

  Answer of(Panel panel) {
    if (panel.question() instanceof Panel.Sql sql) {
      Frame rows = rows(sql.text(), sql.columns(), panel.picture());
      return Answer.of(panel, rows, panel.picture().flatMap(p -> Drawing.of(p, rows)));
    }
    Panel.Run run = (Panel.Run) panel.question();
    return run(panel, run, Analyses.named(run.analysis(), loader));
  }

  private <P extends Record> Answer run(Panel panel, Panel.Run run, Analysis<P> analysis) {
    AnalysisSpec<P> spec = analysis.spec();
    P parameters = Parameters.bind(spec.name(), spec.parameters(), run.settings());
    Plan plan = analysis.analyze(parameters, new Context(Clock.systemUTC(), 0, tables));
    String first = plan.outputs().keySet().iterator().next();
    Optional<Picture> picture =
        panel.picture().or(() -> analysis.pictures(parameters).stream().findFirst());
    try (Engine.PlanRun running = engine.run(plan)) {
      Frame rows = output(running, spec, first, run.only(), picture);
      if (rows.isEmpty()) {
        return Answer.of(panel, rows, Optional.empty());
      }
      return Answer.of(
          panel, rows, picture.flatMap(drawn -> drawing(drawn, running, spec, first, rows)));
    } catch (WeirException e) {
      // Such as a series that is too short: there is no answer, and no fault.
      if (e.kind() == WeirException.Kind.USAGE) {
        return Answer.none(panel, String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static Optional<Drawing> drawing(
      Picture picture, Engine.PlanRun run, AnalysisSpec<?> spec, String first, Frame rows) {
    Frame drawn =
        picture.output().equals(first)
            ? rows
            : output(run, spec, picture.output(), Map.of(), Optional.of(picture));
    return Drawing.of(picture, drawn);
  }

  private static Frame output(
      Engine.PlanRun run,
      AnalysisSpec<?> spec,
      String output,
      Map<String, String> only,
      Optional<Picture> picture) {
    List<Column> columns =
        spec.outputs().stream()
            .filter(table -> table.name().equals(output))
            .findFirst()
            .map(table -> table.columns())
            .orElse(List.of());
    try (Result result = run.output(output)) {
      Result asked = result;
      for (Map.Entry<String, String> kept : only.entrySet()) {
        asked = Frame.only(asked, kept.getKey(), kept.getValue());
      }
      return Frame.of(asked, picture).with(columns);
    }
  }
}
