// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.analyses.features.Model;
import io.weir.analyses.features.Quantile;
import io.weir.analyses.visits.PageModel.Page;
import io.weir.analyses.visits.PageModel.Support;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures visits by a model: when each checkpoint was reached, and how that is spread by day. */
final class PageReport {
  static final TableSchema VISITS =
      new TableSchema(
          "visits",
          "One row a visit of a page.",
          List.of(
              new Column("ts", ColumnType.TIMESTAMP, "UTC", "begin of the visit"),
              new Column("c_ip", ColumnType.STRING, "", "client"),
              new Column("page", ColumnType.STRING, "", "name of the page"),
              new Column("names", ColumnType.BIGINT, "", "names of the page's model contacted"),
              new Column(
                  "checkpoints",
                  ColumnType.DOUBLE_LIST,
                  "s",
                  "when the last name of each checkpoint was first contacted; NULL for none of"
                      + " them")));

  static final TableSchema PAGES =
      new TableSchema(
          "pages",
          "One row a page, day and checkpoint: how its times are spread.",
          List.of(
              new Column("page", ColumnType.STRING, "", "name of the page"),
              new Column("day", ColumnType.DATE, "UTC", "day on which the visits began"),
              new Column("checkpoint", ColumnType.BIGINT, "", "its number, from 1"),
              new Column("visits", ColumnType.BIGINT, "", "visits that reached it"),
              new Column("p5", ColumnType.DOUBLE, "s", "5th percentile"),
              new Column("p25", ColumnType.DOUBLE, "s", "25th percentile"),
              new Column("p50", ColumnType.DOUBLE, "s", "median"),
              new Column("p75", ColumnType.DOUBLE, "s", "75th percentile"),
              new Column("p95", ColumnType.DOUBLE, "s", "95th percentile")));

  static final TableSchema CHECKPOINTS =
      new TableSchema(
          "checkpoints",
          "One row a page and pattern of names: its checkpoint, and why.",
          List.of(
              new Column("page", ColumnType.STRING, "", "name of the page"),
              new Column("checkpoint", ColumnType.BIGINT, "", "number of the checkpoint, from 1"),
              new Column("pattern", ColumnType.STRING, "", "names; digits are D, others C or X"),
              new Column(
                  "order",
                  ColumnType.DOUBLE,
                  "",
                  "share of visits in which it comes later than another, mean of the others"),
              new Column("frequency", ColumnType.DOUBLE, "", "share of visits that contact it"),
              new Column("mean", ColumnType.DOUBLE, "s", "mean of its first contact"),
              new Column("deviation", ColumnType.DOUBLE, "s", "standard deviation of that")));

  private static final List<Column> DAYS =
      List.of(
          Column.of("page", ColumnType.STRING),
          Column.of("day", ColumnType.TIMESTAMP),
          Column.of("checkpoint", ColumnType.BIGINT),
          Column.of("visits", ColumnType.BIGINT),
          Column.of("p5", ColumnType.DOUBLE),
          Column.of("p25", ColumnType.DOUBLE),
          Column.of("p50", ColumnType.DOUBLE),
          Column.of("p75", ColumnType.DOUBLE),
          Column.of("p95", ColumnType.DOUBLE));

  private static final double[] PERCENTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final long DAY = 86_400_000_000L;

  private final PageModel model;
  private final WholeOut.Rows visits;
  private final WholeOut.Rows days;
  private final List<List<Double>> times = new ArrayList<>();
  private @Nullable String page;
  private long day;

  private PageReport(PageModel model, WholeOut out) {
    this.model = model;
    this.visits = out.table("weir visits told", VISITS.columns());
    this.days = out.table("weir pages", DAYS);
    for (int i = 0; i < model.checkpoints(); i++) {
      times.add(new ArrayList<>());
    }
  }

  /** Writes all tables of visits that are ordered by page and time. */
  static void write(PageModel model, WholeInput measured, WholeOut out) {
    PageReport report = new PageReport(model, out);
    Visits.read(measured, report::visit);
    report.endDay();
    WholeOut.Rows checkpoints = out.table("weir checkpoints", CHECKPOINTS.columns());
    model
        .pages()
        .forEach(
            (name, page) ->
                page.supports()
                    .forEach(
                        (pattern, s) ->
                            checkpoints.row(
                                name,
                                (long) s.checkpoint(),
                                pattern,
                                s.order(),
                                s.frequency(),
                                s.mean(),
                                s.deviation())));
    Model.write(model.facts(), out.table("weir model", Model.SCHEMA.columns()));
  }

  /** Adds the outputs to a plan. */
  static Plan.Builder outputs(Plan.Builder plan) {
    return plan.output(
            "visits", Plan.Sql.of("SELECT * FROM `weir visits told` ORDER BY ts, c_ip, page"))
        .output(
            "pages",
            Plan.Sql.of(
                """
                SELECT page, CAST(day AS DATE) AS day, checkpoint, visits, p5, p25, p50, p75, p95
                FROM `weir pages` ORDER BY page, day, checkpoint"""))
        .output(
            "checkpoints",
            Plan.Sql.of(
                "SELECT * FROM `weir checkpoints` ORDER BY page, checkpoint, `order`, pattern"))
        .output("model", Plan.Sql.of("SELECT * FROM `weir model`"));
  }

  private void visit(Visits.Visit visit) {
    Page known = model.pages().get(visit.page());
    if (known == null) {
      return;
    }
    long visitDay = Math.floorDiv(visit.start(), DAY);
    if (!visit.page().equals(page) || visitDay != day) {
      endDay();
      page = visit.page();
      day = visitDay;
    }
    @Nullable Double[] reached = new Double[model.checkpoints()];
    long names = 0;
    for (Map.Entry<String, Long> offset : visit.offsets().entrySet()) {
      Support support = known.supports().get(offset.getKey());
      if (support != null) {
        int at = support.checkpoint() - 1;
        double seconds = offset.getValue() / 1e6;
        Double before = reached[at];
        reached[at] = before == null ? seconds : Math.max(before, seconds);
        names++;
      }
    }
    for (int i = 0; i < reached.length; i++) {
      Double seconds = reached[i];
      if (seconds != null) {
        times.get(i).add(seconds);
      }
    }
    visits.row(
        Micros.toTime(visit.start()), visit.client(), visit.page(), names, Arrays.asList(reached));
  }

  private void endDay() {
    for (int i = 0; i < times.size(); i++) {
      double[] sorted = times.get(i).stream().mapToDouble(Double::doubleValue).sorted().toArray();
      if (sorted.length > 0) {
        @Nullable Object[] row = new Object[DAYS.size()];
        row[0] = page;
        row[1] = Micros.toTime(day * DAY);
        row[2] = i + 1L;
        row[3] = (long) sorted.length;
        for (int p = 0; p < PERCENTILES.length; p++) {
          row[4 + p] = Quantile.of(sorted, PERCENTILES[p]);
        }
        days.row(row);
      }
      times.get(i).clear();
    }
  }
}
