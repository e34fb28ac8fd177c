// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpProtocols;
import java.util.Locale;

/** The JSON that other programs read. */
final class JsonStyles {
  private static final byte[] FLAG_LETTERS = "FSRPAUEC".getBytes(US_ASCII);
  private static final byte[] V5 = ascii("NETFLOW_V5");
  private static final byte[] V9 = ascii("NETFLOW_V9");
  private static final byte[] IPV4 = ascii("IPv4");
  private static final byte[] IPV6 = ascii("IPv6");
  private static final byte[] NONE = new byte[0];
  private static final byte[][] PROTOCOLS = protocols();

  private static final byte[] TYPE = ascii("type");
  private static final byte[] TIME_RECEIVED = ascii("time_received_ns");
  private static final byte[] SEQUENCE = ascii("sequence_num");
  private static final byte[] SAMPLING_RATE = ascii("sampling_rate");
  private static final byte[] SAMPLER_ADDRESS = ascii("sampler_address");
  private static final byte[] TIME_FLOW_START = ascii("time_flow_start_ns");
  private static final byte[] TIME_FLOW_END = ascii("time_flow_end_ns");
  private static final byte[] BYTES = ascii("bytes");
  private static final byte[] PACKETS = ascii("packets");
  private static final byte[] SRC_ADDR = ascii("src_addr");
  private static final byte[] DST_ADDR = ascii("dst_addr");
  private static final byte[] ETYPE = ascii("etype");
  private static final byte[] PROTO = ascii("proto");
  private static final byte[] SRC_PORT = ascii("src_port");
  private static final byte[] DST_PORT = ascii("dst_port");
  private static final byte[] IN_IF = ascii("in_if");
  private static final byte[] OUT_IF = ascii("out_if");
  private static final byte[] VLAN_ID = ascii("vlan_id");
  private static final byte[] IP_TOS = ascii("ip_tos");
  private static final byte[] FORWARDING_STATUS = ascii("forwarding_status");
  private static final byte[] TCP_FLAGS = ascii("tcp_flags");
  private static final byte[] ICMP_TYPE = ascii("icmp_type");
  private static final byte[] ICMP_CODE = ascii("icmp_code");
  private static final byte[] SRC_AS = ascii("src_as");
  private static final byte[] DST_AS = ascii("dst_as");
  private static final byte[] NEXT_HOP = ascii("next_hop");
  private static final byte[] OBSERVATION_DOMAIN = ascii("observation_domain_id");

  private static final byte[] DATE_FIRST_SEEN = ascii("date_first_seen");
  private static final byte[] DATE_LAST_SEEN = ascii("date_last_seen");
  private static final byte[] DURATION = ascii("duration");
  private static final byte[] SRC_IP_ADDR = ascii("src_ip_addr");
  private static final byte[] DST_IP_ADDR = ascii("dst_ip_addr");
  private static final byte[] PROTOCOL = ascii("protocol");
  private static final byte[] FLAGS = ascii("flags");
  private static final byte[] TOS = ascii("tos");

  private JsonStyles() {}

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[][] protocols() {
    byte[][] names = new byte[256][];
    for (int i = 0; i < names.length; i++) {
      String name = new String(IpProtocols.text(i), US_ASCII).toUpperCase(Locale.ROOT);
      names[i] = ascii(i == 58 ? "IPv6-ICMP" : name);
    }
    return names;
  }

