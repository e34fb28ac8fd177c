// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.dns;

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

/** The DNS servers that are asked most. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class TopDnsServers implements Analysis<TopDnsServers.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "length of a window, such as 1m or 1h; absent: one total", min = 1e-6)
          Optional<Duration> every,
      @Parameter(help = "rows kept, in each window", defaultValue = "50", min = 1) int limit) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "top-dns-servers",
        "The DNS servers that are asked most; ties go to the address first in the"
            + " alphabet, transactions whose server is not known are left out.",
        List.of("dns"),
        Parameters.class,
        List.of(
            new TableSchema(
                "rows",
                "One row a server, and window.",
                List.of(
                    Windows.COLUMN,
                    new Column("resolver", ColumnType.STRING, "", "the server asked"),
                    new Column("queries", ColumnType.BIGINT, "", "transactions"),
                    new Column("unanswered", ColumnType.BIGINT, "", "those without a response"),
                    new Column("errors", ColumnType.BIGINT, "", "responses other than NOERROR")))),
        AnalysisSpec.Live.WITH_WINDOWS);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("top-dns-servers", "dns");
    Windows windows = new Windows(p.every());
    String rows =
        """
        SELECT %ss_ip AS resolver, count(*) AS queries,
          count_if(resp_code IS NULL) AS unanswered,
          count_if(coalesce(resp_code, 'NOERROR') <> 'NOERROR') AS errors
        FROM %s WHERE s_ip IS NOT NULL GROUP BY %ss_ip"""
            .formatted(windows.select(), windows.from(table), windows.groupBy());
    String present =
        """
        SELECT %1$sresolver, queries, unanswered, errors FROM (
          SELECT *, row_number() OVER (%2$sORDER BY queries DESC, resolver) AS place FROM rows)
        WHERE place <= ? ORDER BY %1$splace"""
            .formatted(windows.column(), windows.partitionBy());
    return Plan.sql(Plan.Sql.of(rows), Plan.Sql.of(present, p.limit()));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        Windows.pictureOfMost("DNS servers that are asked most", p.every(), "resolver", "queries"));
  }
}
