// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PacketRowsTest {
  private static Map<String, String> row(byte[] capture) {
    return new TreeMap<>(
        Captures.read(
                List.of(Captures.file("/d/c.pcap", capture)), Options.NONE, FiveTables.PACKETS)
            .tables()
            .get(0)
            .get(0));
  }

  @Test
  void fillsEveryColumnOfATcpSegment() {
    byte[] ethernet =
        HexFormat.of().parseHex("0a0b0c0d0e0f" + "010203040506" + "8100" + "0064" + "0800");
    byte[] ip = CaptureBuilder.tcp(1, 1000, 2, 80, -1, 77, CaptureBuilder.ACK, "abc");
    byte[] frame = new byte[ethernet.length + ip.length];
    System.arraycopy(ethernet, 0, frame, 0, ethernet.length);
    System.arraycopy(ip, 0, frame, ethernet.length, ip.length);
    byte[] capture =
        CaptureBuilder.pcap(PcapFile.MICROS, ByteOrder.BIG_ENDIAN, 1).packet(1500, frame).bytes();
    assertThat(row(capture))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("ts_ns", "1700000001500000000"),
                Map.entry("caplen", "61"),
                Map.entry("wirelen", "61"),
                Map.entry("linktype", "1"),
                Map.entry("vlan", "[100]"),
                Map.entry("eth_src", "01:02:03:04:05:06"),
                Map.entry("eth_dst", "0a:0b:0c:0d:0e:0f"),
                Map.entry("ip_version", "4"),
                Map.entry("src_ip", "10.0.0.1"),
                Map.entry("dst_ip", "10.0.0.2"),
                Map.entry("c_ip", "10.0.0.1"),
                Map.entry("s_ip", "10.0.0.2"),
                Map.entry("src_port", "1000"),
                Map.entry("dst_port", "80"),
                Map.entry("proto", "tcp"),
                Map.entry("ip_proto", "6"),
                Map.entry("ttl", "64"),
                Map.entry("ip_id", "0"),
                Map.entry("frag_off", "0"),
                Map.entry("more_frags", "false"),
                Map.entry("tcp_flags", "16"),
                Map.entry("seq", "4294967295"),
                Map.entry("ack", "77"),
                Map.entry("window", "8192"),
                Map.entry("payload_len", "3"),
                Map.entry("payload", "abc"),
                Map.entry("file", "/d/c.pcap"),
                Map.entry("pkt_no", "1"),
                Map.entry("ts", "1700000001500000"),
                Map.entry("day", "19675"),
                Map.entry("source", "pcap"),
                Map.entry("src_file", "/d/c.pcap"),
                Map.entry("community_id", "1:lWJQYXirSlmWE2qTFPykhczY8U4=")));
  }

  @Test
  void leavesEmptyWhatAPacketDoesNotHave() {
    byte[] arp =
        CaptureBuilder.pcap(PcapFile.MICROS, ByteOrder.LITTLE_ENDIAN, 1)
            .packet(0, HexFormat.of().parseHex("ffffffffffff010203040506" + "0806" + "0001"))
            .bytes();
    assertThat(row(arp).keySet())
        .containsExactlyInAnyOrder(
            "ts_ns",
            "caplen",
            "wirelen",
            "linktype",
            "eth_src",
            "eth_dst",
            "file",
            "pkt_no",
            "ts",
            "day",
            "source",
            "src_file");
  }
}
