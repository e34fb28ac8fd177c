// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.ComposedTable;
import io.weir.model.tables.FiveTables;
import java.util.List;

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

  static List<ComposedTable> composed() {
    return COMPOSED;
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
