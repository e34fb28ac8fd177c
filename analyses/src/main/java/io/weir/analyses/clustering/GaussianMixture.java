// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.FeatureRequest;
import io.weir.analyses.features.Model;
import io.weir.analyses.features.Source;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clusters that may be long, slanted and of different width: normal distributions. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class GaussianMixture implements Analysis<GaussianMixture.Parameters> {
  private static final String NAME = "gaussian-mixture";
  private static final String COMPONENT = "component";
  private static final String COVARIANCE = "covariance";

  private static final List<Column> ADDED = added();

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      FeatureRequest features,
      @Parameter(help = "components", defaultValue = "5", min = 1, max = 10000) int k,
      @Parameter(help = "what the first centres are drawn by", defaultValue = "1") long seed,
      @Parameter(
              help = "first centres tried; the best are kept",
              defaultValue = "5",
              min = 1,
              max = 1000)
          int starts,
      @Parameter(
              help =
                  "the search ends when the mean logarithm of the rows' likelihood changes by less",
              defaultValue = "0.001",
              min = 0)
          double tolerance,
      @Parameter(help = "most rounds of the search", defaultValue = "100", min = 1) int maxRounds,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  private static List<Column> added() {
    List<Column> added = new ArrayList<>(ClusterTables.ADDED);
    added.add(
        new Column(
            "probability", ColumnType.DOUBLE_LIST, "", "share of each cluster in the row; sum 1"));
    return List.copyOf(added);
  }

  @Override
  public AnalysisSpec<Parameters> spec() {
    List<TableSchema> outputs = new ArrayList<>(ClusterTables.OUTPUTS);
    outputs.set(0, new TableSchema("rows", outputs.get(0).meaning(), ADDED));
    return new AnalysisSpec<>(
        NAME,
        "Rows of any table in a number of clusters, each a normal distribution.",
        List.of(),
        Parameters.class,
        outputs,
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
    Encoded encoded = Encoded.of(p.features(), inputs, ADDED, out);
    Distinct points = Distinct.of(encoded.vectors());
    Mixture mixture =
        inputs.size() > 1
            ? given(encoded, points.dimensions())
            : Mixture.of(
                points,
                p.k(),
                p.starts(),
                p.seed() + seed,
                new Mixture.Effort(p.tolerance(), p.maxRounds()));
    double[][] probabilities = mixture.probabilities(points);
    int[] labels = Mixture.labels(probabilities);
    WholeOut.Rows rows = out.beside(ClusterTables.ROWS, ADDED);
    for (int i = 0; i < encoded.vectors().size(); i++) {
      int group = points.group(i);
      rows.row(
          (long) encoded.vectors().place(i),
          encoded.vectors().cell(i),
          (long) labels[group],
          Arrays.stream(probabilities[group]).boxed().toList());
    }
    ClusterTables.summarize(
        encoded,
        points,
        Metric.EUCLIDEAN,
        labels,
        mixture.components().size(),
        facts(mixture, points.dimensions()),
        out);
  }

  private static List<Model.Fact> facts(Mixture mixture, int dimensions) {
    List<Model.Fact> facts = new ArrayList<>();
    facts.add(Model.Fact.analysis(NAME));
    for (int c = 0; c < mixture.components().size(); c++) {
      Normal component = mixture.components().get(c);
      String mean = ClusterTables.text(component.mean(), 0, dimensions);
      String covariance = ClusterTables.text(component.covariance(), 0, dimensions * dimensions);
      facts.add(new Model.Fact(COMPONENT, "mean", c, mixture.weight(c), mean));
      facts.add(new Model.Fact(COVARIANCE, "", c, Double.NaN, covariance));
    }
    return facts;
  }

  /** The components of a model. */
  private static Mixture given(Encoded encoded, int dimensions) {
    Model.requireAnalysis(encoded.facts(), NAME);
    List<Model.Fact> facts = Model.of(encoded.facts(), COMPONENT);
    double[] means = ClusterTables.vectors(facts, dimensions);
    int cells = dimensions * dimensions;
    double[] covariances = ClusterTables.vectors(Model.of(encoded.facts(), COVARIANCE), cells);
    if (facts.isEmpty()) {
      throw Model.broken("it has no components");
    }
    if (covariances.length != facts.size() * cells) {
      throw Model.broken("a component has no covariance");
    }
    List<Normal> components = new ArrayList<>();
    for (int c = 0; c < facts.size(); c++) {
      components.add(
          new Normal(
              Arrays.copyOfRange(means, c * dimensions, (c + 1) * dimensions),
              Arrays.copyOfRange(covariances, c * cells, (c + 1) * cells)));
    }
    return new Mixture(components, facts.stream().mapToDouble(Model.Fact::number).toArray());
  }
}