  /** As goflow2 writes flows. What an exporter does not tell is 0 or empty there. */
  static void goflow2(
      JsonText json, FlowRecord flow, ExportHeader header, byte[] exporter, long receivedMicros) {
    json.member(TYPE, header.version() == 5 ? V5 : V9);
    json.nanos(TIME_RECEIVED, receivedMicros);
    json.member(SEQUENCE, header.sequence());
    json.member(SAMPLING_RATE, flow.value(FlowRecord.SAMPLING));
    json.member(SAMPLER_ADDRESS, exporter);
    json.nanos(TIME_FLOW_START, flow.value(FlowRecord.START_MICROS));
    json.nanos(TIME_FLOW_END, flow.value(FlowRecord.END_MICROS));
    json.member(BYTES, flow.value(FlowRecord.BYTES));
    json.member(PACKETS, flow.value(FlowRecord.PACKETS));
    boolean isIpv6 = flow.value(FlowRecord.IP_VERSION) == 6;
    address(json, SRC_ADDR, flow, FlowRecord.SRC_ADDRESS, !isIpv6);
    address(json, DST_ADDR, flow, FlowRecord.DST_ADDRESS, !isIpv6);
    json.member(ETYPE, isIpv6 ? IPV6 : IPV4);
    json.member(PROTO, PROTOCOLS[(int) flow.value(FlowRecord.PROTOCOL) & 0xff]);
    json.member(SRC_PORT, flow.value(FlowRecord.SRC_PORT));
    json.member(DST_PORT, flow.value(FlowRecord.DST_PORT));
    json.member(IN_IF, flow.value(FlowRecord.INPUT));
    json.member(OUT_IF, flow.value(FlowRecord.OUTPUT));
    json.member(VLAN_ID, flow.value(FlowRecord.VLAN));
    json.member(IP_TOS, flow.value(FlowRecord.TOS));
    json.member(FORWARDING_STATUS, flow.value(FlowRecord.FORWARDING_STATUS));
    json.member(TCP_FLAGS, flow.value(FlowRecord.TCP_FLAGS));
    long icmp = icmp(flow);
    json.member(ICMP_TYPE, icmp >>> 8 & 0xff);
    json.member(ICMP_CODE, icmp & 0xff);
    json.member(SRC_AS, flow.value(FlowRecord.SRC_AS));
    json.member(DST_AS, flow.value(FlowRecord.DST_AS));
    boolean isHopIpv6 = flow.value(FlowRecord.NEXT_HOP_VERSION) == 6;
    address(json, NEXT_HOP, flow, FlowRecord.NEXT_HOP, !isHopIpv6);
    json.member(OBSERVATION_DOMAIN, header.domain());
  }

  /** ICMP type and code; 0 for flows of other protocols. */
  private static long icmp(FlowRecord flow) {
    if (!IpProtocols.isIcmp((int) flow.value(FlowRecord.PROTOCOL))) {
      return 0;
    }
    return flow.value(flow.has(FlowRecord.ICMP) ? FlowRecord.ICMP : FlowRecord.DST_PORT);
  }

  private static void address(
      JsonText json, byte[] name, FlowRecord flow, int field, boolean isIpv4) {
    if (flow.has(field)) {
      json.address(name, isIpv4, flow.high(field), flow.value(field));
    } else {
      json.member(name, NONE);
    }
  }

  /** As the benchmark of stream processors has its flows: 12 members, about 270 bytes. */
  static void benchmark(
      JsonText json, FlowRecord flow, ExportHeader header, byte[] exporter, long receivedMicros) {
    long start = flow.value(FlowRecord.START_MICROS);
    long end = flow.value(FlowRecord.END_MICROS);
    json.time(DATE_FIRST_SEEN, start);
    json.time(DATE_LAST_SEEN, end);
    json.seconds(DURATION, Math.max(0, end - start));
    boolean isIpv4 = flow.value(FlowRecord.IP_VERSION) != 6;
    address(json, SRC_IP_ADDR, flow, FlowRecord.SRC_ADDRESS, isIpv4);
    address(json, DST_IP_ADDR, flow, FlowRecord.DST_ADDRESS, isIpv4);
    json.member(SRC_PORT, flow.value(FlowRecord.SRC_PORT));
    json.member(DST_PORT, flow.value(FlowRecord.DST_PORT));
    json.member(PROTOCOL, flow.value(FlowRecord.PROTOCOL));
    json.member(FLAGS, flags(flow.value(FlowRecord.TCP_FLAGS)));
    json.member(TOS, flow.value(FlowRecord.TOS));
    json.member(PACKETS, flow.value(FlowRecord.PACKETS));
    json.member(BYTES, flow.value(FlowRecord.BYTES));
  }

  private static byte[] flags(long flags) {
    byte[] text = new byte[FLAG_LETTERS.length];
    for (int i = 0; i < text.length; i++) {
      int bit = text.length - 1 - i;
      text[i] = (flags >>> bit & 1) != 0 ? FLAG_LETTERS[bit] : (byte) '.';
    }
    return text;
  }
}
