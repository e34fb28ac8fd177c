// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

  /** Names that pmacct has for protocols, and one that it has not. */
  private static final String PROTOCOLS =
      """
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ip", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipencap", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipv6-crypt", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipv6-auth", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipv6-route", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipv6-frag", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipv6-opts", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "ipip", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "encap", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "IPcomp", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "isis", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "ip_proto": "of our own", "stamp_inserted": "2026-11-21 18:01:00", "packets": 3, "bytes": 199}
      """;

  private static final String PROTOCOL_ROWS =
      """
      time_start=1.79528406E9 proto="0" ip_proto=0 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=1 community_id="1:nYc3h22t9kfT6DRXxJgdIJZFfwg="
      time_start=1.79528406E9 proto="ipip" ip_proto=4 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=2 community_id="1:iB+vgMoMAfIKteIjfiId4U0Vi7E="
      time_start=1.79528406E9 proto="esp" ip_proto=50 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=3 community_id="1:dX+1pd7Z9Y9hJE/IuQlfvK7bxuA="
      time_start=1.79528406E9 proto="ah" ip_proto=51 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=4 community_id="1:hp6IpRhD73tdOEaT/yGau1PwLlk="
      time_start=1.79528406E9 proto="43" ip_proto=43 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=5 community_id="1:qlXhIiTeYeKw6anlYlMbvhlqwU0="
      time_start=1.79528406E9 proto="44" ip_proto=44 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=6 community_id="1:5k98vc9cBdP7BVmBPEQjZJ/gDwE="
      time_start=1.79528406E9 proto="60" ip_proto=60 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=7 community_id="1:JrEc3bGr0hYWvLhmmk35+BSa7qI="
      time_start=1.79528406E9 proto="94" ip_proto=94 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=8 community_id="1:KYrDJWN7rpWUbioxxr3BkMm7bks="
      time_start=1.79528406E9 proto="98" ip_proto=98 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=9 community_id="1:ADpqRg08QRtQCgLMvc7eCKoUleA="
      time_start=1.79528406E9 proto="108" ip_proto=108 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=10 community_id="1:dkpgKFIgy2RNuie4FRlmJEgk2WM="
      time_start=1.79528406E9 proto="124" ip_proto=124 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=11 community_id="1:Ectg7RmK/PR3nNTPiNQyagWyggg="
      time_start=1.79528406E9 proto="of our own" ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_pkt=3 c_bytes=199 c_ip_bytes=199 bytes_kind="ip" ts=2026-11-21T18:01:00Z day=2026-11-21 source="pmacct" src_file="out.json" src_line=12
      """;

  private static final String BAD =
      """
      {"ip_src": "10.0.0.1", "ip_proto": "tcp", "tcp_flags": ["XYZ"], "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "timestamp_start": "soon", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "timestamp_start": "1795259224.x", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_proto": "256", "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_proto": tcp, "packets": 3, "bytes": 199}
      {"ip_src": "10.0.0.1", "ip_proto": "\\u0041", "packets": 3, "bytes": 199}
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
        FormatSample.of("out.json", PROTOCOLS, "flows", PROTOCOL_ROWS).with("zone", "UTC"),
        FormatSample.of("out.json", BAD, "flows", "")
            .rejecting(
                "bad flags",
                "bad time",
                "bad time",
                "bad protocol",
                "bad protocol",
                "bad protocol",
                "no flow"));
  }

  /** What Weir writes of its own flows has members of the same names. */
  @Override
  protected Stream<BytesFile> foreign() {
    return Stream.concat(
        super.foreign(),
        Stream.of(
            BytesFile.of("a.json", "{\"ip_proto\":6,\"packets\":3,\"bytes\":199}\n"),
            BytesFile.of(
                "a.json", "{\"ip_proto\":6,\"tos\":0,\"vlan\":7,\"packets\":3,\"bytes\":199}\n")));
  }

  @Test
  void twoMembersOfPmacctOrOneOfItsOwnAreEnough() {
    assertThat(
            Stream.of(
                    "{\"ip_proto\":\"tcp\",\"packets\":3,\"bytes\":199,\"ip_src\":\"10.0.0.1\"}",
                    "{\"iface_in\":6,\"packets\":3,\"bytes\":199}",
                    "{\"ip_proto\":\"tcp\",\"packets\":3,\"bytes\":199,\"writer_id\":\"p/1\"}")
                .map(line -> FormatSample.head(BytesFile.of("a.json", line + "\n")))
                .map(head -> format().recognise(head, Options.NONE)))
        .allMatch(Recognition.Yes.class::isInstance);
  }
}
