// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Set;

/**
 * The members of one tool's records.
 *
 * @param source what the rows have as their source
 * @param signature the members by which a record is recognised
 */
record Dialect(
    String name,
    String summary,
    String what,
    String source,
    Set<String> signature,
    List<Member> members) {
  static final Dialect GOFLOW2 =
      new Dialect(
          "goflow2-json",
          "Flows as goflow2 writes them in JSON.",
          "goflow2's flows",
          "netflow",
          Set.of("type", "src_addr", "dst_addr", "time_flow_start_ns"),
          List.of(
              new Member("sampler_address", Kind.EXPORTER, 0),
              new Member("sampling_rate", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("time_flow_start_ns", Kind.NANOS, FlowRecord.START_MICROS),
              new Member("time_flow_end_ns", Kind.NANOS, FlowRecord.END_MICROS),
              new Member("bytes", Kind.NUMBER, FlowRecord.BYTES),
              new Member("packets", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("src_addr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("dst_addr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("proto", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("src_port", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("dst_port", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("in_if", Kind.NUMBER_OR_ZERO, FlowRecord.INPUT),
              new Member("out_if", Kind.NUMBER_OR_ZERO, FlowRecord.OUTPUT),
              new Member("vlan_id", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("ip_tos", Kind.NUMBER, FlowRecord.TOS),
              new Member("forwarding_status", Kind.NUMBER_OR_ZERO, FlowRecord.FORWARDING_STATUS),
              new Member("tcp_flags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("icmp_type", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("icmp_code", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("src_as", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("dst_as", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("next_hop", Kind.ADDRESS, FlowRecord.NEXT_HOP)));

  /** nfdump up to 1.6 has t_first and t_last, from 1.7 on first and last. */
  static final Dialect NFDUMP =
      new Dialect(
          "nfdump-json",
          "Flows as nfdump prints them in JSON and NDJSON.",
          "nfdump's flows",
          "nfdump",
          Set.of("type", "export_sysid", "in_packets", "in_bytes"),
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
      new Dialect(
          "benchmark-json",
          "Flows as the benchmark of stream processors has them: JSON with 12 members.",
          "flows of the stream benchmark",
          "netflow",
          Set.of("date_first_seen", "src_ip_addr", "dst_ip_addr"),
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
