// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The names asked for in DNS and the hosts asked for in HTTP, in all shared captures, against what
 * tshark reads there. What Weir misses is in tshark-differences.tsv, with the reason; it is all
 * that it misses.
 */
class TsharkTablesTest {
  private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]*)\"");
  private static final Pattern KEY = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*)\": \\d+");

  /** Captures in which DNS is spoken on these ports, which nothing but an option can tell. */
  private static final String PORTS = "53,443,8053,65282";

  private int names;
  private int hosts;
  private final Map<String, String> missed = new TreeMap<>();

  @Test
  void namesAndHostsAreThoseTsharkSees() {
    Path oracle = Captures.shared("pcap/tshark-oracle.jsonl");
    for (String line : ZeekLogs.lines(oracle)) {
      Matcher file = FILE.matcher(line);
      if (file.find() && (line.contains("\"dns_names\": {\"") || line.contains("_hosts\": {\""))) {
        compare(line, file.group(1), Captures.shared(file.group(1)));
      }
    }
    assertThat(missed).isEqualTo(ZeekLogs.reasons("tshark-differences.tsv"));
    assertThat(names).isEqualTo(2528);
    assertThat(hosts).isEqualTo(523);
  }

  private void compare(String line, String name, Path capture) {
    List<List<Map<String, String>>> tables =
        Captures.read(
                List.of(Captures.file(capture)),
                Options.NONE.with("dns-ports", PORTS),
                FiveTables.DNS,
                FiveTables.HTTP)
            .tables();
    Set<String> asked = keys(line, "dns_names");
    asked.removeIf(each -> each.startsWith("<") && !each.equals("<root>")); // malformed
    Set<String> hostsAsked = keys(line, "http_hosts");
    hostsAsked.removeIf(each -> each.endsWith(":1900")); // SSDP, which is not HTTP's
    names += asked.size();
    hosts += hostsAsked.size();
    tables.get(0).forEach(row -> asked.remove(queryText(row.getOrDefault("query", ""))));
    tables
        .get(1)
        .forEach(
            row -> {
              String host = row.getOrDefault("host", "");
              hostsAsked.remove(row.getOrDefault("host_raw", host).toLowerCase(Locale.ROOT));
            });
    if (!asked.isEmpty() || !hostsAsked.isEmpty()) {
      missed.put(name, asked.size() + " names, " + hostsAsked.size() + " hosts");
    }
  }

  private static Set<String> keys(String line, String field) {
    int at = line.indexOf("\"" + field + "\": {") + field.length() + 5;
    Matcher keys = KEY.matcher(line.substring(at, line.indexOf('}', at)));
    return keys.results()
        .map(key -> comparable(key.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
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
