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

/** Clusters that come of dividing all rows in two, and the halves again. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class BisectingKMeans implements Analysis<BisectingKMeans.Parameters> {
  private static final String NAME = "bisecting-kmeans";
  private static final String NODE = "node";

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      FeatureRequest features,
      @Parameter(help = "clusters", defaultValue = "5", min = 1, max = 100000) int k,
      @Parameter(help = "what the first centres are drawn by", defaultValue = "1") long seed,
      @Parameter(
              help = "first centres tried at each division; the best are kept",
              defaultValue = "5",
              min = 1,
              max = 1000)
          int starts,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        NAME,
        "Rows of any table in a number of clusters, found by dividing them in two again and again.",
        List.of(),
        Parameters.class,
        ClusterTables.OUTPUTS,
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    Source source = new Source(NAME, p.table(), p.query(), p.model());
    return ClusterTables.plan(
        NAME, source, context, (inputs, out) -> run(p, context.seed(), inputs, out));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return ClusterTables.PICTURES;
  }

  private static void run(Parameters p, long seed, List<WholeInput> inputs, WholeOut out) {
    Encoded encoded = Encoded.of(p.features(), inputs, ClusterTables.ADDED, out);
    Distinct points = Distinct.of(encoded.vectors());
    Bisections tree =
        inputs.size() > 1
            ? given(encoded, points.dimensions())
            : Bisections.of(points, p.k(), p.starts(), p.seed() + seed);
    ClusterTables.write(
        encoded,
        points,
        Metric.EUCLIDEAN,
        tree.labels(points),
        tree.clusters(),
        facts(tree, points.dimensions()),
        out);
  }

  private static List<Model.Fact> facts(Bisections tree, int dimensions) {
    List<Model.Fact> facts = new ArrayList<>();
    facts.add(Model.Fact.analysis(NAME));
    for (int n = 0; n < tree.nodes().size(); n++) {
      Bisections.Node node = tree.nodes().get(n);
      String centre = ClusterTables.text(tree.centres(), n * dimensions, dimensions);
      facts.add(new Model.Fact(NODE, "centre", n, Double.NaN, centre));
      facts.add(new Model.Fact("parent", "", n, node.parent(), ""));
      facts.add(new Model.Fact("cluster", "", n, node.cluster(), ""));
    }
    return facts;
  }

  /** The tree of a model. */
  private static Bisections given(Encoded encoded, int dimensions) {
    Model.requireAnalysis(encoded.facts(), NAME);
    List<Model.Fact> centres = Model.of(encoded.facts(), NODE);
    List<Model.Fact> parents = Model.of(encoded.facts(), "parent");
    List<Model.Fact> clusters = Model.of(encoded.facts(), "cluster");
    List<Bisections.Node> nodes = new ArrayList<>();
    for (int n = 0; n < centres.size() && n < parents.size() && n < clusters.size(); n++) {
      nodes.add(new Bisections.Node((int) parents.get(n).number(), (int) clusters.get(n).number()));
    }
    if (nodes.size() < centres.size() || !Bisections.isTree(nodes)) {
      throw Model.broken("its tree is not whole");
    }
    return new Bisections(nodes, ClusterTables.vectors(centres, dimensions), dimensions);
  }
}
