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
import java.util.Locale;
import java.util.Optional;

/** The hosts that send and receive most, in total or in each window. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class TopTalkers implements Analysis<TopTalkers.Parameters> {
  /** What talkers are ranked by. */
  public enum Measure {
    BYTES,
    PACKETS,
    FLOWS
  }

  /** See the components' help. */
  public record Parameters(
      @Parameter(help = "length of a window, such as 1m or 1h; absent: one total", min = 1e-6)
          Optional<Duration> every,
      @Parameter(help = "rank by bytes, packets or flows", defaultValue = "bytes") Measure by,
      @Parameter(help = "rows kept, in each window", defaultValue = "10", min = 1) int limit) {}

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "top-talkers",
        "The hosts that send and receive most. A host's traffic counts whether it began the flow or"
            + " was contacted; ties go to the address first in the alphabet, an end without address has"
            + " no row.",
        List.of("flows", "named_flows"),
        Parameters.class,
        List.of(
            new TableSchema(
                "rows",
                "One row a host, and window.",
                List.of(
                    Windows.COLUMN,
                    new Column("rank", ColumnType.BIGINT, "", "place, from 1"),
                    new Column("ip", ColumnType.STRING, "", "the host"),
                    new Column("bytes", ColumnType.BIGINT, "bytes", "sent and received"),
                    new Column("bytes_sent", ColumnType.BIGINT, "bytes", "sent by the host"),
                    new Column("packets", ColumnType.BIGINT, "packets", "sent and received"),
                    new Column(
                        "flows", ColumnType.BIGINT, "flows", "flows the host took part in")))),
        AnalysisSpec.Live.WITH_WINDOWS);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("top-talkers", "flows", "named_flows");
    Windows windows = new Windows(p.every());
    // Pairs first, so that the table is read once although each flow counts for both its ends.
    String pairs =
        """
        SELECT %sc_ip, s_ip, count(*) AS flows,
          sum(coalesce(c_bytes, 0)) AS c_bytes, sum(coalesce(s_bytes, 0)) AS s_bytes,
          sum(coalesce(c_pkt, 0) + coalesce(s_pkt, 0)) AS packets
        FROM %s GROUP BY %sc_ip, s_ip"""
            .formatted(windows.select(), windows.from(table), windows.groupBy());
    String ends =
        """
        SELECT %1$sc_ip AS ip, c_bytes AS sent, s_bytes AS received, packets, flows FROM pairs
        WHERE c_ip IS NOT NULL
        UNION ALL
        SELECT %1$ss_ip AS ip, s_bytes AS sent, c_bytes AS received, packets, flows FROM pairs
        WHERE s_ip IS NOT NULL AND (c_ip IS NULL OR s_ip <> c_ip)"""
            .formatted(windows.column());
    String hosts =
        """
        SELECT %1$sip, sum(sent + received) AS bytes, sum(sent) AS bytes_sent,
          sum(packets) AS packets, sum(flows) AS flows
        FROM ends GROUP BY %1$sip"""
            .formatted(windows.column());
    String ranked =
        """
        SELECT %1$srank, ip, bytes, bytes_sent, packets, flows FROM (
          SELECT *, CAST(row_number() OVER (%2$sORDER BY %3$s DESC, ip) AS BIGINT) AS rank
          FROM hosts)
        WHERE rank <= ? ORDER BY %1$srank"""
            .formatted(
                windows.column(), windows.partitionBy(), p.by().name().toLowerCase(Locale.ROOT));
    return Plan.builder()
        .step("pairs", Plan.Sql.of(pairs))
        .step("ends", Plan.Sql.of(ends))
        .step("hosts", Plan.Sql.of(hosts))
        .output("rows", Plan.Sql.of(ranked, p.limit()))
        .build();
  }

  @Override
  public List<Picture> pictures(Parameters p) {
    return List.of(
        Windows.pictureOfMost(
            "Hosts that send and receive most",
            p.every(),
            "ip",
            p.by().name().toLowerCase(Locale.ROOT)));
  }
}
