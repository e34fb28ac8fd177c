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
import java.util.Optional;

/** The rows of a table with a vector for each. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Features implements Analysis<Features.Parameters> {
  /** The help of the parameter {@code numerical}. */
  public static final String NUMERICAL_HELP =
      "columns that are numbers, with commas between; :log1p behind one takes its logarithm;"
          + " default: all, where no columns are named";

  /** The help of the parameter {@code categorical}. */
  public static final String CATEGORICAL_HELP =
      "other columns; behind one :prefix/24/48 makes addresses prefixes, :port makes ports"
          + " classes, :sld makes names registered domains";

  /** The help of the parameter {@code scaling}. */
  public static final String SCALING_HELP =
      "how numbers are made comparable: none, zscore, minmax, robust (median and quartiles);"
          + " or l1row, l2row, maxrow: each row by its sum, length or greatest number;"
          + " or lprow: by its length in the norm of p";

  /** The help of the parameter {@code p}. */
  public static final String P_HELP = "the p of scaling=lprow, at least 1; default: 2";

  /** The help of the parameter {@code nulls}. */
  public static final String NULLS_HELP =
      "what stands for absent numbers: mean, zero, or drop, which leaves the row out";

  /** The help of the parameter {@code maxCategories}. */
  public static final String MAX_CATEGORIES_HELP =
      "categories kept of a column, the most frequent; the others are one";

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      @Parameter(help = NUMERICAL_HELP) List<String> numerical,
      @Parameter(help = CATEGORICAL_HELP) List<String> categorical,
      @Parameter(help = SCALING_HELP, defaultValue = "zscore") Scaling scaling,
      @Parameter(help = P_HELP, min = 1) Optional<Double> p,
      @Parameter(help = NULLS_HELP, defaultValue = "mean") Nulls nulls,
      @Parameter(help = MAX_CATEGORIES_HELP, defaultValue = "100", min = 1) int maxCategories,
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
    FeatureRequest request =
        new FeatureRequest(
            p.numerical(), p.categorical(), p.scaling(), p.p(), p.nulls(), p.maxCategories());
    return Plan.builder()
        .whole("weir features", source.inputs(context), (inputs, out) -> run(request, inputs, out))
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
