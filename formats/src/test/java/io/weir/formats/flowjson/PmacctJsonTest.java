// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;

class PmacctJsonTest extends FormatContract {
  /** A mark of the Kafka plugin; 1.7.7's print plugin, since the epoch and local; 1.8's Kafka. */
  private static final String FLOWS =
      """
      {"event_type": "purge_init", "writer_id": "default_kafka/4711"}
      {"event_type": "purge", "vlan": 0, "as_src": 65001, "as_dst": 0, "peer_ip_src": "127.0.0.1", "iface_in": 0, "iface_out": 3, "ip_src": "10.20.0.14", "ip_dst": "198.51.100.21", "port_src": 50712, "port_dst": 80, "tcp_flags": "26", "ip_proto": "tcp", "tos": 0, "sampling_rate": 1, "timestamp_start": "1795259224.250000", "timestamp_end": "1795259260.000000", "stamp_inserted": "1795284060", "stamp_updated": "1795284101", "packets": 8, "bytes": 856}
      {"event_type": "purge", "vlan_in": 7, "cvlan_in": 8, "ip_src": "10.20.0.14", "ip_dst": "198.51.100.21", "port_src": 50712, "port_dst": 80, "tcp_flags": 18, "ip_proto": "17", "timestamp_start": "2026-11-21 11:07:04.5", "timestamp_end": "0000-00-00 00:00:00", "packets": 6, "flows": 2, "bytes": 736}
      {"label": {"nkey": "unknown", "pkey": "unknown"}, "peer_ip_src": "fd25::101", "peer_ip_dst": "fd25::9", "ip_src": "fe80::1", "ip_dst": "fe80::2", "port_src": 0, "port_dst": 34560, "tcp_flags": [], "ip_proto": "ipv6-icmp", "tos": 192, "timestamp_arrival": "2026-11-21T11:07:04.000000+01:00[Europe/Vienna]", "packets": 1, "flows": null, "bytes": 72, "writer_id": "nfacctd_kafka"}
      {"ip_src": "10.0.0.1", "tcp_flags": ["ACK", "PSH"], "ip_proto": "tcp", "stamp_inserted": "2026-11-21 18:01:00", "stamp_updated": "2026-11-21 18:01:41", "packets": 3, "bytes": 199}
      """;

  private static final String ROWS =
      """
      time_start=1.79525922425E9 time_end=1.79525926E9 duration=35.75 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.20.0.14" c_port=50712 s_ip="198.51.100.21" s_port=80 c_pkt=8 c_bytes=856 c_ip_bytes=856 tcp_flags=26 tcp_flags_c=26 tos=0 out_if=3 c_as=65001 exporter="127.0.0.1" sampling=1 bytes_kind="ip" ts=2026-11-21T11:07:04.250Z ts_end=2026-11-21T11:07:40Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=2 community_id="1:596cbbFdApB18H5zaV2yMcYT80s="
      time_start=1.7952592245E9 proto="udp" ip_proto=17 ip_version=4 c_ip="10.20.0.14" c_port=50712 s_ip="198.51.100.21" s_port=80 c_pkt=6 c_bytes=736 c_ip_bytes=736 vlan=7 inner_vlan=8 flow_count=2 bytes_kind="ip" ts=2026-11-21T11:07:04.500Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=3 community_id="1:YJeKLCHQfYFgBwjSscHKK3VJfE0="
      time_start=1.795255624E9 proto="icmp" ip_proto=58 ip_version=6 c_ip="fe80::1" c_port=135 s_ip="fe80::2" s_port=0 c_pkt=1 c_bytes=72 c_ip_bytes=72 tos=192 next_hop="fd25::9" exporter="fd25::101" bytes_kind="ip" ts=2026-11-21T10:07:04Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=4 community_id="1:7IIPGNVAHI2udmsuJVpA3RMOAqc="
      time_start=1.79528406E9 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_pkt=3 c_bytes=199 c_ip_bytes=199 tcp_flags=24 tcp_flags_c=24 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=5
      """;

  private static final String BAD =
      """
      {"ip_src": "10.0.0.1", "ip_proto": "tcp", "tcp_flags": ["XYZ"], "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "timestamp_start": "soon", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "timestamp_start": "1795259224.x", "packets": 3, "bytes": 199}
      {"event_type": "purge_close", "writer_id": "default_kafka/4711", "purged_entries": 8, "total_entries": 9, "duration": 1}
      """;

  @Override
  protected Format format() {
    return new PmacctJsonFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("out.json", FLOWS, "flows", ROWS).with("zone", "UTC").rejecting("no flow"),
        FormatSample.of("out.json", BAD, "flows", "")
            .rejecting("bad flags", "bad time", "bad time", "no flow"));
  }
}
