// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import com.google.auto.service.AutoService;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.List;
import java.util.Optional;

/**
 * Resolvers that manipulate answers, found by comparison: the method of Trevisan, Drago, Mellia and
 * Munafò, "Automatic detection of DNS manipulations", IEEE BigData 2017.
 */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Remedy implements Analysis<Remedy.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(
              help = "a name is compared when it was resolved more often than this, by type",
              defaultValue = "50",
              min = 0)
          long minResolutions,
      @Parameter(
              help =
                  "features of a resolver's answers that lead to a network, of ttl, names and"
                      + " addresses, that must never vary to make it suspicious",
              defaultValue = "2",
              min = 0,
              max = 3)
          int fixed,
      @Parameter(
              help =
                  "a resolver must place more registered domains in the network; absent: the"
                      + " median of all networks",
              min = 0)
          Optional<Double> usualDomains,
      @Parameter(
              help =
                  "a resolver must resolve each of these more often on average; absent: the median"
                      + " resolutions of a registered domain in a network",
              min = 0)
          Optional<Double> usualPerDomain,
      @Parameter(
              help = "names and addresses told in a resolver's row; evidence tells all",
              defaultValue = "10",
              min = 1)
          int examples,
      @Parameter(
              help =
                  "resolvers, networks of resolvers and unusual answers that are remembered;"
                      + " beyond, further ones are left out and counted",
              defaultValue = "5000000",
              min = 1)
          int maxKeys) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "remedy",
        "Resolvers that manipulate answers: they send names to networks of their own, otherwise"
            + " than all other resolvers do.",
        List.of("dns"),
        Parameters.class,
        List.of(RemedyTables.RESOLVERS, RemedyTables.EVIDENCE),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    Plan.Builder plan = RemedySql.steps(Plan.builder(), context.firstOf("remedy", "dns"));
    plan.whole(
        "weir remedy", List.of(RemedySql.input()), (inputs, out) -> run(p, inputs.get(0), out));
    return RemedyTables.outputs(plan).build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        new Picture.Matrix(
            "matrix",
            "Unusual answers of each resolver for each name",
            "evidence",
            "resolver",
            "domain",
            "resolutions",
            Picture.Matrix.Shade.ALL));
  }

  private static void run(Parameters p, WholeInput input, WholeOut out) {
    Study study = new Study(p.minResolutions(), p.maxKeys());
    input.read(Study.COLUMNS, study::row);
    study.end();
    Verdict.of(study, p).write(study, out);
    if (study.leftOut() > 0) {
      out.count("left_out_keys", study.leftOut());
    }
  }
}
