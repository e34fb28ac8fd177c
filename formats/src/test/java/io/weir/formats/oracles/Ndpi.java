// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The host names that nDPI's own tests expect of flows of HTTP, TLS, QUIC, DTLS and DNS. */
final class Ndpi implements Oracle {
  private static final Pattern FLOW =
      Pattern.compile(
          "^\\t\\d+\\t(TCP|UDP) (\\S+):(\\d+) <?->? (\\S+):(\\d+) .*?\\[proto: ([^\\]/]*)/([^\\]]*)\\].*");
  private static final Pattern NAME = Pattern.compile("\\[Hostname/SNI: ([^\\]]*)\\]");

  @Override
  public String source() {
    return "nDPI";
  }

  @Override
  public String compares() {
    return "one row a flow with a host name: that name among those of the flow's named_flows, dns"
        + " and http";
  }

  @Override
  public void compare(Comparison comparison) {
    Path expected = Captures.shared("pcap/ndpi-expected");
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceAll("\\.out$", "");
        Path capture = expected.resolveSibling("ndpi").resolve(name);
        if (Files.exists(capture)) {
          compare(name, ZeekLogs.lines(file), capture, comparison);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(
      String file, List<String> lines, Path capture, Comparison comparison) {
    List<Matcher> named = new ArrayList<>();
    for (String line : lines) {
      Matcher flow = FLOW.matcher(line);
      if (flow.matches() && NAME.matcher(line).find() && spoken(flow.group(7))) {
        named.add(flow);
      }
    }
    if (named.isEmpty()) {
      return;
    }
    Map<String, Set<String>> names = names(capture);
    for (Matcher flow : named) {
      Matcher name = NAME.matcher(flow.group());
      if (name.find()) {
        String key = key(flow.group(2), flow.group(3), flow.group(4), flow.group(5));
        String expected = name.group(1).toLowerCase(Locale.ROOT);
        Set<String> ours = names.getOrDefault(key, new TreeSet<>());
        String found =
            ours.stream()
                .filter(each -> same(expected, each))
                .findFirst()
                .map(each -> expected)
                .orElse(String.join(" ", ours));
        comparison.value(file, flow.group(7) + " " + key, "name", expected, found);
      }
    }
  }

  /** nDPI replaces characters that are no host name's, and keeps the last 79. */
  private static boolean same(String expected, String ours) {
    String plain = ours.replaceAll("\\\\[0-9]{3}", "?").replace('*', '_');
    boolean cut = expected.length() >= 79 && plain.endsWith(expected);
    return cut || expected.equals(ours) || expected.equals(plain);
  }

  /** True for protocols whose names Weir reads. */
  private static boolean spoken(String words) {
    return Stream.of(words.split("\\.", -1))
        .anyMatch(word -> List.of("HTTP", "TLS", "QUIC", "DTLS", "DNS").contains(word));
  }

  private static Map<String, Set<String>> names(Path capture) {
    List<List<Map<String, String>>> tables =
        Tables.all(capture, Options.NONE, FiveTables.NAMED_FLOWS, FiveTables.DNS, FiveTables.HTTP);
    List<String> columns = List.of("name", "query", "host");
    Map<String, Set<String>> names = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      for (Map<String, String> row : tables.get(i)) {
        String name = row.get(columns.get(i));
        if (name != null) {
          names
              .computeIfAbsent(
                  key(
                      cell(row, "c_ip"),
                      cell(row, "c_port"),
                      cell(row, "s_ip"),
                      cell(row, "s_port")),
                  key -> new TreeSet<>())
              .add(name);
        }
      }
    }
    return names;
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  /** Both ends, whichever began. */
  private static String key(String c, String cPort, String s, String sPort) {
    return Stream.of(end(c, cPort), end(s, sPort)).sorted().collect(Collectors.joining(" "));
  }

  private static String end(String address, String port) {
    return address.replaceAll("[\\[\\]]", "") + "#" + port;
  }
}
