// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import com.google.auto.service.AutoService;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.List;

/** The rows of a table with a vector for each. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Features implements Analysis<Features.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      FeatureRequest features,
      @Parameter(help = Source.MODEL_HELP) String model) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "features",
        "Columns of any table or query as vectors of numbers, one a row, for what learns from them.",
        List.of(),
        Parameters.class,
        List.of(
            new TableSchema("rows", "The rows with their vector.", List.of(Encoded.FEATURES)),
            Model.SCHEMA),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    Source source = new Source("features", p.table(), p.query(), p.model());
    return Plan.builder()
        .whole(
            "weir features",
            source.inputs(context),
            (inputs, out) -> run(p.features(), inputs, out))
        .output("rows", Plan.Sql.of("SELECT * FROM `weir rows`"))
        .output("model", Plan.Sql.of("SELECT * FROM `weir model`"))
        .build();
  }

  private static void run(FeatureRequest request, List<WholeInput> inputs, WholeOut out) {
    Encoded encoded = Encoded.of(request, inputs, List.of(Encoded.FEATURES), out);
    WholeOut.Rows rows = out.beside("weir rows", List.of(Encoded.FEATURES));
    for (int i = 0; i < encoded.vectors().size(); i++) {
      rows.row((long) encoded.vectors().place(i), encoded.vectors().cell(i));
    }
    Model.write(Model.facts(encoded.map()), out.table("weir model", Model.SCHEMA.columns()));
  }
}
