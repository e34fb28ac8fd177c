// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Set;

/**
 * Records of goflow2. Version 2 writes names in lower case; version 1 those of its structure, whose
 * times are seconds, and milliseconds where the exporter tells them.
 */
final class Goflow2Dialect {
  static final Dialect DIALECT =
      Dialect.of(
          "goflow2-json",
          "Flows as goflow2 writes them in JSON, versions 1 and 2.",
          "goflow2's flows",
          "netflow",
          List.of(
              Set.of("type", "src_addr", "dst_addr", "time_flow_start_ns"),
              Set.of("type", "src_addr", "dst_addr", "time_flow_start"),
              Set.of("Type", "SrcAddr", "DstAddr", "TimeFlowStart")),
          List.of(
              new Member("type", Kind.IGNORED, 0),
              new Member("Type", Kind.IGNORED, 0),
              new Member("sampler_address", Kind.EXPORTER, 0),
              new Member("SamplerAddress", Kind.EXPORTER, 0),
              new Member("sampling_rate", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("SamplingRate", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("time_flow_start_ns", Kind.NANOS, FlowRecord.START_MICROS),
              new Member("time_flow_end_ns", Kind.NANOS, FlowRecord.END_MICROS),
              new Member("time_flow_start", Kind.SECONDS, FlowRecord.START_MICROS),
              new Member("TimeFlowStart", Kind.SECONDS, FlowRecord.START_MICROS),
              new Member("time_flow_end", Kind.SECONDS, FlowRecord.END_MICROS),
              new Member("TimeFlowEnd", Kind.SECONDS, FlowRecord.END_MICROS),
              new Member("time_flow_start_ms", Kind.MILLIS, FlowRecord.START_MICROS),
              new Member("TimeFlowStartMs", Kind.MILLIS, FlowRecord.START_MICROS),
              new Member("time_flow_end_ms", Kind.MILLIS, FlowRecord.END_MICROS),
              new Member("TimeFlowEndMs", Kind.MILLIS, FlowRecord.END_MICROS),
              new Member("bytes", Kind.NUMBER, FlowRecord.BYTES),
              new Member("Bytes", Kind.NUMBER, FlowRecord.BYTES),
              new Member("packets", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("Packets", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("src_addr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("SrcAddr", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("dst_addr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("DstAddr", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("proto", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("Proto", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("src_port", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("SrcPort", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("dst_port", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("DstPort", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("in_if", Kind.NUMBER_OR_ZERO, FlowRecord.INPUT),
              new Member("InIf", Kind.NUMBER_OR_ZERO, FlowRecord.INPUT),
              new Member("out_if", Kind.NUMBER_OR_ZERO, FlowRecord.OUTPUT),
              new Member("OutIf", Kind.NUMBER_OR_ZERO, FlowRecord.OUTPUT),
              new Member("vlan_id", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("VlanId", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("ip_tos", Kind.NUMBER, FlowRecord.TOS),
              new Member("IpTos", Kind.NUMBER, FlowRecord.TOS),
              new Member("IPTos", Kind.NUMBER, FlowRecord.TOS),
              new Member("forwarding_status", Kind.NUMBER_OR_ZERO, FlowRecord.FORWARDING_STATUS),
              new Member("ForwardingStatus", Kind.NUMBER_OR_ZERO, FlowRecord.FORWARDING_STATUS),
              new Member("tcp_flags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("TcpFlags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("TCPFlags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("icmp_type", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("IcmpType", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("icmp_code", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("IcmpCode", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("src_as", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("SrcAs", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("SrcAS", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("dst_as", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("DstAs", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("DstAS", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("next_hop", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("NextHop", Kind.ADDRESS, FlowRecord.NEXT_HOP)));

  private Goflow2Dialect() {}
}
