// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.STRING;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;
import java.util.stream.Stream;

/** Columns of the table of flows with names: those of flows, the name and where it is from. */
final class NamedFlowsTable {
  private static final List<Column> NAME =
      List.of(
          new Column("name", STRING, "", "server's name, lower-case; NULL when no name is known"),
          new Column(
              "name_source",
              STRING,
              "",
              "where the name is from: http_host, tls_sni, quic_sni, tls_cert_cn, dns, proxy_url or ip"));

  static final TableSchema SCHEMA =
      new TableSchema(
          "named_flows",
          "One row a flow, with the name of its server.",
          CommonColumns.after(Stream.concat(FlowsTable.OWN.stream(), NAME.stream()).toList()));

  private NamedFlowsTable() {}
}
