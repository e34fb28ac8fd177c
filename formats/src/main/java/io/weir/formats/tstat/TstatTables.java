// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import io.weir.formats.lines.Resources;
import io.weir.model.Column;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;

/** The tables that Tstat's logs make. */
final class TstatTables {
  private static final String DIRECTION =
      """
      CASE
          WHEN c_isint = 1 AND s_isint = 1 THEN 'internal'
          WHEN c_isint = 1 AND s_isint = 0 THEN 'outgoing'
          WHEN c_isint = 0 AND s_isint = 1 THEN 'incoming'
          WHEN c_isint = 0 AND s_isint = 0 THEN 'external'
        END""";

  /** The later of both directions' ends in milliseconds; the server may not have answered. */
  private static final String UDP_END =
      """
      greatest(coalesce(c_first_abs + 1e3 * c_durat, 0e0), \
      CASE WHEN s_first_abs > 0 THEN coalesce(s_first_abs + 1e3 * s_durat, 0e0) ELSE 0e0 END)""";

  private static final String TCP_SNI = name("coalesce(c_tls_SNI, c_ssl)");
  private static final String UDP_SNI = name("quic_SNI");
  private static final String DNS_NAME = name("fqdn");
  private static final String HTTP_HOST =
      name(
          "CASE WHEN contains(http_hostname, ':') THEN regexp_replace(http_hostname, ':[0-9]*$', '')"
              + " ELSE http_hostname END");

  static final List<ComposedTable> COMPOSED = composed();

  private TstatTables() {}

  /** A name as in a table: without the last dot, which few have, for patterns cost time. */
  private static String name(String column) {
    return "CASE WHEN %1$s LIKE '%%.' THEN regexp_replace(lower(%1$s), '[.]$', '') ELSE lower(%1$s) END"
        .formatted(column);
  }

  private static List<ComposedTable> composed() {
    List<ComposedTable> tables = new ArrayList<>();
    for (String log : List.of("tcp_complete", "tcp_nocomplete")) {
      String flows = sql("flows_tcp.sql", log).replace("${sni}", TCP_SNI);
      String named =
          named(
              flows,
              "coalesce(" + HTTP_HOST + ", " + TCP_SNI + ", " + DNS_NAME + ")",
              "WHEN "
                  + HTTP_HOST
                  + " IS NOT NULL THEN 'http_host'\n    WHEN "
                  + TCP_SNI
                  + " IS NOT NULL THEN 'tls_sni'");
      add(tables, log, flows, named);
    }
    String flows =
        sql("flows_udp.sql", "udp_complete").replace("${sni}", UDP_SNI).replace("${end}", UDP_END);
    String named =
        named(
            flows,
            "coalesce(" + UDP_SNI + ", " + DNS_NAME + ")",
            "WHEN " + UDP_SNI + " IS NOT NULL THEN 'quic_sni'");
    add(tables, "udp_complete", flows, named);
    return List.copyOf(tables);
  }

  private static void add(List<ComposedTable> tables, String log, String flows, String named) {
    List<TableSchema> sources = List.of(table(log));
    tables.add(new ComposedTable(FiveTables.FLOWS, sources, flows));
    tables.add(new ComposedTable(FiveTables.NAMED_FLOWS, sources, named));
  }

  private static String sql(String resource, String log) {
    return Resources.text(TstatTables.class, resource)
        .strip()
        .replace("${table}", TstatLog.TABLE_PREFIX + log)
        .replace("${direction}", DIRECTION);
  }

  /** The SQL of flows with a name behind its items. */
  private static String named(String flows, String name, String sources) {
    int from = flows.lastIndexOf("\nFROM ");
    return flows.substring(0, from)
        + ",\n  "
        + name
        + " AS name,\n  CASE\n    "
        + sources
        + "\n    WHEN "
        + DNS_NAME
        + " IS NOT NULL THEN 'dns'\n  END AS name_source"
        + flows.substring(from);
  }

  /** A native table with all columns that any version of its log may have. */
  private static TableSchema table(String log) {
    List<Column> columns = new ArrayList<>(KnownColumns.all());
    columns.addAll(KnownColumns.ADDED);
    return new TableSchema(
        TstatLog.TABLE_PREFIX + log, "One row a record of Tstat's log_" + log + ".", columns);
  }
}
