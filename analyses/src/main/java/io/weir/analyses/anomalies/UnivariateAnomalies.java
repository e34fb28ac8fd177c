// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.anomalies;

import com.google.auto.service.AutoService;
import io.weir.analyses.features.Source;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import java.util.List;
import java.util.Optional;

/** Rows whose value of a column is unlike the others. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class UnivariateAnomalies implements Analysis<UnivariateAnomalies.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = Source.TABLE_HELP, defaultValue = "netlytics") String table,
      @Parameter(help = Source.QUERY_HELP) String query,
      @Parameter(help = "the column that is looked at; default: the first with numbers")
          List<String> numerical,
      @Parameter(help = "columns by whose values rows are looked at apart, with commas between")
          List<String> by,
      @Parameter(
              help =
                  "how bounds are found: gaussian (mean and standard deviation), boxplot"
                      + " (quartiles) or mad (median and median deviation)",
              defaultValue = "gaussian")
          Bounds.Method method,
      @Parameter(
              help =
                  "how far bounds are: standard deviations, distances of the quartiles, or median"
                      + " deviations times 1.4826; default: 3, 1.5 or 3.5",
              min = 0)
          Optional<Double> k) {}

  /** What is put behind a row's columns. */
  static final List<Column> ADDED =
      List.of(
          new Column(
              "score",
              ColumnType.DOUBLE,
              "",
              "how far the value is from the centre, or the nearer quartile; in deviations, or"
                  + " distances of the quartiles"),
          new Column("side", ColumnType.STRING, "", "high or low"));

  /** What the rows were compared with. */
  static final TableSchema BOUNDS =
      new TableSchema(
          "bounds",
          "One row a group of rows: what is usual there.",
          List.of(
              new Column("key", ColumnType.STRING_LIST, "", "its values of the columns named"),
              new Column("size", ColumnType.BIGINT, "rows", "rows with a value"),
              new Column("anomalies", ColumnType.BIGINT, "rows", "rows beyond the bounds"),
              new Column("lower", ColumnType.DOUBLE, "", "values below are unusual"),
              new Column("upper", ColumnType.DOUBLE, "", "values above are unusual")));

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "univariate-anomalies",
        "Rows of any table whose value of one column is beyond what is usual.",
        List.of(),
        Parameters.class,
        List.of(
            new TableSchema("rows", "The rows beyond the bounds, in their order.", ADDED), BOUNDS),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    if (p.numerical().size() > 1) {
      throw WeirException.usage(
          "Cannot run univariate-anomalies: it looks at one column (%s). Name one.",
          String.join(", ", p.numerical()));
    }
    Source source = new Source("univariate-anomalies", p.table(), p.query(), "");
    Outliers outliers =
        new Outliers(p.numerical(), p.by(), p.method(), p.k().orElse(p.method().k()));
    return Plan.builder()
        .whole("weir outliers", source.inputs(context), outliers)
        .output("rows", Plan.Sql.of("SELECT * FROM `weir rows`"))
        .output("bounds", Plan.Sql.of("SELECT * FROM `weir bounds`"))
        .build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    // Of one group its bounds say it all.
    return p.by().isEmpty()
        ? List.of()
        : List.of(
            new Picture.Bars(
                "anomalies",
                "Unusual rows of each group",
                "bounds",
                List.of("key"),
                List.of("anomalies")));
  }
}
