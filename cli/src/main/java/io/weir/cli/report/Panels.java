// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import static io.weir.cli.report.Panel.bars;
import static io.weir.cli.report.Panel.bytes;
import static io.weir.cli.report.Panel.count;
import static io.weir.cli.report.Panel.text;

import io.weir.cli.report.Panel.Run;
import io.weir.cli.report.Panel.Sql;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions of the report, in the order of the page. */
final class Panels {
  private static final String TRAFFIC = "Traffic";
  private static final String NAMES = "Names";
  private static final String DNS = "DNS";
  private static final String WEB = "Web";
  private static final String TROUBLE = "Failures and scans";

  /** The parts of the page. */
  static final List<String> SECTIONS = List.of(TRAFFIC, NAMES, DNS, WEB, TROUBLE);

  /** How many rows are asked for, where there may be many. */
  private static final int MOST = 20;

  private static final String BYTES = "sum(coalesce(c_bytes, 0) + coalesce(s_bytes, 0))";

  private Panels() {}

  /** Of flows in this table. */
  static List<Panel> ofFlows(String flows, Duration bucket) {
    return List.of(
        traffic(flows, bucket),
        anomalies(flows, bucket),
        run(TRAFFIC, "Transport protocols", flows, "protocols", Map.of()),
        bars(
            TRAFFIC,
            "Services, by the port that was contacted",
            flows,
            """
            SELECT concat(coalesce(proto, '?'), '/', coalesce(CAST(s_port AS STRING), '?'), ' ',
                coalesce(service, port_name(s_port, proto), '')) AS service,
              %s AS bytes, count(*) AS flows
            FROM %s
            GROUP BY concat(coalesce(proto, '?'), '/', coalesce(CAST(s_port AS STRING), '?'), ' ',
                coalesce(service, port_name(s_port, proto), ''))
            ORDER BY bytes DESC, flows DESC, service LIMIT %d"""
                .formatted(BYTES, flows, MOST),
            List.of(text("service"), bytes("bytes"), count("flows"))),
        run(
            TRAFFIC,
            "Hosts that send and receive most",
            flows,
            "top-talkers",
            Map.of("limit", "15")),
        bars(
            TRAFFIC,
            "Pairs of hosts that exchange most: client, server",
            flows,
            """
            SELECT c_ip AS client, s_ip AS server, %s AS bytes, count(*) AS flows
            FROM %s WHERE c_ip IS NOT NULL AND s_ip IS NOT NULL GROUP BY c_ip, s_ip
            ORDER BY bytes DESC, flows DESC, client, server LIMIT %d"""
                .formatted(BYTES, flows, MOST),
            List.of(text("client"), text("server"), bytes("bytes"), count("flows"))),
        bars(
            TROUBLE,
            "Connections that were not established, by server",
            flows,
            """
            SELECT coalesce(s_ip, '?') AS server, coalesce(CAST(s_port AS STRING), '?') AS port,
              conn_state AS state, count(*) AS flows, count(DISTINCT c_ip) AS clients
            FROM %s WHERE proto = 'tcp' AND conn_state IN ('S0', 'REJ', 'RSTOS0', 'RSTRH', 'SH', 'SHR')
            GROUP BY s_ip, s_port, conn_state
            ORDER BY flows DESC, server, port, state LIMIT %d"""
                .formatted(flows, MOST),
            List.of(text("server"), text("port"), text("state"), count("flows"), count("clients"))),
        new Panel(
            TROUBLE,
            "Port scans: sources that probe many destinations",
            flows,
            new Run("port-scan", Map.of(), Map.of("event", "end")),
            Optional.empty()));
  }

  private static Panel traffic(String flows, Duration bucket) {
    List<Column> columns =
        List.of(
            new Column("time", ColumnType.TIMESTAMP, "UTC", ""), bytes("bytes"), count("flows"));
    Picture picture =
        Picture.Lines.ofWindows(
            "Traffic over time", Panel.ROWS, "time", "bytes", Optional.empty(), bucket);
    String heading = "Bytes of the flows that begin in each " + Buckets.text(bucket);
    return new Panel(
        TRAFFIC,
        heading,
        flows,
        new Sql(buckets(flows, bucket) + " ORDER BY 1", columns),
        Optional.of(picture));
  }

  private static String buckets(String flows, Duration bucket) {
    return """
        SELECT tumbling(ts, INTERVAL '%1$s' SECOND).start AS time, %2$s AS bytes, count(*) AS flows
        FROM (SELECT * FROM %3$s WHERE ts IS NOT NULL)
        GROUP BY tumbling(ts, INTERVAL '%1$s' SECOND)"""
        .formatted(Buckets.seconds(bucket), BYTES, flows);
  }

  private static Panel anomalies(String flows, Duration bucket) {
    Map<String, String> settings =
        Map.of(
            "query",
            buckets(flows, bucket),
            "time",
            "time",
            "numerical",
            "bytes",
            "every",
            Buckets.setting(bucket),
            "max-anoms",
            "0.02");
    return new Panel(
        TRAFFIC,
        "Anomalies: more bytes than is usual",
        flows,
        new Run("s-h-esd", settings, Map.of()),
        Optional.empty());
  }

