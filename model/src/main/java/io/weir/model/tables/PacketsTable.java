// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.BIGINT_LIST;
import static io.weir.model.ColumnType.BINARY;
import static io.weir.model.ColumnType.BOOLEAN;
import static io.weir.model.ColumnType.DATE;
import static io.weir.model.ColumnType.INTEGER;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.TIMESTAMP;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;

/** Columns of the table of packets. */
final class PacketsTable {
  static final TableSchema SCHEMA =
      new TableSchema(
          "packets",
          "One row a packet.",
          List.of(
              new Column("ts_ns", BIGINT, "ns", "time of capture, nanoseconds since 1970 UTC"),
              new Column("caplen", BIGINT, "bytes", "bytes captured"),
              new Column("wirelen", BIGINT, "bytes", "bytes on the wire"),
              new Column("linktype", INTEGER, "", "link type of the capture"),
              new Column("vlan", BIGINT_LIST, "", "VLAN tags, outer first"),
              new Column("eth_src", STRING, "", "source hardware address"),
              new Column("eth_dst", STRING, "", "destination hardware address"),
              new Column("ip_version", INTEGER, "", "4 or 6"),
              new Column("src_ip", STRING, "", "source address"),
              new Column("dst_ip", STRING, "", "destination address"),
              new Column("c_ip", STRING, "", "source address (the same as src_ip)"),
              new Column("s_ip", STRING, "", "destination address (the same as dst_ip)"),
              new Column("src_port", BIGINT, "", "source port"),
              new Column("dst_port", BIGINT, "", "destination port"),
              new Column("proto", STRING, "", "transport protocol: tcp, udp, icmp …"),
              new Column("ip_proto", INTEGER, "", "IP protocol number"),
              new Column("ttl", INTEGER, "", "time to live or hop limit"),
              new Column("ip_id", BIGINT, "", "IP identification"),
              new Column("frag_off", INTEGER, "bytes", "fragment offset"),
              new Column("more_frags", BOOLEAN, "", "more fragments follow"),
              new Column("tcp_flags", INTEGER, "", "TCP flags"),
              new Column("seq", BIGINT, "", "TCP sequence number"),
              new Column("ack", BIGINT, "", "TCP acknowledgement number"),
              new Column("window", BIGINT, "", "TCP window as sent"),
              new Column("payload_len", BIGINT, "bytes", "transport payload"),
              new Column("payload", BINARY, "", "transport payload as captured"),
              new Column("file", STRING, "", "file the packet came from (the same as src_file)"),
              new Column("pkt_no", BIGINT, "", "packet number in the file, from 1"),
              new Column("ts", TIMESTAMP, "UTC", "start"),
              new Column("day", DATE, "UTC", "day of the start"),
              new Column("source", STRING, "", "format the record came from"),
              new Column("src_file", STRING, "", "file the record came from"),
              new Column("community_id", STRING, "", "Community ID v1 of the connection")));

  private PacketsTable() {}
}
