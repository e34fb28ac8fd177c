// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The conn.log of Zeek's own tests, and the flows of their traces. */
final class ZeekConn implements Oracle {
  private static final List<String> KEY = List.of("proto", "c_ip", "c_port", "s_ip", "s_port");

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("ts", "time_start"),
          Map.entry("id.orig_h", "c_ip"),
          Map.entry("id.orig_p", "c_port"),
          Map.entry("id.resp_h", "s_ip"),
          Map.entry("id.resp_p", "s_port"),
          Map.entry("proto", "proto"),
          Map.entry("duration", "duration"),
          Map.entry("orig_bytes", "c_bytes"),
          Map.entry("resp_bytes", "s_bytes"),
          Map.entry("conn_state", "conn_state"),
          Map.entry("missed_bytes", "missed_bytes"),
          Map.entry("history", "history"),
          Map.entry("orig_pkts", "c_pkt"),
          Map.entry("orig_ip_bytes", "c_ip_bytes"),
          Map.entry("resp_pkts", "s_pkt"),
          Map.entry("resp_ip_bytes", "s_ip_bytes"),
          Map.entry("ip_proto", "ip_proto"));

  private static final Map<String, String> PORTS =
      Map.of(
          "http", "80/tcp,81/tcp,631/tcp,1080/tcp,3128/tcp,8000/tcp,8080/tcp,8888/tcp",
          "dns", "53/udp,53/tcp,137/udp,5353/udp,5355/udp",
          "ssl", "443/tcp,443/udp,993/tcp,995/tcp",
          "ssh", "22/tcp",
          "ftp", "21/tcp,2811/tcp",
          "smtp", "25/tcp,587/tcp",
          "krb", "88/tcp,88/udp",
          "ntp", "123/udp",
          "dhcp", "67/udp,4011/udp");

  @Override
  public String source() {
    return "Zeek conn.log";
  }

  @Override
  public String compares() {
    return "one row a connection: ends, protocol, start, duration, payload, packets and bytes of"
        + " both sides, state, history, missed bytes";
  }

  @Override
  public Map<String, Double> tolerances() {
    return Map.of("time_start", 2e-6, "duration", 2e-6);
  }

  @Override
  public void compare(Comparison comparison) {
    for (ZeekLogs.Baseline baseline : ZeekLogs.with("conn.log")) {
      List<Map<String, String>> expected =
          ZeekLogs.rows(baseline.log()).stream().map(ZeekConn::expected).toList();
      List<Map<String, String>> ours =
          Tables.of(baseline.trace(), options(baseline), FiveTables.FLOWS);
      boolean whole =
          baseline.complete()
              && String.join("", ZeekLogs.lines(baseline.log())).contains("#fields");
      if (whole) {
        comparison.allRows(baseline.name(), KEY, expected, ours, flow -> false);
      } else {
        comparison.rows(baseline.name(), KEY, expected, ours);
      }
    }
  }

  private static Map<String, String> expected(Map<String, String> zeek) {
    Map<String, String> row = new TreeMap<>();
    COLUMNS.forEach(
        (theirs, ours) -> {
          String value = zeek.get(theirs);
          if (value != null && !value.startsWith("XXX")) {
            row.put(ours, value);
          }
        });
    if (zeek.containsKey("missed_bytes")) {
      row.putIfAbsent("history", "");
    }
    // X says that one of Zeek's protocol analyzers met a limit: nothing that a packet tells
    row.computeIfPresent("history", (column, history) -> history.replace("X", ""));
    return row;
  }

  /** With -b only the loaded protocols' ports tell which side is the server. */
  private static Options options(ZeekLogs.Baseline baseline) {
    String ports = "known";
    if (baseline.command().contains(" -b")) {
      List<String> known = new ArrayList<>(List.of("6081/udp", "4789/udp", "2152/udp", "3544/udp"));
      String loads = baseline.command() + baseline.loads();
      PORTS.forEach(
          (protocol, itsPorts) -> {
            if (loads.contains("protocols/" + protocol)) {
              known.add(itsPorts);
            }
          });
      ports = String.join(",", known);
    }
    return baseline.options().with("server-ports", ports);
  }
}
