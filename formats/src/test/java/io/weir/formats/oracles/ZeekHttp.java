// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The http.log of Zeek's own tests, and the HTTP transactions of their traces. Zeek undoes percent
 * escapes in targets and counts bodies after decoding, so the former are undone here too and the
 * length of coded bodies is not compared; rows of Zeek that tell of no message are left out.
 */
final class ZeekHttp implements Oracle {
  private static final List<String> KEY = List.of("c_ip", "c_port", "s_ip", "s_port");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("id.orig_h", "c_ip"),
          Map.entry("id.orig_p", "c_port"),
          Map.entry("id.resp_h", "s_ip"),
          Map.entry("id.resp_p", "s_port"),
          Map.entry("trans_depth", "trans_depth"),
          Map.entry("method", "method"),
          Map.entry("host", "host"),
          Map.entry("uri", "path"),
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

  @Override
  public String source() {
    return "Zeek http.log";
  }

  @Override
  public String compares() {
    return "one row a transaction: "
        + String.join(", ", COLUMNS.values().stream().sorted().toList());
  }

  @Override
  public void compare(Comparison comparison) {
    for (ZeekLogs.Baseline baseline : ZeekLogs.with("http.log")) {
      List<Map<String, String>> expected = new ArrayList<>();
      for (Map<String, String> row : ZeekLogs.rows(baseline.log())) {
        boolean zeekCut = !row.containsKey("id.orig_h");
        if (zeekCut || row.containsKey("version") || row.containsKey("method")) {
          expected.add(expected(row, zeekCut));
        }
      }
      List<Map<String, String>> ours =
          Tables.of(baseline.trace(), baseline.options(), FiveTables.HTTP).stream()
              .map(ZeekHttp::ours)
              .toList();
      if (baseline.complete()) {
        comparison.allRows(baseline.name(), KEY, expected, ours, row -> false);
      } else {
        comparison.rows(baseline.name(), KEY, expected, ours);
      }
    }
  }

  /** What zeek-cut wrote has the columns that it has. */
  private static Map<String, String> expected(Map<String, String> zeek, boolean zeekCut) {
    Map<String, String> row = new TreeMap<>();
    COLUMNS.forEach(
        (theirs, ours) -> {
          if (!zeekCut || zeek.containsKey(theirs)) {
            row.put(ours, plain(ZeekLogs.unescaped(zeek.getOrDefault(theirs, ""))));
          }
        });
    row.computeIfPresent(
        "host", (column, host) -> host.toLowerCase(Locale.ROOT).replaceAll(":[0-9]+$", ""));
    if (!zeek.containsKey("version") && !zeek.containsKey("status_code")) {
      row.remove("proto_version");
    }
    return row;
  }

  private static Map<String, String> ours(Map<String, String> found) {
    Map<String, String> row = new TreeMap<>();
    COLUMNS.values().forEach(column -> row.put(column, plain(found.getOrDefault(column, ""))));
    row.computeIfPresent("path", (column, path) -> percentDecoded(path));
    if (!found.getOrDefault("tags", "").matches("\\[(cut)?]")) {
      row.put("response_body_len", Comparison.ANY);
    }
    return row;
  }

  /** Nothing and none are the same here. */
  private static String plain(String value) {
    return value.equals("0") || value.equals("<empty>") ? "" : value;
  }

  private static String percentDecoded(String target) {
    return ESCAPE
        .matcher(target)
        .replaceAll(
            each ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(each.group(1), 16))));
  }
}
