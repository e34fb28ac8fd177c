// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dns.log of Zeek's own tests, and the DNS transactions of their traces. Not compared, because
 * Zeek does not tell: AA, RA and the round trip of responses without answers (Zeek leaves them
 * unset), RD of responses without query, and what a dynamic update asks (Zeek words it its own way,
 * RFC 2136 has no question). Answers are compared where Zeek writes them in full.
 */
final class ZeekDns implements Oracle {
  private static final List<String> KEY = List.of("c_ip", "c_port", "s_ip", "s_port", "trans_id");
  private static final List<String> FULL = List.of("A", "AAAA", "CNAME", "PTR", "NS");
  private static final String UPDATE = "5";
  private static final String NETBIOS_PORT = "137";

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("ts", "req_time"),
          Map.entry("rtt", "rtt"),
          Map.entry("id.orig_h", "c_ip"),
          Map.entry("id.orig_p", "c_port"),
          Map.entry("id.resp_h", "s_ip"),
          Map.entry("id.resp_p", "s_port"),
          Map.entry("proto", "proto"),
          Map.entry("trans_id", "trans_id"),
          Map.entry("query", "query"),
          Map.entry("qclass", "qclass_num"),
          Map.entry("qtype", "qtype_num"),
          Map.entry("rcode", "rcode"),
          Map.entry("rcode_name", "resp_code"),
          Map.entry("TC", "tc"),
          Map.entry("rejected", "rejected"),
          Map.entry("opcode", "opcode"));

  @Override
  public String source() {
    return "Zeek dns.log";
  }

  @Override
  public String compares() {
    return "one row a transaction: ends, identifier, question, codes, flags, times, answers of types "
        + String.join(", ", FULL)
        + ", their times to live";
  }

  @Override
  public Map<String, Double> tolerances() {
    return Map.of("req_time", 2e-6, "rtt", 2e-6);
  }

  @Override
  public void compare(Comparison comparison) {
    for (ZeekLogs.Baseline baseline : ZeekLogs.with("dns.log")) {
      List<Map<String, String>> expected = new ArrayList<>();
      for (Map<String, String> row : ZeekLogs.rows(baseline.log())) {
        if (!NETBIOS_PORT.equals(row.get("id.resp_p"))) { // its names are not DNS
          expected.add(expected(row));
        }
      }
      List<Map<String, String>> ours =
          Tables.of(
                  baseline.trace(),
                  baseline.options().with("dns-ports", "53,5353,5355").with("dns-timeout", "1d"),
                  FiveTables.DNS)
              .stream()
              .map(ZeekDns::ours)
              .toList();
      if (baseline.complete()) {
        comparison.allRows(baseline.name(), KEY, expected, ours, row -> false);
      } else {
        comparison.rows(baseline.name(), KEY, expected, ours);
      }
    }
  }

  private static Map<String, String> expected(Map<String, String> zeek) {
    Map<String, String> row = new TreeMap<>();
    COLUMNS.forEach((theirs, ours) -> put(row, ours, zeek.get(theirs)));
    boolean update = UPDATE.equals(zeek.get("opcode"));
    if (update) {
      row.remove("query");
    }
    if (zeek.containsKey("qclass")) {
      put(row, "rd", zeek.get("RD"));
    }
    if (!zeek.containsKey("rcode")) {
      row.put("unanswered", "true");
    }
    if (zeek.containsKey("answers") && !update) {
      put(row, "aa", zeek.get("AA"));
      put(row, "ra", zeek.get("RA"));
      put(row, "answer_ttls", list(zeek.getOrDefault("TTLs", "").replaceAll("\\.0+", "")));
      put(row, "answers", list(zeek.getOrDefault("answers", "")));
    }
    return row;
  }

  private static void put(Map<String, String> row, String column, @Nullable String value) {
    if (value != null && !value.startsWith("XXX")) {
      row.put(column, value.equals("T") ? "true" : value.equals("F") ? "false" : value);
    }
  }

  private static String list(String set) {
    return "[" + set.replace(",", ", ") + "]";
  }

  private static Map<String, String> ours(Map<String, String> row) {
    String types = row.getOrDefault("answer_types", "").replaceAll("[\\[\\]]", "");
    if (Stream.of(types.split(", ", -1)).allMatch(FULL::contains)) {
      return row;
    }
    Map<String, String> other = new TreeMap<>(row);
    other.put("answers", Comparison.ANY);
    return other;
  }
}
