// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;

class Goflow2JsonTest extends FormatContract {
  private static final String FLOWS =
      """
      {"type":"NETFLOW_V9","time_received_ns":1681583295157626000,"sequence_num":2999,"sampling_rate":100,"sampler_address":"192.168.0.1","time_flow_start_ns":1681583295157626000,"time_flow_end_ns":1681583296157626999,"bytes":1500,"packets":2,"src_addr":"fd01::1","dst_addr":"fd01::2","etype":"IPv6","proto":"TCP","src_port":443,"dst_port":50001,"in_if":3,"out_if":4,"vlan_id":7,"ip_tos":0,"tcp_flags":18,"src_as":65001,"dst_as":0,"next_hop":"::","mpls_label":[1,{"a":"}"}]}
      { "dst_addr" : "198.51.100.9", "src_addr":"203.0.113.1", "type":"IPFIX", "proto":"ICMP", "icmp_type":8, "icmp_code":0, "time_flow_start_ns":1681583295000000000, "next_hop":"10.0.0.1", "unknown":"a\\"b", "packets":null }

      """;

  private static final String ROWS =
      """
      time_start=1.681583295157626E9 time_end=1.681583296157626E9 duration=1.0 proto="tcp" ip_proto=6 ip_version=6 c_ip="fd01::1" c_port=443 s_ip="fd01::2" s_port=50001 c_pkt=2 c_bytes=1500 c_ip_bytes=1500 tcp_flags=18 tcp_flags_c=18 vlan=7 tos=0 in_if=3 out_if=4 c_as=65001 exporter="192.168.0.1" sampling=100 bytes_kind="ip" ts=2023-04-15T18:28:15.157626Z ts_end=2023-04-15T18:28:16.157626Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=1 community_id="1:8DkzMCClC4bHI23uX+1ZXYbJMKk="
      time_start=1.681583295E9 proto="icmp" ip_proto=1 ip_version=4 c_ip="203.0.113.1" c_port=8 s_ip="198.51.100.9" s_port=0 next_hop="10.0.0.1" bytes_kind="ip" ts=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=2 community_id="1:Wy6wXoBJH3eR1zoDeMylcklNkjY="
      """;

  /** As version 1 writes them, and with the names that its tag json gives; version 2 with dates. */
  private static final String OLD =
      """
      {"Type":"NETFLOW_V9","TimeReceived":1681583300,"SequenceNum":1,"SamplingRate":0,"FlowDirection":0,"SamplerAddress":"192.0.2.1","TimeFlowStart":1681583295,"TimeFlowEnd":1681583296,"TimeFlowStartMs":1681583295157,"TimeFlowEndMs":1681583296157,"Bytes":1500,"Packets":2,"SrcAddr":"10.0.0.1","DstAddr":"10.0.0.2","Etype":2048,"Proto":6,"SrcPort":443,"DstPort":50001,"InIf":3,"OutIf":0,"VlanId":7,"IPTos":8,"TCPFlags":18,"IcmpType":0,"IcmpCode":0,"SrcAS":65001,"DstAs":65002,"NextHop":"0.0.0.0"}
      {"type":"SFLOW_5","time_flow_start":1681583295,"time_flow_end":1681583295,"time_flow_start_ms":0,"src_addr":"10.0.0.1","dst_addr":"10.0.0.2","proto":"UDP","src_port":"53","dst_port":5353,"bytes":80,"packets":1}
      {"type":"IPFIX","time_flow_start_ns":"2023-04-15T18:28:15.157626999Z","time_flow_end_ns":0,"src_addr":"10.0.0.1","dst_addr":"10.0.0.2","bytes":80}
      """;

  private static final String OLD_ROWS =
      """
      time_start=1.681583295157E9 time_end=1.681583296157E9 duration=1.0 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=443 s_ip="10.0.0.2" s_port=50001 c_pkt=2 c_bytes=1500 c_ip_bytes=1500 tcp_flags=18 tcp_flags_c=18 vlan=7 tos=8 in_if=3 c_as=65001 s_as=65002 exporter="192.0.2.1" bytes_kind="ip" ts=2023-04-15T18:28:15.157Z ts_end=2023-04-15T18:28:16.157Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=1 community_id="1:EpEwffr/GnoKA5+zPvpy++bznWA="
      time_start=1.681583295E9 time_end=1.681583295E9 duration=0.0 proto="udp" ip_proto=17 ip_version=4 c_ip="10.0.0.1" c_port=53 s_ip="10.0.0.2" s_port=5353 c_pkt=1 c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15Z ts_end=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=2 community_id="1:UtwpeWB9MeSPWL1sb3p0GyRkaWg="
      time_start=1.681583295157626E9 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15.157626Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=3
      """;

  private static final String BAD =
      """
      {"type":"NETFLOW_V9","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"bytes":"x"}
      {"type":"NETFLOW_V9","src_addr":"10.0.0.256","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000}
      {"type":"NETFLOW_V9","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"proto":300}
      {"type":"NETFLOW_V9","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"sampler_address":"me"}
      {"type":"NETFLOW_V9","src_addr":"10.0.0.1"
      {}
      [1]
      {"type":"NETFLOW_V9","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"ip_tos":4000000000}
      {"type":"NETFLOW_V9","dst_port":7}
      """;

  /** Version 2 names five protocols and leaves others empty; names may be those of a mapping. */
  private static final String PROTOCOLS =
      """
      {"type":"IPFIX","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"proto":"","src_port":0,"dst_port":0,"bytes":80}
      {"type":"IPFIX","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"proto":"ESP","src_port":0,"dst_port":0,"bytes":80}
      {"type":"IPFIX","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"proto":"Nonsense","src_port":7,"bytes":80}
      {"type":"IPFIX","src_addr":"fd01::1","time_flow_start_ns":1681583295000000000,"proto":"icmp","bytes":80}
      """;

  private static final String PROTOCOL_ROWS =
      """
      time_start=1.681583295E9 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=1
      time_start=1.681583295E9 proto="esp" ip_proto=50 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=2 community_id="1:dX+1pd7Z9Y9hJE/IuQlfvK7bxuA="
      time_start=1.681583295E9 proto="nonsense" ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=3
      time_start=1.681583295E9 proto="icmp" ip_proto=58 ip_version=6 c_ip="fd01::1" c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2023-04-15T18:28:15Z day=2023-04-15 source="netflow" src_file="flows.json" src_line=4
      """;

  @Override
  protected Format format() {
    return new Goflow2JsonFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("flows.json", FLOWS, "flows", ROWS),
        FormatSample.of("flows.json", FLOWS.replace("\n", "\r\n"), "flows", ROWS),
        FormatSample.of("flows.json", PROTOCOLS, "flows", PROTOCOL_ROWS),
        FormatSample.of("flows.json", OLD, "flows", OLD_ROWS),
        FormatSample.of(
                "flows.json",
                BAD,
                "flows",
                "bytes_kind=\"ip\" source=\"netflow\" src_file=\"flows.json\" src_line=9\n")
            .rejecting(
                "bad number",
                "bad address",
                "bad protocol",
                "bad exporter",
                "bad JSON",
                "no flow",
                "bad JSON",
                "value out of range"));
  }
}
