// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names asked for in DNS, the server names of hellos and the hosts asked for in HTTP, in all
 * shared captures, as tshark reads them.
 */
final class Tshark implements Oracle {
  private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]*)\"");
  private static final Pattern KEY = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*)\": \\d+");

  /** Captures in which DNS is spoken on these ports, which nothing but an option can tell. */
  private static final String PORTS = "53,443,8053,65282";

  private final String field;

  private Tshark(String field) {
    this.field = field;
  }

  static Tshark dnsNames() {
    return new Tshark("dns_names");
  }

  static Tshark serverNames() {
    return new Tshark("sni");
  }

  static Tshark httpHosts() {
    return new Tshark("http_hosts");
  }

  @Override
  public String source() {
    return "tshark " + field;
  }

  @Override
  public String compares() {
    return switch (field) {
      case "dns_names" -> "one row a name of a capture that is asked for in DNS: it is in dns";
      case "sni" ->
          "one row a server name of a capture's TLS and QUIC hellos: it is in named_flows";
      default -> "one row a host of a capture's HTTP requests, SSDP left out: it is in http";
    };
  }

  @Override
  public void compare(Comparison comparison) {
    for (String line : ZeekLogs.lines(Captures.shared("pcap/tshark-oracle.jsonl"))) {
      Matcher file = FILE.matcher(line);
      Set<String> expected = keys(line);
      if (file.find() && !expected.isEmpty()) {
        Set<String> ours = ours(file.group(1));
        for (String name : expected) {
          String found = ours.contains(name) ? name : "";
          comparison.value(file.group(1), name, field, name, found);
        }
      }
    }
  }

  private Set<String> ours(String file) {
    Options options = Options.NONE.with("dns-ports", PORTS);
    List<Map<String, String>> rows =
        Tables.of(
            Captures.shared(file),
            options,
            switch (field) {
              case "dns_names" -> FiveTables.DNS;
              case "sni" -> FiveTables.NAMED_FLOWS;
              default -> FiveTables.HTTP;
            });
    return rows.stream().map(this::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private String name(Map<String, String> row) {
    return switch (field) {
      case "dns_names" -> queryText(row.getOrDefault("query", ""));
      case "sni" -> row.getOrDefault("tls_sni", "").toLowerCase(Locale.ROOT);
      default ->
          row.getOrDefault("host_raw", row.getOrDefault("host", "")).toLowerCase(Locale.ROOT);
    };
  }

  private Set<String> keys(String line) {
    int at = line.indexOf("\"" + field + "\": {");
    if (at < 0) {
      return Set.of();
    }
    Matcher keys = KEY.matcher(line.substring(at + field.length() + 5, line.indexOf('}', at)));
    Set<String> names =
        keys.results()
            .map(key -> comparable(key.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    names.removeIf(each -> each.startsWith("<") && !each.equals("<root>")); // malformed
    names.removeIf(each -> each.endsWith(":1900")); // SSDP, which is not HTTP's
    return names;
  }

  /** tshark shows bytes that are no text as it likes: only where they are is compared. */
  private static String comparable(String json) {
    String text =
        json.replaceAll("\\\\u[0-9a-f]{4}|\\\\\\\\[0-7]{3}", "?")
            .replace("\\\\", "?")
            .replace("\\\"", "\"");
    return text.toLowerCase(Locale.ROOT).replaceAll("[^ -~]|\\?", "?").replaceAll("\\?+", "?");
  }

  /** A name in presentation form as tshark shows it. */
  private static String queryText(String query) {
    if (query.equals(".")) {
      return "<root>";
    }
    String plain = query.replaceAll("\\\\[0-9]{3}", "?").replaceAll("\\\\(.)", "$1");
    return plain.replaceAll("\\?+", "?");
  }
}
