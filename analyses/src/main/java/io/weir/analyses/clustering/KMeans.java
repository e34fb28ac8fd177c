// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.FeatureRequest;
import io.weir.analyses.features.Model;
import io.weir.analyses.features.Source;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.List;

/** A number of clusters, each around its mean. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class KMeans implements Analysis<KMeans.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      FeatureRequest features,
      @Parameter(help = "clusters", defaultValue = "5", min = 1, max = 100000) int k,
      @Parameter(help = "what the first centres are drawn by", defaultValue = "1") long seed,
      @Parameter(
              help = "first centres tried; the best are kept",
              defaultValue = "5",
              min = 1,
              max = 1000)
          int starts,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "kmeans",
        "Rows of any table in a number of clusters, each around its mean.",
        List.of(),
        Parameters.class,
        ClusterTables.OUTPUTS,
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    Source source = new Source("kmeans", p.table(), p.query(), p.model());
    return ClusterTables.plan(
        "kmeans", source, context, (inputs, out) -> run(p, context.seed(), inputs, out));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return ClusterTables.PICTURES;
  }

  private static void run(Parameters p, long seed, List<WholeInput> inputs, WholeOut out) {
    Encoded encoded = Encoded.of(p.features(), inputs, ClusterTables.ADDED, out);
    Distinct points = Distinct.of(encoded.vectors());
    Centres.Found found =
        inputs.size() > 1
            ? given(encoded, points)
            : Centres.find(points, p.k(), p.starts(), p.seed() + seed);
    int dimensions = points.dimensions();
    int clusters = dimensions == 0 ? 0 : found.centres().length / dimensions;
    List<Model.Fact> learned = new ArrayList<>();
    learned.add(Model.Fact.analysis("kmeans"));
    for (int c = 0; c < clusters; c++) {
      String centre = ClusterTables.text(found.centres(), c * dimensions, dimensions);
      learned.add(new Model.Fact("cluster", "centre", c, Double.NaN, centre));
    }
    ClusterTables.write(encoded, points, Metric.EUCLIDEAN, found.labels(), clusters, learned, out);
  }

  /** The clusters of a model, with the points that are nearest to their centres. */
  private static Centres.Found given(Encoded encoded, Distinct points) {
    Model.requireAnalysis(encoded.facts(), "kmeans");
    int dimensions = points.dimensions();
    List<Model.Fact> facts = Model.of(encoded.facts(), "cluster");
    if (facts.isEmpty()) {
      throw Model.broken("it has no clusters");
    }
    double[] centres = ClusterTables.vectors(facts, dimensions);
    int[] labels = new int[points.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          Centres.nearest(centres, facts.size(), dimensions, points.values(), i * dimensions);
    }
    return new Centres.Found(centres, labels, Double.NaN);
  }
}
