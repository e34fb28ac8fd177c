// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.flows;

import com.google.auto.service.AutoService;
import io.weir.analyses.window.Windows;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Traffic by the name of the server. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class DomainTraffic implements Analysis<DomainTraffic.Parameters> {
  /** What happens to flows without a name. */
  public enum Unnamed {
    DROP,
    SHOW
  }

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "length of a window, such as 1m or 1h; absent: one total", min = 1e-6)
          Optional<Duration> every,
      @Parameter(help = "flows without a name: drop, or show as one row", defaultValue = "drop")
          Unnamed unnamed,
      @Parameter(help = "rows kept, in each window", defaultValue = "50", min = 1) int limit) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "domain-traffic",
        "Bytes exchanged with each server name, both directions; ties go to the name first in the"
            + " alphabet, flows without a name are left out unless asked for.",
        List.of("named_flows"),
        Parameters.class,
        List.of(
            new TableSchema(
                "rows",
                "One row a name, and window.",
                List.of(
                    Windows.COLUMN,
                    new Column("domain", ColumnType.STRING, "", "the server's name"),
                    new Column("bytes", ColumnType.BIGINT, "bytes", "both directions"),
                    new Column("flows", ColumnType.BIGINT, "flows", "flows")))),
        AnalysisSpec.Live.WITH_WINDOWS);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("domain-traffic", "named_flows");
    Windows windows = new Windows(p.every());
    String rows =
        """
        SELECT %sname AS domain, sum(coalesce(c_bytes, 0) + coalesce(s_bytes, 0)) AS bytes,
          count(*) AS flows
        FROM %s%s GROUP BY %sname"""
            .formatted(
                windows.select(),
                windows.from(table),
                p.unnamed() == Unnamed.DROP ? " WHERE name IS NOT NULL" : "",
                windows.groupBy());
    String present =
        """
        SELECT %1$sdomain, bytes, flows FROM (
          SELECT *, row_number() OVER (%2$sORDER BY bytes DESC, domain) AS place FROM rows)
        WHERE place <= ? ORDER BY %1$splace"""
            .formatted(windows.column(), windows.partitionBy());
    return Plan.sql(Plan.Sql.of(rows), Plan.Sql.of(present, p.limit()));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        Windows.pictureOfMost("Bytes exchanged with each name", p.every(), "domain", "bytes"));
  }
}
