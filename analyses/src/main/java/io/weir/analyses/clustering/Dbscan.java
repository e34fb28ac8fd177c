// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.FeatureRequest;
import io.weir.analyses.features.Source;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.List;

/** Clusters of any shape where rows are dense, and the rows that are in none. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Dbscan implements Analysis<Dbscan.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      FeatureRequest features,
      @Parameter(
              help = "rows are neighbours up to this distance of their features",
              defaultValue = "0.25",
              min = 0)
          double eps,
      @Parameter(
              help = "neighbours, itself among them, that make a row the core of a cluster",
              defaultValue = "10",
              min = 1)
          int minPoints,
      @Parameter(
              help =
                  "how distance is measured: euclidean, manhattan, chebyshev, cosine, haversine"
                      + " or jaccard",
              defaultValue = "euclidean")
          Metric metric,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "dbscan",
        "Rows of any table in clusters of any shape where they are dense; the rest is noise.",
        List.of(),
        Parameters.class,
        ClusterTables.OUTPUTS,
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    Source source = new Source("dbscan", p.table(), p.query(), p.model());
    return ClusterTables.plan(
        "dbscan", source, context, (inputs, out) -> run(p, source.isOrdered(), inputs, out));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return ClusterTables.PICTURES;
  }

  private static void run(Parameters p, boolean isOrdered, List<WholeInput> inputs, WholeOut out) {
    Encoded encoded = Encoded.of(p.features(), inputs, ClusterTables.ADDED, out);
    Distinct points = Distinct.of(encoded.vectors());
    if (inputs.size() > 1) {
      Cores cores = Cores.of(encoded.facts(), points.dimensions());
      ClusterTables.write(
          encoded, points, cores.metric(), cores.labels(points), cores.count(), cores.facts(), out);
      return;
    }
    if (points.size() > 0) {
      p.metric().require(points.dimensions());
    }
    DensityClusters.Clusters found =
        DensityClusters.of(points, p.metric(), p.eps(), p.minPoints(), isOrdered);
    Cores cores = Cores.of(points, found, p.metric(), p.eps());
    ClusterTables.write(
        encoded, points, p.metric(), found.labels(), found.count(), cores.facts(), out);
  }
}
