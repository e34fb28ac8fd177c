// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Set;

/**
 * The members of one tool's records.
 *
 * @param signature the members by which a record is recognised
 */
record Dialect(
    String name, String summary, String what, Set<String> signature, List<Member> members) {
  static final Dialect GOFLOW2 =
      new Dialect(
          "goflow2-json",
          "Flows as goflow2 writes them in JSON.",
          "goflow2's flows",
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

  static final Dialect BENCHMARK =
      new Dialect(
          "benchmark-json",
          "Flows as the benchmark of stream processors has them: JSON with 12 members.",
          "flows of the stream benchmark",
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
