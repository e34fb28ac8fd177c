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

/** Traffic by transport protocol. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class Protocols implements Analysis<Protocols.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "length of a window, such as 1m or 1h; absent: one total", min = 1e-6)
          Optional<Duration> every) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "protocols",
        "Flows, packets and bytes of both directions by transport protocol, most bytes first; ties go"
            + " to the protocol first in the alphabet, flows whose protocol is not known are one row.",
        List.of("flows", "named_flows"),
        Parameters.class,
        List.of(
            new TableSchema(
                "rows",
                "One row a protocol, and window.",
                List.of(
                    Windows.COLUMN,
                    new Column("proto", ColumnType.STRING, "", "transport protocol"),
                    new Column("flows", ColumnType.BIGINT, "flows", "flows"),
                    new Column("packets", ColumnType.BIGINT, "packets", "both directions"),
                    new Column("bytes", ColumnType.BIGINT, "bytes", "both directions")))),
        AnalysisSpec.Live.WITH_WINDOWS);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("protocols", "flows", "named_flows");
    Windows windows = new Windows(p.every());
    String rows =
        """
        SELECT %sproto, count(*) AS flows,
          sum(coalesce(c_pkt, 0) + coalesce(s_pkt, 0)) AS packets,
          sum(coalesce(c_bytes, 0) + coalesce(s_bytes, 0)) AS bytes
        FROM %s GROUP BY %sproto"""
            .formatted(windows.select(), windows.from(table), windows.groupBy());
    String present =
        "SELECT %1$sproto, flows, packets, bytes FROM rows ORDER BY %1$sbytes DESC, proto"
            .formatted(windows.column());
    return Plan.sql(Plan.Sql.of(rows), Plan.Sql.of(present));
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(Windows.picture("Transport protocols", p.every(), "proto", "bytes"));
  }
}
