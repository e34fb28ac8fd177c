// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Source;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Anomalies of series with a cycle: S-H-ESD (Hochenbaum, Vallis and Kejariwal, 2017; in pieces:
 * Vallis, Hochenbaum and Kejariwal, 2014).
 */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class SeasonalHybridEsd implements Analysis<SeasonalHybridEsd.Parameters> {
  private static final String NAME = "s-h-esd";

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      @Parameter(
              help =
                  "the column with times, or seconds since 1970; default: time, else the first with"
                      + " times")
          List<String> time,
      @Parameter(help = "the column that is looked at; default: the first with numbers")
          List<String> numerical,
      @Parameter(help = "columns each of whose values has a series, with commas between")
          List<String> by,
      @Parameter(help = "from one point to the next; default: what is most frequent", min = 1e-6)
          Optional<Duration> every,
      @Parameter(
              help = "what several rows of one point are together: sum, count, mean, min or max",
              defaultValue = "sum")
          Aggregate aggregate,
      @Parameter(
              help =
                  "what a point without rows is: zero, interpolate (between its neighbours) or none"
                      + " (left out); default: zero for sum and count, else interpolate")
          Optional<Fill> fill,
      @Parameter(help = "points of one cycle; default: found", min = 2, max = 1e8)
          Optional<Integer> period,
      @Parameter(help = "the time of one cycle, instead of period", min = 1e-6)
          Optional<Duration> cycle,
      @Parameter(
              help = "how likely an anomaly is found where there is none",
              defaultValue = "0.05",
              min = 0,
              max = 1)
          double alpha,
      @Parameter(
              help = "the most anomalies, as a part of the points",
              defaultValue = "0.1",
              min = 0,
              max = 0.49)
          double maxAnoms,
      @Parameter(
              help = "on which side: pos (above what is expected), neg (below) or both",
              defaultValue = "pos")
          Direction direction,
      @Parameter(
              help = "false: by mean and standard deviation, not median and median deviation",
              defaultValue = "true")
          boolean hybrid,
      @Parameter(help = "only anomalies of the last day or hr") Optional<Filters.OnlyLast> onlyLast,
      @Parameter(
              help =
                  "only anomalies as high as the days' highest values: med-max (their median), p95"
                      + " or p99 (that percentile)")
          Optional<Filters.Threshold> threshold,
      @Parameter(
              help = "look at pieces of some weeks apart, for series of more than a month",
              defaultValue = "false")
          boolean longterm,
      @Parameter(help = "weeks of a piece, with longterm", defaultValue = "2", min = 1, max = 1e4)
          int piecewiseMedianPeriodWeeks) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        NAME,
        "Values of series with a cycle, such as the traffic of each minute, that are unlike the"
            + " same hour of other days.",
        List.of(),
        Parameters.class,
        SeriesTables.OUTPUTS,
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    requireOne("time", p.time());
    requireOne("numerical", p.numerical());
    Source source = new Source(NAME, p.table(), p.query(), "");
    return Plan.builder()
        .whole("weir s-h-esd", source.inputs(context), new SeriesSearch(p))
        .output("rows", Plan.Sql.of("SELECT * FROM `weir rows`"))
        .output("series", Plan.Sql.of("SELECT * FROM `weir series`"))
        .output("summary", Plan.Sql.of("SELECT * FROM `weir summary`"))
        .build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        new Picture.Lines(
            "series",
            "Values over time, and what is unusual",
            "series",
            "time",
            "value",
            Optional.of("key"),
            Optional.of("expected"),
            Optional.of("anomaly"),
            Optional.empty()));
  }

  private static void requireOne(String parameter, List<String> columns) {
    if (columns.size() > 1) {
      throw WeirException.usage(
          "Cannot run %s: %s is one column (%s). Name one.",
          NAME, parameter, String.join(", ", columns));
    }
  }
}
