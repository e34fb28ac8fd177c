// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The HTTP transactions of Zeek's test traces against the http.log that Zeek's own tests expect of
 * them. Zeek undoes percent escapes in targets and counts bodies after decoding, so the former are
 * undone here too and the length of coded bodies is not compared; rows of Zeek that tell of no
 * message are left out. What differs then is in zeek-http-differences.tsv, with the reason.
 */
class ZeekHttpTest {
  private static final Map<String, String> EQUAL =
      Map.ofEntries(
          Map.entry("id.orig_h", "c_ip"),
          Map.entry("id.orig_p", "c_port"),
          Map.entry("id.resp_h", "s_ip"),
          Map.entry("id.resp_p", "s_port"),
          Map.entry("trans_depth", "trans_depth"),
          Map.entry("method", "method"),
          Map.entry("referrer", "referrer"),
          Map.entry("version", "proto_version"),
          Map.entry("user_agent", "user_agent"),
          Map.entry("origin", "origin"),
          Map.entry("request_body_len", "request_body_len"),
          Map.entry("response_body_len", "response_body_len"),
          Map.entry("status_code", "status_code"),
          Map.entry("status_msg", "status_msg"),
          Map.entry("info_code", "info_code"),
          Map.entry("username", "username"));

  private int total;
  private final Map<String, String> differences = new TreeMap<>();

  @Test
  void transactionsAreThoseOfZeek() {
    ZeekLogs.with("http.log").forEach(this::compare);
    assertThat(differences).isEqualTo(ZeekLogs.known("zeek-http-differences.tsv"));
    assertThat(total).isEqualTo(87);
  }

  private void compare(ZeekLogs.Baseline baseline) {
    List<Map<String, String>> ours =
        new ArrayList<>(
            Captures.read(
                    List.of(Captures.file(baseline.trace())), baseline.options(), FiveTables.HTTP)
                .tables()
                .get(0));
    List<Map<String, String>> expected = new ArrayList<>(ZeekLogs.rows(baseline.log()));
    expected.removeIf(
        row ->
            row.containsKey("id.orig_h")
                && !row.containsKey("version")
                && !row.containsKey("method"));
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
      if (differing(zeek, ours.get(i)).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> differing(Map<String, String> zeek, Map<String, String> ours) {
    List<String> columns = new ArrayList<>();
    EQUAL.forEach((theirs, column) -> check(columns, theirs, zeek, cell(ours, column)));
    check(columns, "host", zeek, cell(ours, "host"));
    check(columns, "uri", zeek, percentDecoded(cell(ours, "path")));
    if (!cell(ours, "tags").matches("\\[(cut)?]")) {
      columns.removeIf(each -> each.startsWith("response_body_len"));
    }
    return columns;
  }

  private static String percentDecoded(String target) {
    Matcher escapes = Pattern.compile("%([0-9A-Fa-f]{2})").matcher(target);
    return escapes.replaceAll(
        each -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(each.group(1), 16))));
  }

  private static void check(
      List<String> columns, String column, Map<String, String> zeek, String actual) {
    String expected = ZeekLogs.unescaped(cell(zeek, column));
    if (column.equals("host")) {
      expected = expected.toLowerCase(Locale.ROOT).replaceAll(":[0-9]+$", "");
    }
    boolean zeekCut = !zeek.containsKey("id.orig_h"); // has the columns it has
    boolean unanswered = column.equals("version") && !zeek.containsKey("status_code");
    boolean nothing = expected.isEmpty() || expected.equals("0") || expected.equals("<empty>");
    boolean same =
        expected.equals(actual)
            || (expected.isEmpty() && (zeekCut || unanswered))
            || (nothing && (actual.isEmpty() || actual.equals("0")));
    if (!same) {
      columns.add(column + ": " + expected + " <> " + actual);
    }
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
