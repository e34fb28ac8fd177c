// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The DNS transactions of Zeek's test traces against the dns.log that Zeek's own tests expect of
 * them. Not compared, because Zeek does not tell: AA, RA and the round trip of responses without
 * answers (Zeek leaves them unset), RD of responses without query, and what a dynamic update asks
 * (Zeek words it its own way, RFC 2136 has no question). Answers are compared where Zeek writes
 * them in full: addresses and names.
 */
class ZeekDnsTest {
  private static final Map<String, String> EQUAL =
      Map.ofEntries(
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

  private int total;
  private final Map<String, String> differences = new TreeMap<>();

  @Test
  void transactionsAreThoseOfZeek() {
    ZeekLogs.with("dns.log").forEach(this::compare);
    assertThat(differences).isEmpty();
    assertThat(total).isEqualTo(56);
  }

  private void compare(ZeekLogs.Baseline baseline) {
    List<Map<String, String>> ours =
        new ArrayList<>(
            Captures.read(
                    List.of(Captures.file(baseline.trace())),
                    baseline.options().with("dns-ports", "53,5353,5355").with("dns-timeout", "1d"),
                    FiveTables.DNS)
                .tables()
                .get(0));
    List<Map<String, String>> expected = new ArrayList<>(ZeekLogs.rows(baseline.log()));
    expected.removeIf(row -> cell(row, "id.resp_p").equals("137")); // NetBIOS names are not DNS
    total += expected.size();
    expected.removeIf(
        row -> {
          int at = find(row, ours);
          if (at >= 0) {
            ours.remove(at);
          }
          return at >= 0;
        });
    int more = baseline.complete() ? ours.size() : 0;
    if (!expected.isEmpty() || more > 0) {
      differences.put(baseline.name(), expected.size() + " of Zeek, " + more + " of Weir");
    }
  }

  private static int find(Map<String, String> zeek, List<Map<String, String>> ours) {
    for (int i = 0; i < ours.size(); i++) {
      if (same(zeek, ours.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(Map<String, String> zeek, Map<String, String> ours) {
    for (Map.Entry<String, String> each : EQUAL.entrySet()) {
      String expected = zeek.get(each.getKey());
      boolean wording = each.getKey().equals("query") && cell(zeek, "opcode").equals("5");
      if (expected != null && !wording && !plain(expected).equals(ours.get(each.getValue()))) {
        return false;
      }
    }
    boolean asked = zeek.containsKey("qclass");
    return (!asked || plain(cell(zeek, "RD")).equals(cell(ours, "rd")))
        && near(cell(zeek, "ts"), cell(ours, "req_time"))
        && near(cell(zeek, "rtt"), cell(ours, "rtt"))
        && (zeek.containsKey("rcode") || "true".equals(ours.get("unanswered")))
        && answers(zeek, ours);
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static String plain(String value) {
    return switch (value) {
      case "T" -> "true";
      case "F" -> "false";
      default -> value;
    };
  }

  private static boolean near(String expected, String actual) {
    return expected.isEmpty()
        || expected.startsWith("X")
        || Math.abs(Double.parseDouble(expected) - Double.parseDouble("0" + actual)) < 2e-6;
  }

  /** Without answers Zeek leaves AA, RA and the round trip unset, though there is a response. */
  private static boolean answers(Map<String, String> zeek, Map<String, String> ours) {
    String answers = cell(zeek, "answers");
    if (answers.isEmpty() || cell(zeek, "opcode").equals("5")) {
      return true;
    }
    String types = cell(ours, "answer_types").replaceAll("[\\[\\]]", "");
    boolean simple =
        Stream.of(types.split(", ", -1))
            .allMatch(type -> List.of("A", "AAAA", "CNAME", "PTR", "NS").contains(type));
    return plain(cell(zeek, "AA")).equals(cell(ours, "aa"))
        && plain(cell(zeek, "RA")).equals(cell(ours, "ra"))
        && list(cell(zeek, "TTLs").replaceAll("\\.0+", "")).equals(cell(ours, "answer_ttls"))
        && (!simple || list(answers).equals(cell(ours, "answers")));
  }

  private static String list(String set) {
    return "[" + set.replace(",", ", ") + "]";
  }
}
