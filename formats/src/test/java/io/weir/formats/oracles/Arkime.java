// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
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
  private static final List<String> KEY = List.of("ip_proto", "c_ip", "c_port", "s_ip", "s_port");

  private static final String TCP = "6";
  private static final List<String> ICMP = List.of("1", "58");

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
    return "one row a session: protocol, ends, packets, Community ID, start in ms, and end (TCP's"
        + " not: Weir's is Zeek's, which looks no further than the close); ICMP is left out, of which"
        + " Arkime makes one session for two hosts; and one row for each session's sets of HTTP methods,"
        + " hosts, statuses, user agents and names asked of DNS";
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
    for (Map<String, String> flow : tables.get(0)) {
      if (!ICMP.contains(flow.getOrDefault("ip_proto", ""))) {
        flows.add(flow(flow));
      }
    }
    List<Map<String, String>> sessions = new ArrayList<>();
    String text = String.join("\n", ZeekLogs.lines(file));
    for (Object session : Json.list(Json.parse(text), "sessions3")) {
      Object body = Json.at(session, "body");
      boolean icmp = ICMP.contains(Json.text(body, "ipProtocol"));
      if (!icmp && !Json.text(body, "source", "ip").isEmpty()) {
        sessions.add(session(body));
      }
      values(name, body, tables.get(1), tables.get(2), comparison);
    }
    TreeSet<String> parents = new TreeSet<>();
    tables.get(0).forEach(flow -> parents.add(flow.getOrDefault("tunnel_parents", "")));
    comparison.allRows(
        name,
        KEY,
        sessions,
        flows,
        flow -> parents.toString().contains(flow.getOrDefault("uid", "-")));
  }

  private static Map<String, String> session(@Nullable Object body) {
    Map<String, String> row = new TreeMap<>();
    row.put("ip_proto", Json.text(body, "ipProtocol"));
    row.put("c_ip", Json.text(body, "source", "ip"));
    row.put("s_ip", Json.text(body, "destination", "ip"));
    row.put("c_port", port(Json.text(body, "source", "port")));
    row.put("s_port", port(Json.text(body, "destination", "port")));
    row.put("c_pkt", Json.text(body, "source", "packets"));
    row.put("s_pkt", Json.text(body, "destination", "packets"));
    if (Json.at(body, "network", "community_id") != null) {
      row.put("community_id", Json.text(body, "network", "community_id"));
    }
    row.put("time_start", Json.text(body, "firstPacket"));
    if (!row.get("ip_proto").equals(TCP)) {
      row.put("time_end", Json.text(body, "lastPacket"));
    }
    return row;
  }

  private static String port(String port) {
    return port.equals("0") ? "" : port;
  }

  private static Map<String, String> flow(Map<String, String> flow) {
    Map<String, String> row = new TreeMap<>(flow);
    for (String time : List.of("time_start", "time_end")) {
      row.put(
          time, Long.toString((long) Math.floor(Double.parseDouble(row.get(time)) * 1e3 + 6e-4)));
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
      String name = Json.text(each, "queryHost");
      asked.add(name.equals("<root>") ? "." : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
    }
    if (!asked.isEmpty()) {
      set(file, ends, "query", asked, ofClient(dns, ends), comparison);
    }
  }

  private static Stream<String> values(Map<String, String> row, String column) {
    String more = column.equals("status_code") ? row.getOrDefault("info_code", "") : "";
    return Stream.of(row.getOrDefault(column, "").toLowerCase(Locale.ROOT), more);
  }

  private static List<Map<String, String>> ofClient(List<Map<String, String>> rows, String ends) {
    return rows.stream()
        .filter(
            row ->
                ends.equals(ends(row.getOrDefault("c_ip", ""), row.getOrDefault("c_port", "")))
                    || ends.equals(
                        ends(row.getOrDefault("s_ip", ""), row.getOrDefault("s_port", ""))))
        .toList();
  }

  private static String ends(String address, String port) {
    return address + " " + port;
  }

  private static void set(
      String file,
      String session,
      String column,
      List<?> expected,
      List<Map<String, String>> rows,
      Comparison comparison) {
    TreeSet<String> theirs =
        expected.stream()
            .map(value -> value.toString().toLowerCase(Locale.ROOT))
            .map(value -> column.equals("host") ? value.replaceAll(":\\d+$", "") : value)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> ours =
        rows.stream()
            .flatMap(row -> values(row, column))
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    comparison.value(file, session, column, String.join(" ", theirs), String.join(" ", ours));
  }
}
