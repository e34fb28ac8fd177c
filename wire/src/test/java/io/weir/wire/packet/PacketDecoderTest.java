// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import static io.weir.wire.packet.Frames.ascii;
import static io.weir.wire.packet.Frames.decode;
import static io.weir.wire.packet.Frames.decodeEthernet;
import static io.weir.wire.packet.Frames.ethernet;
import static io.weir.wire.packet.Frames.hex;
import static io.weir.wire.packet.Frames.ipv4;
import static io.weir.wire.packet.Frames.ipv6;
import static io.weir.wire.packet.Frames.join;
import static io.weir.wire.packet.Frames.summary;
import static io.weir.wire.packet.Frames.tcp;
import static io.weir.wire.packet.Frames.u16;
import static io.weir.wire.packet.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketDecoderTest {
  private static final byte[] UDP4 = ipv4(17, udp(1000, 53, ascii("hi")));
  private static final String UDP4_SUMMARY = "17 10.0.0.1:1000 > 192.0.2.7:53 'hi'";
  private static final byte[] UDP6 = ipv6(17, udp(1000, 53, ascii("hi")));
  private static final String UDP6_SUMMARY = "17 2001:db8::1:1000 > 2001:db8::2:53 'hi'";

  @Test
  void readsUdpOverIpv4() {
    Packet p = decodeEthernet(ethernet(0x0800, UDP4));
    assertThat(summary(p)).isEqualTo(UDP4_SUMMARY);
    assertThat(p.ttl()).isEqualTo(64);
    assertThat(p.ipId()).isEqualTo(0x1234);
    assertThat(p.ipLength()).isEqualTo(30);
    assertThat(p.macAt()).isZero();
    assertThat(p.etherType()).isEqualTo(0x0800);
  }

  @Test
  void readsTcpFields() {
    Packet p = decodeEthernet(ethernet(0x0800, ipv4(6, tcp(1, 80, 99, 0x112, ascii("GET")))));
    assertThat(summary(p)).isEqualTo("6 10.0.0.1:1 > 192.0.2.7:80 'GET'");
    assertThat(p.sequence()).isEqualTo(99);
    assertThat(p.acknowledgement()).isEqualTo(77);
    assertThat(p.window()).isEqualTo(8192);
    assertThat(p.tcpFlags()).isEqualTo(0x112);
  }

  @Test
  void leavesOutEthernetPadding() {
    Packet p = decodeEthernet(join(ethernet(0x0800, UDP4), new byte[18]));
    assertThat(p.ipLength()).isEqualTo(30);
    assertThat(p.payloadLength()).isEqualTo(2);
  }

  @Test
  void takesTheFramesLengthWhenOffloadLeftTheIpLengthZero() {
    byte[] frame = ethernet(0x0800, ipv4(6, tcp(1, 80, 0, 0x10, ascii("abc"))));
    frame[16] = 0;
    frame[17] = 0;
    assertThat(decodeEthernet(frame).payloadLength()).isEqualTo(3);
  }

  @Test
  void skipsIpv4Options() {
    byte[] ip = ipv4(17, join(hex("01010101"), udp(1000, 53, ascii("hi"))));
    ip[0] = 0x46;
    assertThat(summary(decode(LinkType.RAW, ip))).isEqualTo(UDP4_SUMMARY);
  }

  @Test
  void walksIpv6ExtensionHeaders() {
    byte[] payload =
        join(
            hex("3c00 000000000000"), // hop by hop, then destination options
            hex("2b00 000000000000"), // destination options, then routing
            hex("3300 000000000000"), // routing, then authentication
            hex("1104 0000 00000001 00000001 000000000000000000000000"), // authentication, then UDP
            udp(1000, 53, ascii("hi")));
    assertThat(summary(decode(LinkType.RAW, ipv6(0, payload)))).isEqualTo(UDP6_SUMMARY);
  }

  @Test
  void knowsFragments() {
    Packet first = decode(LinkType.RAW, ipv4(17, 7, 0x2000, udp(1000, 53, new byte[8])));
    assertThat(first.fragment()).isTrue();
    assertThat(first.sourcePort()).isEqualTo(1000);
    Packet later = decode(LinkType.RAW, ipv4(17, 7, 0x0002, new byte[8]));
    assertThat(later.fragmentOffset()).isEqualTo(16);
    assertThat(later.hasTransport()).isFalse();
    Packet six = decode(LinkType.RAW, ipv6(44, join(hex("1100 0009 0000cafe"), new byte[8])));
    assertThat(six.fragmentOffset()).isEqualTo(8);
    assertThat(six.moreFragments()).isTrue();
    assertThat(six.ipId()).isEqualTo(0xcafe);
    assertThat(six.protocol()).isEqualTo(17);
  }

  @Test
  void writesIcmpTypesAsPortsLikeZeek() {
    assertThat(summary(decode(LinkType.RAW, ipv4(1, hex("0800 0000 00010002 6162")))))
        .isEqualTo("1 10.0.0.1:8 > 192.0.2.7:0 'ab'");
    assertThat(summary(decode(LinkType.RAW, ipv4(1, hex("0000 0000 00010002")))))
        .isEqualTo("1 10.0.0.1:0 > 192.0.2.7:8 ''");
    assertThat(summary(decode(LinkType.RAW, ipv4(1, hex("0303 0000 00000000")))))
        .isEqualTo("1 10.0.0.1:3 > 192.0.2.7:3 ''");
    assertThat(summary(decode(LinkType.RAW, ipv6(58, hex("8700 0000 00000000")))))
        .isEqualTo("58 2001:db8::1:135 > 2001:db8::2:136 ''");
  }

  @Test
  void readsSctpPorts() {
    assertThat(summary(decode(LinkType.RAW, ipv4(132, join(u16(7), u16(9), new byte[8])))))
        .isEqualTo("132 10.0.0.1:7 > 192.0.2.7:9 ''");
  }

  @Test
  void readsEveryLinkType() {
    assertThat(summary(decode(0, join(hex("02000000"), UDP4)))).isEqualTo(UDP4_SUMMARY);
    assertThat(summary(decode(0, join(hex("0000001e"), UDP6)))).isEqualTo(UDP6_SUMMARY);
    assertThat(summary(decode(108, join(hex("00000002"), UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] zones = join(hex("0102 0100 00000054 00000002 00000000 00000000 ffffffff"), UDP4);
    assertThat(summary(decode(226, zones))).isEqualTo(UDP4_SUMMARY);
    byte[] tagged = join(new byte[12], hex("2c000080 0800"), UDP4);
    assertThat(summary(decode(281, tagged))).isEqualTo(UDP4_SUMMARY);
    byte[] prepended = join(hex("2c000080"), ethernet(0x0800, UDP4));
    assertThat(summary(decode(282, prepended))).isEqualTo(UDP4_SUMMARY);
    for (int raw : new int[] {12, 14, 101, 228}) {
      assertThat(summary(decode(raw, UDP4))).isEqualTo(UDP4_SUMMARY);
    }
    assertThat(summary(decode(229, UDP6))).isEqualTo(UDP6_SUMMARY);
    byte[] sll = hex("0000 0001 0006 0200000000010000 0800");
    assertThat(summary(decode(113, join(sll, UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] sll2 = hex("86dd 0000 00000002 0001 00 06 0200000000010000");
    assertThat(summary(decode(276, join(sll2, UDP6)))).isEqualTo(UDP6_SUMMARY);
    assertThat(summary(decode(9, join(hex("ff03 0021"), UDP4)))).isEqualTo(UDP4_SUMMARY);
    assertThat(summary(decode(9, join(hex("0057"), UDP6)))).isEqualTo(UDP6_SUMMARY);
    assertThat(summary(decode(9, join(hex("21"), UDP4)))).isEqualTo(UDP4_SUMMARY);
    assertThat(summary(decode(50, join(hex("0f00 0800"), UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] nflog = hex("0200 0000 0800 0100 0000 0300 0600 0a00 7800 0000 2200 0900");
    assertThat(summary(decode(239, join(nflog, UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] dot11 = hex("0802 0000 020000000002 020000000001 020000000003 1000");
    byte[] snap = hex("aaaa03 000000 0800");
    assertThat(summary(decode(105, join(dot11, snap, UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] radiotap = hex("0000 0900 02000000 00");
    assertThat(summary(decode(127, join(radiotap, dot11, snap, UDP4)))).isEqualTo(UDP4_SUMMARY);
    byte[] padded = hex("0000 0900 02000000 20");
    byte[] qos = hex("8802 0000 020000000002 020000000001 020000000003 1000 0000 0000");
    assertThat(summary(decode(127, join(padded, qos, snap, UDP4)))).isEqualTo(UDP4_SUMMARY);
  }

  @Test
  void followsTagsAndLabels() {
    byte[] qinq = ethernet(0x88a8, join(hex("0064 8100 e00a 0800"), UDP4));
    Packet p = decodeEthernet(qinq);
    assertThat(summary(p)).isEqualTo(UDP4_SUMMARY);
    assertThat(p.vlanCount()).isEqualTo(2);
    assertThat(p.vlan(0)).isEqualTo(100);
    assertThat(p.vlan(1)).isEqualTo(10);
    byte[] mpls = ethernet(0x8847, join(hex("00010040 00011140"), UDP6));
    assertThat(summary(decodeEthernet(mpls))).isEqualTo(UDP6_SUMMARY);
    assertThat(decodeEthernet(mpls).mplsCount()).isEqualTo(2);
    byte[] pseudoWire = ethernet(0x8847, join(hex("00011140 00000000"), ethernet(0x0800, UDP4)));
    assertThat(summary(decodeEthernet(pseudoWire))).isEqualTo(UDP4_SUMMARY);
    byte[] pppoe = ethernet(0x8864, join(hex("1100 0001 0020 0021"), UDP4));
    assertThat(summary(decodeEthernet(pppoe))).isEqualTo(UDP4_SUMMARY);
    byte[] serviceV4 = ethernet(0x894f, join(hex("0006 0201 00000a02"), new byte[16], UDP4));
    assertThat(summary(decodeEthernet(serviceV4))).isEqualTo(UDP4_SUMMARY);
    byte[] serviceFrame = ethernet(0x894f, join(hex("0002 0203 00000a02"), ethernet(0x86dd, UDP6)));
    assertThat(summary(decodeEthernet(serviceFrame))).isEqualTo(UDP6_SUMMARY);
    byte[] timed = ethernet(0xd28b, join(hex("0001 0010 5ceeed57384f59c8 0800"), UDP4));
    assertThat(summary(decodeEthernet(timed))).isEqualTo(UDP4_SUMMARY);
    byte[] shortTime = ethernet(0xd28b, join(hex("0001 0021 ed57384f59c8 8100 0064 0800"), UDP4));
    assertThat(summary(decodeEthernet(shortTime))).isEqualTo(UDP4_SUMMARY);
    assertThat(decodeEthernet(shortTime).vlan(0)).isEqualTo(100);
    byte[] grouped = ethernet(0x8100, join(hex("0064 8909 01 01 0001 000a 0800"), UDP4));
    assertThat(summary(decodeEthernet(grouped))).isEqualTo(UDP4_SUMMARY);
    byte[] snap = ethernet(38, join(hex("aaaa03 000000 0800"), UDP4));
    assertThat(summary(decodeEthernet(snap))).isEqualTo(UDP4_SUMMARY);
  }

  @Test
  void namesWhatIsNotIp() {
    assertThat(summary(decodeEthernet(ethernet(0x0806, new byte[28]))))
        .isEqualTo("not IP, type 806");
  }

  @Test
  void findsTheInsideOfTunnels() {
    byte[] frame = ethernet(0x0800, UDP4);
    assertThat(inside(ipv4(41, UDP6))).isEqualTo("IP " + UDP6_SUMMARY);
    assertThat(inside(ipv4(4, UDP4))).isEqualTo("IP " + UDP4_SUMMARY);
    assertThat(inside(ipv4(47, join(hex("0000 0800"), UDP4)))).isEqualTo("GRE " + UDP4_SUMMARY);
    byte[] keyed = join(hex("3000 6558 00000001 00000002"), frame);
    assertThat(inside(ipv6(47, keyed))).isEqualTo("GRE " + UDP4_SUMMARY);
    byte[] pptp = join(hex("3081 880b 0022 0001 00000001 00000002 ff03 0021"), UDP4);
    assertThat(inside(ipv4(47, pptp))).isEqualTo("GRE " + UDP4_SUMMARY);
    byte[] vxlan = udp(5000, 4789, join(hex("08000000 00002a00"), frame));
    assertThat(inside(ipv4(17, vxlan))).isEqualTo("VXLAN " + UDP4_SUMMARY);
    byte[] geneve = udp(5000, 6081, join(hex("0100 6558 00002a00 00000000"), frame));
    assertThat(inside(ipv4(17, geneve))).isEqualTo("GENEVE " + UDP4_SUMMARY);
    byte[] gtp = udp(2152, 2152, join(hex("34ff 0026 00000001 00000085 01000000"), UDP4));
    assertThat(inside(ipv4(17, gtp))).isEqualTo("GTPV1 " + UDP4_SUMMARY);
    byte[] teredo = udp(5000, 3544, join(hex("0000 fffe 01020304"), UDP6));
    assertThat(inside(ipv4(17, teredo))).isEqualTo("TEREDO " + UDP6_SUMMARY);
    byte[] access = join(hex("00 100000 00000000"), frame);
    assertThat(inside(ipv4(17, udp(5000, 5247, access)))).isEqualTo("CAPWAP " + UDP4_SUMMARY);
    byte[] wireless = join(hex("0801"), new byte[22], hex("aaaa03 000000 0800"), UDP4);
    byte[] nativeFrame = join(hex("00 100300 00000000"), wireless);
    assertThat(inside(ipv4(17, udp(5000, 5247, nativeFrame)))).isEqualTo("CAPWAP " + UDP4_SUMMARY);
    wireless[0] = 1;
    wireless[1] = 8;
    byte[] swapped = join(hex("00 200320 00000000 04bf2300 00000000"), wireless);
    assertThat(inside(ipv4(17, udp(5000, 5247, swapped)))).isEqualTo("CAPWAP " + UDP4_SUMMARY);
    byte[] signed = join(hex("2151 2129 00000000"), new byte[4 + 20], UDP6);
    assertThat(inside(ipv4(17, udp(5072, 5072, signed)))).isEqualTo("AYIYA " + UDP6_SUMMARY);
  }

  private static String inside(byte[] ip) {
    Packet outer = decode(LinkType.RAW, ip);
    Packet inner = new Packet();
    if (outer.tunnel() == Tunnel.NONE) {
      return "no tunnel: " + summary(outer);
    }
    PacketDecoder.decodeInner(outer, inner);
    return outer.tunnel() + " " + summary(inner);
  }

  @Test
  void tellsCutFromTruncated() {
    byte[] frame = ethernet(0x0800, UDP4);
    Packet p = new Packet();
    PacketDecoder.decode(frame, 0, 38, frame.length, LinkType.ETHERNET, p);
    assertThat(p.defect()).isEqualTo(Defect.CUT_BY_SNAPLEN);
    assertThat(p.sourcePort()).isEqualTo(1000);
    assertThat(p.cut()).isTrue();
    PacketDecoder.decode(frame, 0, 30, 30, LinkType.ETHERNET, p);
    assertThat(p.defect()).isEqualTo(Defect.IP_TRUNCATED);
    assertThat(p.defectOffset()).isEqualTo(14);
  }

  @Test
  void countsCapturedPayloadOfACutPacket() {
    byte[] frame = ethernet(0x0800, ipv4(17, udp(1000, 9999, new byte[100])));
    Packet p = new Packet();
    PacketDecoder.decode(frame, 0, 60, frame.length, LinkType.ETHERNET, p);
    assertThat(p.defect()).isNull();
    assertThat(p.payloadLength()).isEqualTo(100);
    assertThat(p.payloadCaptured()).isEqualTo(18);
  }

  @Test
  void reportsContradictions() {
    byte[] longer = ethernet(0x0800, UDP4);
    longer[17] = 99;
    assertThat(decodeEthernet(longer).defect()).isEqualTo(Defect.IP_LENGTH);
    byte[] version = ethernet(0x0800, UDP4);
    version[14] = 0x75;
    assertThat(decodeEthernet(version).defect()).isEqualTo(Defect.IP_VERSION);
    byte[] udpLength = ethernet(0x0800, UDP4);
    udpLength[39] = 99;
    assertThat(decodeEthernet(udpLength).defect()).isEqualTo(Defect.UDP_LENGTH);
    byte[] offset = ethernet(0x0800, ipv4(6, tcp(1, 2, 3, 0, ascii("x"))));
    offset[46] = 0x40;
    assertThat(decodeEthernet(offset).defect()).isEqualTo(Defect.TCP_HEADER_LENGTH);
    assertThat(decode(147, UDP4).defect()).isEqualTo(Defect.LINK_TYPE);
  }

  @Test
  void followsRareLinks() {
    byte[] ethernet = ethernet(0x0800, UDP4);
    byte[] pktap = join(hex("6c000000 01000000 01000000"), new byte[96], ethernet);
    assertThat(summary(decode(LinkType.PKTAP, pktap))).isEqualTo(UDP4_SUMMARY);
    assertThat(summary(decode(LinkType.USER2, pktap))).isEqualTo(UDP4_SUMMARY);
    byte[] infiniband = join(new byte[40], hex("0800 0000"), UDP4);
    assertThat(summary(decode(LinkType.IPOIB, infiniband))).isEqualTo(UDP4_SUMMARY);
    byte[] arcnet = join(hex("be50 a8e7 d4 00 0166"), UDP4);
    assertThat(summary(decode(LinkType.ARCNET_LINUX, arcnet))).isEqualTo(UDP4_SUMMARY);
    assertThat(summary(decode(LinkType.ARCNET_BSD, join(hex("be50 f0"), UDP4))))
        .isEqualTo(UDP4_SUMMARY);
    byte[] dsa = join(hex("020000000002 020000000001 c00a0000 0800"), UDP4);
    assertThat(summary(decode(LinkType.DSA, dsa))).isEqualTo(UDP4_SUMMARY);
    byte[] edsa = join(hex("020000000002 020000000001 dada0000 c0000000 86dd"), UDP6);
    assertThat(summary(decode(LinkType.EDSA, edsa))).isEqualTo(UDP6_SUMMARY);
    assertThat(summary(decode(LinkType.FRELAY, join(hex("1841 03 cc"), UDP4))))
        .isEqualTo(UDP4_SUMMARY);
    byte[] atm = join(hex("02 00 0005 aaaa03 000000 0800"), UDP4);
    assertThat(summary(decode(LinkType.SUNATM, atm))).isEqualTo(UDP4_SUMMARY);
    pktap[8] = 2;
    pktap[9] = 1;
    assertThat(decode(LinkType.PKTAP, pktap).defect()).isEqualTo(Defect.LINK_INVALID);
  }

  @Test
  void followsVxlanWithItsGenericExtension() {
    byte[] gpe = udp(5000, 4790, join(hex("0c000001 00002a00"), UDP4));
    assertThat(inside(ipv4(17, gpe))).isEqualTo("VXLAN " + UDP4_SUMMARY);
    byte[] plain = udp(5000, 4790, join(hex("08000000 00002a00"), ethernet(0x86dd, UDP6)));
    assertThat(inside(ipv4(17, plain))).isEqualTo("VXLAN " + UDP6_SUMMARY);
  }

  @Test
  void stopsAtEndlessTags() {
    byte[] tags = new byte[400];
    for (int i = 0; i < tags.length; i += 4) {
      tags[i + 2] = (byte) 0x81;
    }
    assertThat(decodeEthernet(ethernet(0x8100, tags)).defect()).isEqualTo(Defect.STACK_TOO_DEEP);
  }

  @Test
  void verifiesChecksums() {
    byte[] udp = ipv4(17, join(hex("03e8 0035 000a c74b"), ascii("hi")));
    udp[10] = (byte) 0x9c;
    udp[11] = (byte) 0x93;
    byte[] tcp = ipv6(6, join(hex("00010050 00000063 0000004d 50102000 6ef9 0000"), ascii("abc")));
    byte[] icmp = ipv4(1, join(hex("0800 339a 00010002"), ascii("abc")));
    for (byte[] ip : new byte[][] {udp, tcp, icmp}) {
      Packet p = decode(LinkType.RAW, ip);
      assertThat(Checksum.transportValid(p)).isTrue();
      ip[ip.length - 1]++;
      assertThat(Checksum.transportValid(p)).isFalse();
    }
    Packet p = decode(LinkType.RAW, udp);
    assertThat(Checksum.ipValid(p)).isTrue();
    udp[11]++;
    assertThat(Checksum.ipValid(p)).isFalse();
  }
}