  private static Panel run(
      String section, String heading, String table, String analysis, Map<String, String> settings) {
    return new Panel(
        section, heading, table, new Run(analysis, settings, Map.of()), Optional.empty());
  }

  /** Of flows with names. */
  static List<Panel> ofNames() {
    return List.of(
        run(
            NAMES,
            "Names that most is exchanged with",
            "named_flows",
            "domain-traffic",
            Map.of("limit", String.valueOf(MOST))),
        bars(
            NAMES,
            "How the names are known",
            "named_flows",
            """
            SELECT name_source AS source, count(*) AS flows, count(DISTINCT name) AS names
            FROM named_flows WHERE name IS NOT NULL GROUP BY name_source
            ORDER BY flows DESC, source""",
            List.of(text("source"), count("flows"), count("names"))));
  }

  /** Of DNS. */
  static List<Panel> ofDns() {
    return List.of(
        bars(
            DNS,
            "Names asked for most",
            "dns",
            """
            SELECT query AS name, count(*) AS queries, count(DISTINCT c_ip) AS clients,
              count_if(resp_code IS NULL) AS unanswered,
              count_if(coalesce(resp_code, 'NOERROR') <> 'NOERROR') AS errors
            FROM dns WHERE query IS NOT NULL GROUP BY query ORDER BY queries DESC, name LIMIT %d"""
                .formatted(MOST),
            List.of(
                text("name"),
                count("queries"),
                count("clients"),
                count("unanswered"),
                count("errors"))),
        run(
            DNS,
            "Servers that are asked most",
            "dns",
            "top-dns-servers",
            Map.of("limit", String.valueOf(MOST))),
        bars(
            DNS,
            "Response codes",
            "dns",
            """
            SELECT coalesce(resp_code, 'no response') AS code, count(*) AS queries
            FROM dns GROUP BY coalesce(resp_code, 'no response') ORDER BY queries DESC, code""",
            List.of(text("code"), count("queries"))),
        bars(
            DNS,
            "Types asked for",
            "dns",
            """
            SELECT req_type AS kind, count(*) AS queries FROM dns WHERE req_type IS NOT NULL
            GROUP BY req_type ORDER BY queries DESC, kind LIMIT %d"""
                .formatted(MOST),
            List.of(text("kind"), count("queries"))),
        bars(
            TROUBLE,
            "DNS: names with errors, or without an answer",
            "dns",
            """
            SELECT query AS name, coalesce(resp_code, 'no response') AS code, count(*) AS queries,
              count(DISTINCT c_ip) AS clients
            FROM dns WHERE query IS NOT NULL AND coalesce(resp_code, '?') <> 'NOERROR'
            GROUP BY query, coalesce(resp_code, 'no response')
            ORDER BY queries DESC, name, code LIMIT %d"""
                .formatted(MOST),
            List.of(text("name"), text("code"), count("queries"), count("clients"))));
  }

  /** Of HTTP. */
  static List<Panel> ofHttp() {
    return List.of(
        bars(
            WEB,
            "Hosts that are asked most (HTTP that can be read)",
            "http",
            """
            SELECT coalesce(host, s_ip) AS host, count(*) AS requests,
              sum(coalesce(response_body_len, 0)) AS bytes, count(DISTINCT c_ip) AS clients
            FROM http WHERE coalesce(host, s_ip) IS NOT NULL GROUP BY coalesce(host, s_ip)
            ORDER BY requests DESC, bytes DESC, host LIMIT %d"""
                .formatted(MOST),
            List.of(text("host"), count("requests"), bytes("bytes"), count("clients"))),
        bars(
            WEB,
            "Response statuses",
            "http",
            """
            SELECT coalesce(CAST(status_code AS STRING), 'no response') AS status,
              count(*) AS requests
            FROM http GROUP BY coalesce(CAST(status_code AS STRING), 'no response')
            ORDER BY requests DESC, status LIMIT %d"""
                .formatted(MOST),
            List.of(text("status"), count("requests"))),
        bars(
            WEB,
            "Browsers and other clients (User-Agent)",
            "http",
            """
            SELECT user_agent AS client, count(*) AS requests, count(DISTINCT c_ip) AS hosts
            FROM http WHERE user_agent IS NOT NULL GROUP BY user_agent
            ORDER BY requests DESC, client LIMIT %d"""
                .formatted(MOST),
            List.of(text("client"), count("requests"), count("hosts"))),
        bars(
            TROUBLE,
            "HTTP: requests that failed",
            "http",
            """
            SELECT coalesce(host, s_ip, '?') AS host, coalesce(path, url, '?') AS path,
              CAST(status_code AS STRING) AS status, count(*) AS requests
            FROM http WHERE status_code >= 400
            GROUP BY coalesce(host, s_ip, '?'), coalesce(path, url, '?'), status_code
            ORDER BY requests DESC, host, path, status LIMIT %d"""
                .formatted(MOST),
            List.of(text("host"), text("path"), text("status"), count("requests"))));
  }
}
