// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.scan;

import com.google.auto.service.AutoService;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Parameter;
import io.weir.model.analysis.Plan;
import java.time.Duration;
import java.util.List;

/** Sources that probe many destinations within a sliding time: horizontal scans. */
@AutoService(Analysis.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class PortScan implements Analysis<PortScan.Parameters> {
  /** See the components' help. */
  public record Parameters(
      @Parameter(
              help = "distinct destinations within the window that make a scan",
              defaultValue = "20",
              min = 2)
          int threshold,
      @Parameter(help = "length of the sliding window", defaultValue = "60s", min = 1e-6)
          Duration window,
      @Parameter(
              help = "least time between two updates of an alert",
              defaultValue = "60s",
              min = 1e-6)
          Duration updateEvery,
      @Parameter(
              help = "a probe has at most so many packets from the client",
              defaultValue = "3",
              min = 1)
          int maxPackets,
      @Parameter(
              help =
                  "destinations remembered for one source; beyond, the oldest is forgotten"
                      + " and counted",
              defaultValue = "10000",
              min = 2)
          int maxKeys) {}

  static final List<Column> OUTPUT =
      List.of(
          new Column("event", ColumnType.STRING, "", "start, update or end of the alert"),
          new Column("ts", ColumnType.TIMESTAMP, "UTC", "time of the event"),
          new Column("c_ip", ColumnType.STRING, "", "the source that scans"),
          new Column(
              "started",
              ColumnType.TIMESTAMP,
              "UTC",
              "first probe of the window that" + " raised the alert"),
          new Column("targets", ColumnType.BIGINT, "", "most distinct destinations in a window"),
          new Column(
              "probes",
              ColumnType.BIGINT,
              "flows",
              "probes since the alert was raised," + " those that raised it included"),
          new Column("ports", ColumnType.STRING, "", "first ports probed, at most ten"),
          new Column("examples", ColumnType.STRING, "", "first destinations, at most five"));

  @Override
  public AnalysisSpec<Parameters> spec() {
    return new AnalysisSpec<>(
        "port-scan",
        "Sources that probe many destinations: small flows that the server did not establish,"
            + " to at least so many distinct addresses within a sliding time.",
        List.of("flows", "named_flows"),
        Parameters.class,
        List.of(new TableSchema("alerts", "One row an event of an alert.", OUTPUT)),
        AnalysisSpec.Live.ALWAYS);
  }

  @Override
  public Plan analyze(Parameters p, Context context) {
    String table = context.firstOf("port-scan", "flows", "named_flows");
    String probes =
        """
        SELECT c_ip, ts, s_ip, s_port FROM %s
        WHERE c_ip IS NOT NULL AND s_ip IS NOT NULL AND ts IS NOT NULL
          AND coalesce(c_pkt, 1) <= ?
          AND coalesce(conn_state, 'S0') IN ('S0', 'REJ', 'RSTOS0', 'RSTRH', 'SH', 'SHR', 'OTH')"""
            .formatted(table);
    FoldSpec<PortScanFold.State> fold =
        new FoldSpec<>(
            List.of("c_ip"),
            "ts",
            List.of("s_ip", "s_port"),
            List.of(
                Column.of("c_ip", ColumnType.STRING),
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("s_ip", ColumnType.STRING),
                Column.of("s_port", ColumnType.BIGINT)),
            OUTPUT,
            new PortScanFold(
                p.threshold(), Micros.of(p.window()), Micros.of(p.updateEvery()), p.maxKeys()));
    return Plan.builder()
        .fold("events", Plan.Sql.of(probes, p.maxPackets()), fold)
        .output("alerts", Plan.Sql.of("SELECT * FROM events ORDER BY ts, c_ip, event DESC"))
        .build();
  }
}
