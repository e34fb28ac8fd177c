// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.BOOLEAN;
import static io.weir.model.ColumnType.DOUBLE;
import static io.weir.model.ColumnType.INTEGER;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.STRING_LIST;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;

/** Columns of the table of flows. */
final class FlowsTable {
  /** Those that the table of flows with names has too. */
  static final List<Column> OWN =
      List.of(
          new Column("time_start", DOUBLE, "s", "start, seconds since 1970 UTC"),
          new Column("time_end", DOUBLE, "s", "end, seconds since 1970 UTC"),
          new Column("duration", DOUBLE, "s", "end minus start"),
          new Column("proto", STRING, "", "transport protocol: tcp, udp, icmp …"),
          new Column("ip_proto", INTEGER, "", "IP protocol number"),
          new Column("ip_version", INTEGER, "", "4 or 6"),
          new Column("c_ip", STRING, "", "client: the address that began the flow"),
          new Column("c_port", BIGINT, "", "client's port; for ICMP the type"),
          new Column("s_ip", STRING, "", "server: the address that was contacted"),
          new Column("s_port", BIGINT, "", "server's port; for ICMP the code"),
          new Column("c_pkt", BIGINT, "packets", "packets sent by the client"),
          new Column("s_pkt", BIGINT, "packets", "packets sent by the server"),
          new Column(
              "c_bytes",
              BIGINT,
              "bytes",
              "payload bytes sent by the client, or what bytes_kind says"),
          new Column(
              "s_bytes",
              BIGINT,
              "bytes",
              "payload bytes sent by the server, or what bytes_kind says"),
          new Column("c_ip_bytes", BIGINT, "bytes", "IP-level bytes sent by the client"),
          new Column("s_ip_bytes", BIGINT, "bytes", "IP-level bytes sent by the server"),
          new Column("c_pkt_retx", BIGINT, "packets", "packets retransmitted by the client"),
          new Column("s_pkt_retx", BIGINT, "packets", "packets retransmitted by the server"),
          new Column("c_bytes_retx", BIGINT, "bytes", "payload bytes retransmitted by the client"),
          new Column("s_bytes_retx", BIGINT, "bytes", "payload bytes retransmitted by the server"),
          new Column("c_rtt_ms", DOUBLE, "ms", "average round-trip time, client side"),
          new Column("s_rtt_ms", DOUBLE, "ms", "average round-trip time, server side"),
          new Column("service", STRING, "", "application protocol as the tool recognised it"),
          new Column("conn_state", STRING, "", "state of the connection, in Zeek's words"),
          new Column("history", STRING, "", "history of the connection, in Zeek's letters"),
          new Column("missed_bytes", BIGINT, "bytes", "bytes missing from the capture"),
          new Column("tcp_flags", INTEGER, "", "OR of the TCP flags of both directions"),
          new Column("tcp_flags_c", INTEGER, "", "OR of the TCP flags sent by the client"),
          new Column("tcp_flags_s", INTEGER, "", "OR of the TCP flags sent by the server"),
          new Column("vlan", INTEGER, "", "outer VLAN"),
          new Column("inner_vlan", INTEGER, "", "inner VLAN"),
          new Column("tos", INTEGER, "", "IP type of service"),
          new Column("in_if", BIGINT, "", "input interface (SNMP index)"),
          new Column("out_if", BIGINT, "", "output interface (SNMP index)"),
          new Column("c_as", BIGINT, "", "AS number of the client, as exported"),
          new Column("s_as", BIGINT, "", "AS number of the server, as exported"),
          new Column("next_hop", STRING, "", "next hop's address"),
          new Column("exporter", STRING, "", "address of the exporter"),
          new Column(
              "sampling", BIGINT, "", "sampling interval: one of so many packets was looked at"),
          new Column("flow_count", BIGINT, "flows", "flows aggregated into this record"),
          new Column("tls_version", STRING, "", "TLS version"),
          new Column("tls_sni", STRING, "", "server name in the TLS hello"),
          new Column("alpn", STRING, "", "application protocol chosen by ALPN"),
          new Column("quic_version", STRING, "", "QUIC version"),
          new Column(
              "tunnel_parents",
              STRING_LIST,
              "",
              "uids of the connections this one is tunnelled in"),
          new Column("local_orig", BOOLEAN, "", "the client is inside the own networks"),
          new Column("local_resp", BOOLEAN, "", "the server is inside the own networks"),
          new Column(
              "direction",
              STRING,
              "",
              "outgoing, incoming, internal or external, seen from the own networks"),
          new Column(
              "bytes_kind",
              STRING,
              "",
              "what c_bytes and s_bytes count: payload, ip, frame or proxy_reply"));

  static final TableSchema SCHEMA =
      new TableSchema("flows", "One row a flow, as exported or metered.", CommonColumns.after(OWN));

  private FlowsTable() {}
}
