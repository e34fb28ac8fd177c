// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Flows of Zeek's test traces against the conn.log that Zeek's own tests expect of them. What
 * differs is in zeek-conn-differences.tsv, with the reason; it is all that differs.
 */
class ZeekConnTest {
  /** conn.log columns, and the columns of flows that must be equal to them. */
  private static final List<String> ZEEK =
      List.of(
          "ts",
          "id.orig_h",
          "id.orig_p",
          "id.resp_h",
          "id.resp_p",
          "proto",
          "duration",
          "orig_bytes",
          "resp_bytes",
          "conn_state",
          "missed_bytes",
          "history",
          "orig_pkts",
          "orig_ip_bytes",
          "resp_pkts",
          "resp_ip_bytes",
          "ip_proto");

  private static final List<String> OURS =
      List.of(
          "time_start",
          "c_ip",
          "c_port",
          "s_ip",
          "s_port",
          "proto",
          "duration",
          "c_bytes",
          "s_bytes",
          "conn_state",
          "missed_bytes",
          "history",
          "c_pkt",
          "c_ip_bytes",
          "s_pkt",
          "s_ip_bytes",
          "ip_proto");

  private static final Map<String, String> PORTS =
      Map.of(
          "http", "80/tcp,81/tcp,631/tcp,1080/tcp,3128/tcp,8000/tcp,8080/tcp,8888/tcp",
          "dns", "53/udp,53/tcp,137/udp,5353/udp,5355/udp",
          "ssl", "443/tcp,443/udp,993/tcp,995/tcp",
          "ssh", "22/tcp",
          "ftp", "21/tcp,2811/tcp",
          "smtp", "25/tcp,587/tcp",
          "krb", "88/tcp,88/udp",
          "ntp", "123/udp",
          "dhcp", "67/udp,4011/udp");

  private int total;
  private int different;
  private final Map<String, String> differences = new TreeMap<>();

  @Test
  void flowsAreThoseOfZeek() throws IOException {
    Path pcap = Captures.shared("pcap");
    List<String> index = Files.readAllLines(pcap.resolve("zeek-expected/INDEX.tsv"));
    for (String line : index.subList(1, index.size())) {
      String[] baseline = line.split("\t", -1);
      Path log = pcap.resolve("zeek-expected").resolve(baseline[0]).resolve("conn.log");
      Path trace = pcap.resolveSibling(baseline[1]);
      if (Files.exists(log) && Files.exists(trace)) {
        compare(baseline, log, trace);
      }
    }
    assertThat(differences).isEqualTo(known());
    assertThat(total).isEqualTo(461);
    assertThat(different).isLessThan(461 * 2 / 100);
  }

  private void compare(String[] baseline, Path log, Path trace) throws IOException {
    List<Map<String, String>> expected = zeekRows(log);
    List<Map<String, String>> flows =
        new ArrayList<>(
            Captures.read(List.of(Captures.file(trace)), options(baseline), FiveTables.FLOWS)
                .tables()
                .get(0));
    boolean complete = Files.readString(log).contains("#fields") && !filtered(baseline);
    total += expected.size();
    expected.removeIf(
        row -> {
          int at = find(row, flows);
          if (at >= 0) {
            flows.remove(at);
          }
          return at >= 0;
        });
    int more = complete ? flows.size() : 0;
    different += expected.size();
    if (!expected.isEmpty() || more > 0) {
      differences.put(baseline[0], expected.size() + " of Zeek, " + more + " of Weir");
    }
  }

  private static boolean filtered(String[] baseline) {
    return baseline[2].contains(" -f ") || baseline[0].contains("dynamic-filter");
  }

  /** The command's checksum handling, and with -b the ports of the loaded protocols only. */
  private static Options options(String[] baseline) {
    boolean ignore = baseline[2].matches(".*zeek( -b)? -[A-Za-z]*C.*|.* -C .*");
    String ports = "known";
    if (baseline[2].contains(" -b")) {
      List<String> known = new ArrayList<>(List.of("6081/udp", "4789/udp", "2152/udp", "3544/udp"));
      String loads = baseline[2] + baseline[3];
      for (Map.Entry<String, String> protocol : PORTS.entrySet()) {
        if (loads.contains("protocols/" + protocol.getKey())) {
          known.add(protocol.getValue());
        }
      }
      ports = String.join(",", known);
    }
    return Options.NONE.with("checksums", ignore ? "ignore" : "verify").with("server-ports", ports);
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new TreeMap<>();
    try (InputStream in = ZeekConnTest.class.getResourceAsStream("zeek-conn-differences.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] cells = line.split("\t", -1);
        known.put(cells[0], cells[1] + " of Zeek, " + cells[2] + " of Weir");
      }
    }
    return known;
  }

  private static int find(Map<String, String> zeek, List<Map<String, String>> flows) {
    for (int i = 0; i < flows.size(); i++) {
      if (same(zeek, flows.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(Map<String, String> zeek, Map<String, String> flow) {
    for (int i = 0; i < ZEEK.size(); i++) {
      String column = ZEEK.get(i);
      String expected = zeek.get(column);
      String actual = flow.get(OURS.get(i));
      if (column.equals("ts") || column.equals("duration")) {
        boolean told = expected != null && !expected.startsWith("X");
        if (told && Math.abs(Double.parseDouble(expected) - Double.parseDouble(actual)) > 2e-6) {
          return false;
        }
      } else if (expected == null) {
        // Zeek gives no sizes to flows of one instant, and zeek-cut's files have few columns
        boolean absent = column.equals("history") && zeek.containsKey("missed_bytes");
        if (absent && actual != null) {
          return false;
        }
      } else if (!expected.equals(actual)) {
        return false;
      }
    }
    return true;
  }

  private static List<Map<String, String>> zeekRows(Path log) throws IOException {
    List<String> fields = List.of();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (line.startsWith("#fields")) {
        fields = cells.stream().skip(1).map(ZeekConnTest::field).toList();
      } else if (fields.isEmpty() && !line.startsWith("#")) {
        fields = cells; // written by zeek-cut
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        rows.add(row(fields, cells));
      }
    }
    return rows;
  }

  private static Map<String, String> row(List<String> fields, List<String> cells) {
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.size() && i < fields.size(); i++) {
      if (!cells.get(i).equals("-")) {
        row.put(fields.get(i), cells.get(i));
      }
    }
    // X says that one of Zeek's protocol analyzers met a limit: nothing that a packet tells
    row.computeIfPresent("history", (column, history) -> history.replace("X", ""));
    return row;
  }

  /** Tests of Zeek's logging rename columns. */
  private static String field(String name) {
    return switch (name) {
      case "src" -> "id.orig_h";
      case "src_port" -> "id.orig_p";
      case "dst" -> "id.resp_h";
      case "dst_port" -> "id.resp_p";
      default ->
          name.startsWith("id*") || name.startsWith("id_") ? "id." + name.substring(3) : name;
    };
  }
}
