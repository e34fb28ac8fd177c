// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.nfdump.NfdumpFormat;
import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** nfcapd files of layouts 1 (LZO) and 2, as nfdump 1.7.1 prints them in CSV. */
final class Nfdump implements Oracle {
  private static final List<String> KEY = List.of("c_ip", "s_ip", "c_port", "s_port", "proto");
  private static final String FLAGS = "FSRPAUEC";
  private static final String ABSENT = "-";

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("sa", "c_ip"),
          Map.entry("da", "s_ip"),
          Map.entry("sp", "c_port"),
          Map.entry("dp", "s_port"),
          Map.entry("stos", "tos"),
          Map.entry("ipkt", "c_pkt"),
          Map.entry("ibyt", "c_bytes"),
          Map.entry("opkt", "s_pkt"),
          Map.entry("obyt", "s_bytes"),
          Map.entry("in", "in_if"),
          Map.entry("out", "out_if"),
          Map.entry("sas", "c_as"),
          Map.entry("das", "s_as"),
          Map.entry("nh", "next_hop"),
          Map.entry("svln", "vlan"),
          Map.entry("ra", "exporter"));

  @Override
  public String source() {
    return "nfdump CSV";
  }

  @Override
  public String compares() {
    return "one row a flow: ends, protocol, seconds of start and end, flags, type of service,"
        + " packets and bytes of both directions, interfaces, AS, next hop, VLAN, direction,"
        + " exporter; and that there are no more";
  }

  @Override
  public void compare(Comparison comparison) {
    for (String name : List.of("nfcapd-empty", "nfcapd-small-lzo", "nfcapd.sample")) {
      Path csv = Captures.shared("nfdump-expected/" + name + ".nfdump-1.7.1.csv");
      List<Map<String, String>> ours = new ArrayList<>();
      Path file = Captures.shared("nfdump/" + name);
      for (Map<String, String> row : FlowTable.of(new NfdumpFormat(), file, Options.NONE)) {
        ours.add(ours(row));
      }
      comparison.allRows(name, KEY, expected(csv), ours, more -> false);
    }
  }

  private static Map<String, String> ours(Map<String, String> row) {
    row.put("start", seconds(row.getOrDefault("ts", "")));
    row.put("end", seconds(row.getOrDefault("ts_end", "")));
    // nfdump prints 0 where the record has no AS at all.
    row.replace("c_as", "", "0");
    row.replace("s_as", "", "0");
    return row;
  }

  private static String seconds(String millis) {
    return millis.isEmpty() ? "" : Long.toString(Long.parseLong(millis) / 1000);
  }

  private static List<Map<String, String>> expected(Path csv) {
    List<String> lines;
    try {
      lines = Files.readAllLines(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> names = Arrays.asList(lines.get(0).split(",", -1));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.equals("Summary") || line.equals("No matching flows")) {
        break;
      }
      rows.add(row(names, line.split(",", -1)));
    }
    return rows;
  }

  private static Map<String, String> row(List<String> names, String[] cells) {
    Map<String, String> row = new LinkedHashMap<>();
    String protocol = cells[names.indexOf("pr")].strip().toLowerCase(Locale.ROOT);
    row.put("proto", protocol.equals("icmp6") ? "icmp" : protocol);
    for (int i = 0; i < names.size(); i++) {
      String column = COLUMNS.getOrDefault(names.get(i), ABSENT);
      String cell = cells[i].strip();
      switch (names.get(i)) {
        case "ts" -> row.put("start", epoch(cell));
        case "te" -> row.put("end", epoch(cell));
        case "flg" -> row.put("tcp_flags", protocol.equals("tcp") ? flags(cell) : "");
        case "dir" -> row.put("direction", cell.equals("1") ? "outgoing" : "incoming");
        case "opkt", "obyt", "svln" -> row.put(column, cell.equals("0") ? "" : cell);
        case "nh" -> row.put(column, cell.matches("0\\.0\\.0\\.0|::") ? "" : cell);
        case "sp" -> row.put(column, protocol.startsWith("icmp") ? icmp(cells, names, 0) : cell);
        case "dp" -> row.put(column, protocol.startsWith("icmp") ? icmp(cells, names, 1) : cell);
        default -> {
          if (!column.equals(ABSENT)) {
            row.put(column, cell);
          }
        }
      }
    }
    return row;
  }

  /** nfdump prints ICMP's type and code as the destination port: {@code type.code}. */
  private static String icmp(String[] cells, List<String> names, int part) {
    String[] both = cells[names.indexOf("dp")].split("\\.", -1);
    return both.length == 2 ? both[part] : both[0];
  }

  private static String flags(String letters) {
    int flags = 0;
    for (int i = 0; i < letters.length(); i++) {
      int bit = FLAGS.indexOf(letters.charAt(i));
      flags |= bit < 0 ? 0 : 1 << bit;
    }
    return Integer.toString(flags);
  }

  private static String epoch(String text) {
    return Long.toString(LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC));
  }
}
