// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Datagrams of many vendors' NetFlow v5 and v9 and IPFIX, as Logstash's tests expect them decoded.
 */
final class ExportLogstash implements Oracle {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("ipv4_src_addr", "src"),
          Map.entry("ipv4_dst_addr", "dst"),
          Map.entry("l4_src_port", "src_port"),
          Map.entry("l4_dst_port", "dst_port"),
          Map.entry("protocol", "proto"),
          Map.entry("in_bytes", "bytes"),
          Map.entry("in_permanent_bytes", "bytes"),
          Map.entry("in_pkts", "packets"),
          Map.entry("src_tos", "tos"),
          Map.entry("tcp_flags", "tcp_flags"),
          Map.entry("input_snmp", "in_if"),
          Map.entry("output_snmp", "out_if"),
          Map.entry("src_as", "src_as"),
          Map.entry("dst_as", "dst_as"),
          Map.entry("src_mask", "src_mask"),
          Map.entry("dst_mask", "dst_mask"),
          Map.entry("direction", "direction"),
          Map.entry("src_vlan", "vlan"),
          Map.entry("xlate_src_addr_ipv4", "nat_src"),
          Map.entry("xlate_dst_addr_ipv4", "nat_dst"),
          Map.entry("xlate_src_port", "nat_src_port"),
          Map.entry("xlate_dst_port", "nat_dst_port"),
          Map.entry("flow_start_msec", "start"),
          Map.entry("sourceIPv4Address", "src"),
          Map.entry("destinationIPv4Address", "dst"),
          Map.entry("sourceTransportPort", "src_port"),
          Map.entry("destinationTransportPort", "dst_port"),
          Map.entry("protocolIdentifier", "proto"),
          Map.entry("octetDeltaCount", "bytes"),
          Map.entry("packetDeltaCount", "packets"),
          Map.entry("octetTotalCount", "bytes"),
          Map.entry("packetTotalCount", "packets"),
          Map.entry("reverseOctetTotalCount", "reverse_bytes"),
          Map.entry("reversePacketTotalCount", "reverse_packets"),
          Map.entry("ipClassOfService", "tos"),
          Map.entry("tcpControlBits", "tcp_flags"),
          Map.entry("ingressInterface", "in_if"),
          Map.entry("egressInterface", "out_if"),
          Map.entry("vlanId", "vlan"));

  @Override
  public String source() {
    return "Logstash NetFlow and IPFIX";
  }

  @Override
  public String compares() {
    return "one row an expected event about a flow, and one a test's number of records: ends,"
        + " protocol, bytes, packets, flags, interfaces, AS, prefix lengths, next hop, sampling,"
        + " start, end, ends after NAT";
  }

  @Override
  public void compare(Comparison comparison) {
    Path file = Captures.shared("flow-export/logstash-netflow-expected.json");
    Path datagrams = file.resolveSibling("logstash-netflow");
    for (Object test : (List<?>) java.util.Objects.requireNonNull(Json.parse(text(file)))) {
      List<Path> files =
          Json.list(test, "datagrams_in_order").stream()
              .map(name -> datagrams.resolve(String.valueOf(name)))
              .toList();
      if (files.stream().allMatch(Files::exists)) {
        compare(comparison, test, files);
      }
    }
  }

  private static void compare(Comparison comparison, Object test, List<Path> files) {
    ExportRows ours = new ExportRows();
    files.forEach(file -> ours.read(bytes(file)));
    String name = Json.text(test, "test");
    String count = Json.text(test, "expected_event_count");
    if (!count.isEmpty()) {
      comparison.value(name, "-", "records", count, Long.toString(ours.records()));
    }
    String began =
        Json.list(test, "expected_events").stream()
            .map(event -> Json.text(event, "netflow", "systemInitTimeMilliseconds"))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    List<Map<String, String>> expected =
        Json.list(test, "expected_events").stream()
            .map(event -> row(event, began))
            .filter(row -> row.containsKey("bytes"))
            .toList();
    comparison.rows(name, ExportRows.KEY, expected, ours.rows());
  }

  /** A row; IPFIX's uptimes count from when the exporter began, which its options tell. */
  private static Map<String, String> row(Object event, String began) {
    Map<String, String> row = new LinkedHashMap<>();
    COLUMNS.forEach(
        (theirs, ours) -> {
          String value = Json.text(event, "netflow", theirs);
          if (!value.isEmpty()) {
            row.put(ours, value);
          }
        });
    String hop = Json.text(event, "netflow", "ipv4_next_hop");
    if (!hop.isEmpty()) {
      row.put("next_hop", hop.equals("0.0.0.0") ? "" : hop);
    }
    String sampling = Json.text(event, "netflow", "sampling_interval");
    if (!sampling.isEmpty()) {
      row.put("sampling", sampling.equals("0") ? "" : sampling);
    }
    time(row, "start", Json.text(event, "netflow", "first_switched"));
    time(row, "end", Json.text(event, "netflow", "last_switched"));
    for (String unit : List.of("Seconds", "Milliseconds")) {
      time(row, "start", Json.text(event, "netflow", "flowStart" + unit));
      time(row, "end", Json.text(event, "netflow", "flowEnd" + unit));
    }
    if (!began.isEmpty()) {
      uptime(row, "start", began, Json.text(event, "netflow", "flowStartSysUpTime"));
      uptime(row, "end", began, Json.text(event, "netflow", "flowEndSysUpTime"));
    }
    return row;
  }

  private static void time(Map<String, String> row, String column, String text) {
    if (!text.isEmpty()) {
      row.put(column, Long.toString(Instant.parse(text).toEpochMilli()));
    }
  }

  private static void uptime(Map<String, String> row, String column, String began, String text) {
    if (!text.isEmpty()) {
      row.put(column, Long.toString(Long.parseLong(began) + Long.parseLong(text)));
    }
  }

  private static String text(Path file) {
    return new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
