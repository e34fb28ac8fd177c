// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.save;

import com.google.auto.service.AutoService;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Plan;
import io.weir.model.tables.FiveTables;
import java.util.List;

/** The rows of a table, as they are. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Save implements Analysis<Save.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "the table to save", defaultValue = "netlytics") String table,
      @Parameter(help = "rows kept; -1 for all", defaultValue = "-1", min = -1) int limit) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "save",
        "The rows of a table as they are and as they come; the columns are the table's.",
        List.of(),
        Parameters.class,
        List.of(new TableSchema("rows", "The rows of the table.", List.of())),
        AnalysisSpec.Live.BOUNDED_ONLY);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    if (!context.tables().contains(p.table())) {
      throw WeirException.usage("Cannot save: %s", FiveTables.missing(p.table(), context.tables()));
    }
    String select = "SELECT * FROM `" + p.table().replace("`", "``") + "`";
    Plan.Sql present =
        p.limit() < 0
            ? Plan.Sql.of("SELECT * FROM rows")
            : Plan.Sql.of("SELECT * FROM rows LIMIT ?", p.limit());
    return Plan.sql(Plan.Sql.of(select), present);
  }
}
