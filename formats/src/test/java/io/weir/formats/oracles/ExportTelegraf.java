// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.export.SflowCounters;
import io.weir.wire.export.SflowDecoder;
import io.weir.wire.export.SflowHeader;
import io.weir.wire.export.SflowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Datagrams of NetFlow v5 and v9, IPFIX and sFlow, as Telegraf's tests expect them decoded. */
final class ExportTelegraf implements Oracle {
  private static final Pattern MEMBER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\d+)u?)");
  private static final String FLAGS = "FSRPAUEC";

  private static final Map<String, String> PROTOCOLS =
      Map.of("tcp", "6", "udp", "17", "icmp", "1", "ipv6-icmp", "58");

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("src", "src"),
          Map.entry("dst", "dst"),
          Map.entry("src_port", "src_port"),
          Map.entry("dst_port", "dst_port"),
          Map.entry("in_bytes", "bytes"),
          Map.entry("in_total_bytes", "bytes"),
          Map.entry("in_total_packets", "packets"),
          Map.entry("type_29305_85", "reverse_bytes"),
          Map.entry("type_29305_86", "reverse_packets"),
          Map.entry("flow_start_ms", "start"),
          Map.entry("flow_end_ms", "end"),
          Map.entry("vlan_src", "vlan"),
          Map.entry("in_packets", "packets"),
          Map.entry("first_switched", "first"),
          Map.entry("last_switched", "last"),
          Map.entry("bgp_src_as", "src_as"),
          Map.entry("bgp_dst_as", "dst_as"),
          Map.entry("src_mask", "src_mask"),
          Map.entry("dst_mask", "dst_mask"),
          Map.entry("in_snmp", "in_if"),
          Map.entry("out_snmp", "out_if"));

  @Override
  public String source() {
    return "Telegraf NetFlow, IPFIX and sFlow";
  }

  @Override
  public String compares() {
    return "one row an expected flow: ends, protocol, bytes, packets, flags, uptimes of first and"
        + " last packet, AS, prefix lengths, interfaces; and the number of options records";
  }

  @Override
  public void compare(Comparison comparison) {
    flows(comparison, "netflow_v5_example", read("netflow_v5_example/netflow_v5.bin"));
    ExportRows ipfix = new ExportRows();
    for (int i = 0; i <= 6; i++) {
      ipfix.read(bytes("ipfix_example/ipfix_" + i + ".bin"));
    }
    flows(comparison, "ipfix_example", ipfix);
    flows(comparison, "issue_14370", read("issue_14370/message.bin"));
    counters(comparison, "sflow_v5_example", "sflow_v5.bin");
    counters(comparison, "sflow_issue_18876", "message.bin");
    ExportRows options = read("netflow_v9_options/message.bin");
    String count = Integer.toString(lines("netflow_v9_options").size());
    String found = Long.toString(options.optionRecords());
    comparison.value("netflow_v9_options", "-", "options", count, found);
  }

  private static void flows(Comparison comparison, String test, ExportRows ours) {
    List<Map<String, String>> expected =
        lines(test).stream()
            .map(ExportTelegraf::row)
            .filter(row -> row.containsKey("bytes"))
            .toList();
    comparison.allRows(test, ExportRows.KEY, expected, ours.rows(), more -> false);
  }

  private static Map<String, String> row(String line) {
    Map<String, String> row = new LinkedHashMap<>();
    Matcher member = MEMBER.matcher(line);
    while (member.find()) {
      String value = member.group(2) == null ? member.group(3) : member.group(2);
      String column = COLUMNS.get(member.group(1));
      if (column != null) {
        row.put(column, value.startsWith("0x") ? hex(value) : value);
      } else if (member.group(1).equals("tcp_flags")) {
        row.put("tcp_flags", Integer.toString(flags(value)));
      } else if (member.group(1).equals("protocol")) {
        row.put("proto", PROTOCOLS.getOrDefault(value, value));
      }
    }
    return row;
  }

  /** Telegraf's names of the interfaces' counters, and where they are in their structure. */
  private static final Map<String, Integer> COUNTERS =
      Map.of(
          "interface", 0,
          "interface_type", 4,
          "in_unicast_packets_total", 32,
          "in_mcast_packets_total", 36,
          "in_errors", 48,
          "out_unicast_packets_total", 64,
          "out_broadcast_packets_total", 72,
          "promiscuous", 84);

  private static final Map<String, Integer> LONG_COUNTERS =
      Map.of("speed", 8, "in_bytes", 24, "out_bytes", 56);

  private static void counters(Comparison comparison, String test, String file) {
    List<Map<String, String>> expected = new ArrayList<>();
    Map<String, String> row = new LinkedHashMap<>();
    Matcher member = MEMBER.matcher(lines(test).get(0));
    while (member.find()) {
      String name = member.group(1);
      if (COUNTERS.containsKey(name) || LONG_COUNTERS.containsKey(name)) {
        row.put(name, member.group(3));
      }
    }
    expected.add(row);
    List<Map<String, String>> ours = new ArrayList<>();
    byte[] bytes = bytes(test + "/" + file);
    SflowSink sink =
        new SflowSink() {
          @Override
          public void flow(FlowRecord flow, SflowHeader header) {}

          @Override
          public void counters(SflowCounters counters, SflowHeader header) {
            if (counters.enterprise() == 0 && counters.format() == 1) {
              Map<String, String> found = new LinkedHashMap<>();
              COUNTERS.forEach((name, at) -> found.put(name, Long.toString(counters.u32(at))));
              LONG_COUNTERS.forEach((name, at) -> found.put(name, Long.toString(counters.u64(at))));
              ours.add(found);
            }
          }
        };
    new SflowDecoder().decode(bytes, 0, bytes.length, 0, sink);
    comparison.allRows(test, List.of("interface"), expected, ours, more -> false);
  }

  private static String hex(String value) {
    return Long.toString(Long.parseLong(value.substring(2), 16));
  }

  private static int flags(String letters) {
    return letters.chars().map(FLAGS::indexOf).filter(bit -> bit >= 0).map(bit -> 1 << bit).sum();
  }

  private static ExportRows read(String file) {
    return new ExportRows().read(bytes(file));
  }

  private static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(String test) {
    try {
      return Files.readAllLines(path(test + "/expected.out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String name) {
    return Captures.shared("flow-export/telegraf/" + name);
  }
}
