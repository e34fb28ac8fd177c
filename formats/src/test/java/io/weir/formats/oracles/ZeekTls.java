// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The ssl.log and quic.log of Zeek's own tests, and the named flows of their traces. */
final class ZeekTls implements Oracle {
  private static final List<String> KEY = List.of("c_ip", "c_port", "s_ip", "s_port");

  private final String log;
  private final Map<String, String> columns;

  private ZeekTls(String log, Map<String, String> columns) {
    this.log = log;
    this.columns = columns;
  }

  static ZeekTls ssl() {
    Map<String, String> columns =
        Map.of("version", "tls_version", "server_name", "tls_sni", "next_protocol", "alpn");
    return new ZeekTls("ssl.log", columns);
  }

  static ZeekTls quic() {
    Map<String, String> columns =
        Map.of("version", "quic_version", "server_name", "tls_sni", "client_protocol", "alpn");
    return new ZeekTls("quic.log", columns);
  }

  @Override
  public String source() {
    return "Zeek " + log;
  }

  @Override
  public String compares() {
    return "one row a connection: its ends, " + String.join(", ", new TreeMap<>(columns).values());
  }

  @Override
  public void compare(Comparison comparison) {
    for (ZeekLogs.Baseline baseline : ZeekLogs.with(log)) {
      List<Map<String, String>> flows =
          Tables.of(baseline.trace(), baseline.options(), FiveTables.NAMED_FLOWS);
      List<Map<String, String>> expected =
          ZeekLogs.rows(baseline.log()).stream().map(this::expected).toList();
      if (baseline.complete()) {
        comparison.allRows(baseline.name(), KEY, expected, flows, this::untold);
      } else {
        comparison.rows(baseline.name(), KEY, expected, flows);
      }
    }
  }

  /** True for flows that say nothing of what the log is about. */
  private boolean untold(Map<String, String> flow) {
    boolean tls = flow.containsKey("tls_version") || flow.containsKey("tls_sni");
    return !(log.equals("ssl.log") ? tls : flow.containsKey("quic_version"));
  }

  private Map<String, String> expected(Map<String, String> zeek) {
    Map<String, String> row = new TreeMap<>();
    row.put("c_ip", zeek.getOrDefault("id.orig_h", ""));
    row.put("c_port", zeek.getOrDefault("id.orig_p", ""));
    row.put("s_ip", zeek.getOrDefault("id.resp_h", ""));
    row.put("s_port", zeek.getOrDefault("id.resp_p", ""));
    columns.forEach(
        (theirs, ours) ->
            row.put(
                ours,
                ours.equals("tls_sni")
                    ? zeek.getOrDefault(theirs, "").toLowerCase(Locale.ROOT)
                    : zeek.getOrDefault(theirs, "")));
    if (row.getOrDefault("alpn", "").isEmpty()) {
      row.remove("alpn"); // of QUIC the choice is encrypted: quic.log has what the client offers
    }
    return row;
  }
}
