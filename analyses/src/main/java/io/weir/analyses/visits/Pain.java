// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Model;
import io.weir.analyses.features.Source;
import io.weir.model.Micros;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.time.Duration;
import java.util.List;

/**
 * How fast pages load, seen by the servers that a visit contacts: the method of Trevisan, Drago and
 * Mellia, "PAIN: A passive web performance indicator for ISPs", Computer Networks 149, 2019.
 */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Pain implements Analysis<Pain.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "names of the pages, with commas between; needed unless a model is applied")
          List<String> cores,
      @Parameter(
              help = "length of a visit: names contacted so long after the page belong to it",
              defaultValue = "30s",
              min = 1e-6)
          Duration window,
      @Parameter(
              help = "a visit to learn from begins after so long without flows of the client",
              defaultValue = "5s",
              min = 0)
          Duration gap,
      @Parameter(
              help = "share of a page's visits in which a name must be contacted",
              defaultValue = "0.25",
              min = 0,
              max = 1)
          double minFrequency,
      @Parameter(
              help = "parts into which the names of a page are cut, in the order they come",
              defaultValue = "4",
              min = 1,
              max = 1000)
          int checkpoints,
      @Parameter(
              help = "names of a visit that are remembered; further ones are left out and counted",
              defaultValue = "10000",
              min = 1)
          int maxKeys,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  private static final String FLOWS =
      "SELECT c_ip, ts, name FROM %s WHERE c_ip IS NOT NULL AND ts IS NOT NULL";

  private static final String COUNTS =
      """
      SELECT kind, page, pattern, count(*) AS visits, coalesce(sum(micros), 0) AS micros,
        coalesce(sum(CAST(round(micros / 1000) AS BIGINT)), 0) AS millis,
        coalesce(sum(CAST(round(micros / 1000) AS BIGINT) * CAST(round(micros / 1000) AS BIGINT)), 0)
          AS squares
      FROM `weir visits` WHERE kind <> 'measure' GROUP BY kind, page, pattern""";

  private static final String MEASURED =
      """
      SELECT page, ts, c_ip, pattern, micros FROM `weir visits` WHERE kind = 'measure'
      ORDER BY page, ts, c_ip, pattern""";

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "pain",
        "How fast pages load: when their visits contact the names that pages contact first, later"
            + " and last.",
        List.of("named_flows"),
        Parameters.class,
        List.of(PageReport.VISITS, PageReport.PAGES, PageReport.CHECKPOINTS, Model.SCHEMA),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("pain", "named_flows");
    List<String> cores = Core.names(p.cores());
    Learned<Pages> pages = new Learned<>();
    Plan.Sql flows = Plan.Sql.of(FLOWS.formatted(table));
    Plan.Sql measured = Plan.Sql.of(MEASURED);
    Plan.Builder plan = Plan.builder();
    if (p.model().isEmpty()) {
      pages.set(new Pages(cores));
      plan.fold("weir visits", flows, fold(p, pages))
          .whole(
              "weir pain",
              List.of(measured, Plan.Sql.of(COUNTS)),
              (inputs, out) -> learn(p, cores, inputs, out));
    } else {
      Plan.Sql facts = new Source("pain", table, "", p.model()).inputs(context).get(1);
      plan.whole(
              "weir model of pages",
              List.of(facts),
              (inputs, out) ->
                  pages.set(new Pages(PageModel.of(Model.read(inputs.get(0))).pages().keySet())))
          .fold("weir visits", flows, fold(p, pages))
          .whole(
              "weir pain",
              List.of(measured, facts),
              (inputs, out) ->
                  PageReport.write(PageModel.of(Model.read(inputs.get(1))), inputs.get(0), out));
    }
    return PageReport.outputs(plan).build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        new Picture.Boxes(
            "checkpoints",
            "When visits reach the checkpoints of pages: 25th percentile, median and 75th; the 5th and"
                + " 95th are where lines end, or points where they are more than 1.5 boxes away",
            "pages",
            List.of("page", "day", "checkpoint"),
            List.of("p5", "p25", "p50", "p75", "p95")));
  }

  private static FoldSpec<PageFold.State> fold(Parameters p, Learned<Pages> pages) {
    return new FoldSpec<>(
        List.of("c_ip"),
        "ts",
        List.of("name"),
        PageFold.COLUMNS,
        PageFold.OUTPUT,
        new PageFold(pages, Micros.of(p.window()), Micros.of(p.gap()), p.maxKeys()));
  }

  private static void learn(
      Parameters p, List<String> cores, List<WholeInput> inputs, WholeOut out) {
    PageModel model = new PageStudy(p, cores).learn(inputs.get(1), inputs.get(0), out);
    PageReport.write(model, inputs.get(0), out);
  }
}
