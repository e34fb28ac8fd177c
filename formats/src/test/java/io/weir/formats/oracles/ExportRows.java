// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.formats.pcap.UdpPayloads;
import io.weir.wire.export.ExportDecoder;
import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowReader;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flows of one exporter's datagrams as rows of text. */
final class ExportRows {
  /** What tells one flow from another. */
  static final List<String> KEY = List.of("src", "dst", "src_port", "dst_port");

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("src_port", FlowRecord.SRC_PORT),
          Map.entry("dst_port", FlowRecord.DST_PORT),
          Map.entry("proto", FlowRecord.PROTOCOL),
          Map.entry("bytes", FlowRecord.BYTES),
          Map.entry("packets", FlowRecord.PACKETS),
          Map.entry("reverse_bytes", FlowRecord.REVERSE_BYTES),
          Map.entry("reverse_packets", FlowRecord.REVERSE_PACKETS),
          Map.entry("flows", FlowRecord.FLOWS),
          Map.entry("forwarding_status", FlowRecord.FORWARDING_STATUS),
          Map.entry("tos", FlowRecord.TOS),
          Map.entry("tcp_flags", FlowRecord.TCP_FLAGS),
          Map.entry("in_if", FlowRecord.INPUT),
          Map.entry("out_if", FlowRecord.OUTPUT),
          Map.entry("src_as", FlowRecord.SRC_AS),
          Map.entry("dst_as", FlowRecord.DST_AS),
          Map.entry("src_mask", FlowRecord.SRC_MASK),
          Map.entry("dst_mask", FlowRecord.DST_MASK),
          Map.entry("vlan", FlowRecord.VLAN),
          Map.entry("direction", FlowRecord.DIRECTION),
          Map.entry("icmp", FlowRecord.ICMP),
          Map.entry("sampling", FlowRecord.SAMPLING),
          Map.entry("nat_src_port", FlowRecord.NAT_SRC_PORT),
          Map.entry("nat_dst_port", FlowRecord.NAT_DST_PORT));

  private final FlowReader reader = new FlowReader();
  private final List<Map<String, String>> rows = new ArrayList<>();
  private int datagrams;

  /** Reads a datagram. */
  ExportRows read(byte[] datagram) {
    datagrams++;
    reader.read(datagram, 0, datagram.length, this::add);
    return this;
  }

  /** Reads the datagrams of a capture. */
  ExportRows read(Path capture) {
    try (UdpPayloads payloads =
        UdpPayloads.open(Captures.file(capture), (file, offset, reason, r, from, length) -> {})) {
      while (payloads.next()) {
        int end = payloads.from() + payloads.length();
        if (ExportDecoder.isExport(payloads.bytes(), payloads.from(), payloads.length())) {
          read(Arrays.copyOfRange(payloads.bytes(), payloads.from(), end));
        } else {
          datagrams++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Reads the first messages of an IPFIX file; each tells its length. */
  void readMessages(Path file, int most) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int at = 0;
      for (int i = 0; i < most && at < bytes.length; i++) {
        int length = (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
        read(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(FlowRecord flow, ExportHeader header) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("datagram", Integer.toString(datagrams));
    NUMBERS.forEach((name, field) -> put(row, name, flow, field));
    address(row, "src", flow, FlowRecord.SRC_ADDRESS);
    address(row, "dst", flow, FlowRecord.DST_ADDRESS);
    ipv4(row, "nat_src", flow, FlowRecord.NAT_SRC_ADDRESS);
    ipv4(row, "nat_dst", flow, FlowRecord.NAT_DST_ADDRESS);
    if (flow.value(FlowRecord.NEXT_HOP_VERSION) == 4) {
      ipv4(row, "next_hop", flow, FlowRecord.NEXT_HOP);
    }
    long start = flow.value(FlowRecord.START_MICROS);
    long end = flow.value(FlowRecord.END_MICROS);
    row.put("start", Long.toString(start / 1000));
    row.put("end", Long.toString(end / 1000));
    row.put("first", Long.toString(uptime(header, start)));
    row.put("last", Long.toString(uptime(header, end)));
    rows.add(row);
  }

  private static long uptime(ExportHeader header, long micros) {
    return header.sysUptimeMillis() - (header.unixMicros() - micros) / 1000;
  }

  private static void put(Map<String, String> row, String name, FlowRecord flow, int field) {
    if (flow.has(field)) {
      row.put(name, Long.toString(flow.value(field)));
    }
  }

  private static void address(Map<String, String> row, String name, FlowRecord flow, int field) {
    if (flow.has(field) && flow.value(FlowRecord.IP_VERSION) == 6) {
      byte[] text = new byte[64];
      int length = IpText.write6(flow.high(field), flow.value(field), text, 0);
      row.put(name, new String(text, 0, length, StandardCharsets.US_ASCII));
    } else {
      ipv4(row, name, flow, field);
    }
  }

  private static void ipv4(Map<String, String> row, String name, FlowRecord flow, int field) {
    if (flow.has(field)) {
      byte[] bytes = ByteBuffer.allocate(4).putInt((int) flow.value(field)).array();
      row.put(name, IpText.toString(bytes, 0, 4));
    }
  }

  List<Map<String, String>> rows() {
    return rows;
  }

  /** Records of flows, and about the exporter. */
  long records() {
    return rows.size() + reader.optionRecords();
  }

  long optionRecords() {
    return reader.optionRecords();
  }
}
