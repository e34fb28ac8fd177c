// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The members of one tool's records.
 *
 * @param source what the rows have as their source
 * @param signatures the members by which a record is recognised: those of one of these sets
 * @param names what a key is called in {@code members}
 * @param protocols the numbers of names of protocols, in lower case, that only this tool writes
 */
record Dialect(
    String name,
    String summary,
    String what,
    String source,
    List<Set<String>> signatures,
    UnaryOperator<String> names,
    List<Member> members,
    Map<String, Integer> protocols) {
  Dialect {
    signatures = List.copyOf(signatures);
    members = List.copyOf(members);
    protocols = Map.copyOf(protocols);
  }

  /** A dialect whose keys are always the same. */
  static Dialect of(
      String name,
      String summary,
      String what,
      String source,
      List<Set<String>> signatures,
      List<Member> members) {
    return new Dialect(
        name, summary, what, source, signatures, UnaryOperator.identity(), members, Map.of());
  }

  /** The dialect with names of protocols that are its own. */
  Dialect with(Map<String, Integer> itsProtocols) {
    return new Dialect(name, summary, what, source, signatures, names, members, itsProtocols);
  }

  /** nfdump up to 1.6 has t_first and t_last, from 1.7 on first and last. */
  static final Dialect NFDUMP =
      Dialect.of(
          "nfdump-json",
          "Flows as nfdump prints them in JSON and NDJSON.",
          "nfdump's flows",
          "nfdump",
          List.of(Set.of("type", "export_sysid", "in_packets", "in_bytes")),
          List.of(
              new Member("t_first", Kind.LOCAL_TIME, FlowRecord.START_MICROS),
              new Member("t_last", Kind.LOCAL_TIME, FlowRecord.END_MICROS),
              new Member("first", Kind.LOCAL_TIME, FlowRecord.START_MICROS),
              new Member("last", Kind.LOCAL_TIME, FlowRecord.END_MICROS),
              new Member("in_packets", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("in_bytes", Kind.NUMBER, FlowRecord.BYTES),
              new Member("out_packets", Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_PACKETS),
              new Member("out_bytes", Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_BYTES),
              new Member("aggr_flows", Kind.NUMBER_OR_ZERO, FlowRecord.FLOWS),
              new Member("proto", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("tcp_flags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("src_port", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("dst_port", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("icmp_type", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("icmp_code", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("src_tos", Kind.NUMBER, FlowRecord.TOS),
              new Member("src4_addr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("dst4_addr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("src6_addr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("dst6_addr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("ip4_next_hop", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("ip6_next_hop", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("ip4_router", Kind.EXPORTER, 0),
              new Member("ip6_router", Kind.EXPORTER, 0),
              new Member("input_snmp", Kind.NUMBER, FlowRecord.INPUT),
              new Member("output_snmp", Kind.NUMBER, FlowRecord.OUTPUT),
              new Member("src_as", Kind.NUMBER, FlowRecord.SRC_AS),
              new Member("dst_as", Kind.NUMBER, FlowRecord.DST_AS),
              new Member("src_vlan", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("vlanID", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("cust_vlanID", Kind.NUMBER_OR_ZERO, FlowRecord.INNER_VLAN),
              new Member("direction", Kind.NUMBER, FlowRecord.DIRECTION)));

  static final Dialect BENCHMARK =
      Dialect.of(
          "benchmark-json",
          "Flows as the benchmark of stream processors has them: JSON with 12 members.",
          "flows of the stream benchmark",
          "netflow",
          List.of(Set.of("date_first_seen", "src_ip_addr", "dst_ip_addr")),
          List.of(
              new Member("date_first_seen", Kind.TIME, FlowRecord.START_MICROS),
              new Member("date_last_seen", Kind.TIME, FlowRecord.END_MICROS),
              new Member("src_ip_addr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("dst_ip_addr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("src_port", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("dst_port", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("protocol", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("flags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("tos", Kind.NUMBER, FlowRecord.TOS),
              new Member("packets", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("bytes", Kind.NUMBER, FlowRecord.BYTES)));
}
