// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.ComposedTable;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The tables that Zeek's logs make together. */
final class ZeekTables {
  /**
   * A host as in a table: lower-case, without port or trailing dot; IPv6 addresses stay whole, but
   * without brackets. NULL when nothing is left.
   */
  private static final String HOST =
      """
      nullif(regexp_replace(CASE \
      WHEN host LIKE '[%' THEN replace(replace(regexp_replace(lower(host), ':[0-9]*$', ''), '[', ''), ']', '') \
      WHEN host LIKE '%:%:%' THEN lower(host) \
      ELSE regexp_replace(lower(host), ':[0-9]*$', '') END, '[.]$', ''), '')""";

  private static final List<ComposedTable> COMPOSED =
      List.of(
          new ComposedTable(
              FiveTables.FLOWS,
              List.of(
                  KnownFields.table("conn"), KnownFields.table("ssl"), KnownFields.table("quic")),
              sql("flows.sql")),
          new ComposedTable(
              FiveTables.NAMED_FLOWS,
              List.of(
                  KnownFields.table("conn"),
                  KnownFields.table("http"),
                  KnownFields.table("ssl"),
                  KnownFields.table("quic")),
              sql("named_flows.sql")),
          new ComposedTable(FiveTables.DNS, List.of(KnownFields.table("dns")), sql("dns.sql")),
          new ComposedTable(FiveTables.HTTP, List.of(KnownFields.table("http")), sql("http.sql")));

  private ZeekTables() {}

  /** The tables, with names from DNS answers in {@code named_flows} when the options ask. */
  static List<ComposedTable> composed(Options options) {
    OptionalLong seconds = ZeekOptions.dnsNames(options);
    if (seconds.isEmpty()) {
      return COMPOSED;
    }
    return COMPOSED.stream()
        .map(
            table ->
                table.schema().equals(FiveTables.NAMED_FLOWS)
                    ? withDnsNames(table, seconds.getAsLong())
                    : table)
        .toList();
  }

  /**
   * Names by the latest answer that the client saw before the connection began, while it counts.
   * The answers and the connections of a client and an address are looked through in order of time.
   */
  private static ComposedTable withDnsNames(ComposedTable table, long seconds) {
    List<TableSchema> sources = new ArrayList<>(table.sources());
    sources.add(KnownFields.table("dns"));
    String sql =
        table
            .sql()
            .replace("q.sni) AS name", "q.sni, n.name) AS name")
            .replace("'quic_sni'", "'quic_sni'\n    WHEN n.name IS NOT NULL THEN 'dns'");
    String join = Resources.text("dns_names.sql").replace("${seconds}", seconds + "e0");
    return new ComposedTable(table.schema(), sources, sql.strip() + "\n" + join.strip());
  }

  /** The SQL of a resource with what the texts share put in. */
  private static String sql(String name) {
    String flows = Resources.text("flows.sql");
    int from = flows.indexOf("FROM zeek_conn");
    return Resources.text(name)
        .replace("${host}", HOST)
        .replace("${flows.items}", flows.substring("SELECT".length(), from).strip())
        .replace("${flows.from}", flows.substring(from).strip());
  }
}
