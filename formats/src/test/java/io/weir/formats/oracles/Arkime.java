// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.formats.pcap.ZeekLogs;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions that Arkime's own tests expect of captures. */
final class Arkime implements Oracle {
  private static final List<String> KEY =
      List.of("ip_proto", "c_ip", "c_port", "s_ip", "s_port");

  /** Sessions last as long as the captures. */
  private static final Options OPTIONS =
      Options.NONE
          .with("tcp-timeout", "1d")
          .with("udp-timeout", "1d")
          .with("other-timeout", "1d")
          .with("server-ports", "none");

  @Override
  public String source() {
    return "Arkime";
  }

  @Override
  public String compares() {
    return "one row a session: protocol, ends, packets, Community ID, times in ms; and one row for"
        + " each of its HTTP methods, hosts, targets, statuses, user agents and DNS names";
  }

  @Override
  public void compare(Comparison comparison) {
    Path expected = Captures.shared("pcap/arkime-expected");
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.sorted().toList()) {
        compare(file, comparison);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Path file, Comparison comparison) {
    String name = file.getFileName().toString().replaceAll("\\.test$", "");
    Path captures = Captures.shared("pcap/arkime");
    Path capture = captures.resolve(name + ".pcap");
    if (!Files.exists(capture)) {
      capture = captures.resolve(name + ".pcapng");
    }
    if (!Files.exists(capture)) {
      return;
    }
    List<List<Map<String, String>>> tables =
        Tables.all(capture, OPTIONS, FiveTables.FLOWS, FiveTables.HTTP, FiveTables.DNS);
    List<Map<String, String>> flows = new ArrayList<>();
    tables.get(0).forEach(flow -> flows.add(flow(flow)));
    List<Map<String, String>> sessions = new ArrayList<>();
    String text = String.join("\n", ZeekLogs.lines(file));
    for (Object session : Json.list(Json.parse(text), "sessions3")) {
      Object body = Json.at(session, "body");
      if (!Json.text(body, "source", "ip").isEmpty()) {
        sessions.add(session(body));
      }
      values(name, body, tables.get(1), tables.get(2), comparison);
    }
    comparison.allRows(name, KEY, sessions, flows, flow -> false);
  }

  private static Map<String, String> session(@Nullable Object body) {
    Map<String, String> row = new TreeMap<>();
    boolean icmp = Json.at(body, "icmp") != null;
    row.put("ip_proto", Json.text(body, "ipProtocol"));
    row.put("c_ip", Json.text(body, "source", "ip"));
    row.put("s_ip", Json.text(body, "destination", "ip"));
    if (!icmp) {
      row.put("c_port", port(Json.text(body, "source", "port")));
      row.put("s_port", port(Json.text(body, "destination", "port")));
    }
    row.put("c_pkt", Json.text(body, "source", "packets"));
    row.put("s_pkt", Json.text(body, "destination", "packets"));
    if (Json.at(body, "network", "community_id") != null) {
      row.put("community_id", Json.text(body, "network", "community_id"));
    }
    row.put("time_start", Json.text(body, "firstPacket"));
    row.put("time_end", Json.text(body, "lastPacket"));
    return row;
  }

  private static String port(String port) {
    return port.equals("0") ? "" : port;
  }

  private static Map<String, String> flow(Map<String, String> flow) {
    Map<String, String> row = new TreeMap<>(flow);
    for (String time : List.of("time_start", "time_end")) {
      row.put(time, Long.toString((long) Math.floor(Double.parseDouble(row.get(time)) * 1e3 + 1e-4)));
    }
    row.computeIfPresent("c_port", (column, port) -> port(port).isEmpty() ? null : port);
    row.computeIfPresent("s_port", (column, port) -> port(port).isEmpty() ? null : port);
    return row;
  }

  /** What is said of HTTP and DNS inside a session, as sets. */
  private static void values(
      String file,
      @Nullable Object body,
      List<Map<String, String>> http,
      List<Map<String, String>> dns,
      Comparison comparison) {
    String ends = ends(Json.text(body, "source", "ip"), Json.text(body, "source", "port"));
    List<Map<String, String>> requests = ofClient(http, ends);
    if (!Json.list(body, "http", "method").isEmpty()) {
      set(file, ends, "method", Json.list(body, "http", "method"), requests, comparison);
      set(file, ends, "status_code", Json.list(body, "http", "statuscode"), requests, comparison);
      set(file, ends, "user_agent", Json.list(body, "http", "useragent"), requests, comparison);
      set(file, ends, "host", Json.list(body, "http", "host"), requests, comparison);
    }
    List<String> asked = new ArrayList<>();
    for (Object each : Json.list(body, "dns")) {
      asked.add(Json.text(each, "queryHost"));
    }
    if (!asked.isEmpty()) {
      set(file, ends, "query", asked, ofClient(dns, ends), comparison);
    }
  }

  private static List<Map<String, String>> ofClient(
      List<Map<String, String>> rows, String ends) {
    return rows.stream()
        .filter(
            row ->
                ends.equals(ends(row.getOrDefault("c_ip", ""), row.getOrDefault("c_port", "")))
                    || ends.equals(ends(row.getOrDefault("s_ip", ""), row.getOrDefault("s_port", ""))))
        .toList();
  }

  private static String ends(String address, String port) {
    return address + " " + port;
  }

  private static void set(
      String file,
      String row,
      String column,
      List<?> expected,
      List<Map<String, String>> rows,
      Comparison comparison) {
    TreeSet<String> theirs =
        expected.stream()
            .map(value -> value.toString().toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> ours =
        rows.stream()
            .map(each -> each.getOrDefault(column, "").toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    comparison.value(file, row, column, String.join(" ", theirs), String.join(" ", ours));
  }
}
