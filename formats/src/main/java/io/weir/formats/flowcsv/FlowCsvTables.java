// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Column;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of five that are composed of a profile's native table. */
final class FlowCsvTables {
  private static final String IP_BYTES = "ip";

  /** Of the profiles that Weir has. */
  static final List<ComposedTable> ALL =
      Profiles.all().stream().flatMap(profile -> of(profile).stream()).toList();

  private FlowCsvTables() {}

  /** Of one profile. */
  static List<ComposedTable> of(Profile profile) {
    TableSchema source = source(profile);
    if (profile.isPackets()) {
      return List.of(composed(FiveTables.PACKETS, source, packets(profile, source)));
    }
    Map<String, String> flows = flows(profile, source);
    List<ComposedTable> tables = new ArrayList<>();
    tables.add(composed(FiveTables.FLOWS, source, flows));
    Map<String, String> names = names(profile);
    if (!names.isEmpty()) {
      Map<String, String> named = new LinkedHashMap<>(flows);
      named.putAll(names);
      tables.add(composed(FiveTables.NAMED_FLOWS, source, named));
    }
    return List.copyOf(tables);
  }

  private static ComposedTable composed(
      TableSchema schema, TableSchema source, Map<String, String> items) {
    String list =
        items.entrySet().stream()
            .map(item -> item.getValue() + " AS " + item.getKey())
            .collect(Collectors.joining(",\n  "));
    String sql = "SELECT\n  " + list + "\nFROM " + source.name();
    return new ComposedTable(schema, List.of(source), sql);
  }

  /** The native table with each column that a file of this profile may fill. */
  private static TableSchema source(Profile profile) {
    Map<String, Column> columns = new LinkedHashMap<>();
    Map<String, Target> targets = Target.of(profile.isPackets());
    for (String derived : List.of(Target.TIME, Target.END, Target.DURATION)) {
      Target target = targets.get(derived);
      if (target != null) {
        columns.put(derived, target.column());
      }
    }
    profile.columns().stream()
        .map(Profile.ColumnMapping::target)
        .filter(target -> !target.isEmpty())
        .forEach(
            name -> {
              Target target = targets.get(name);
              if (target != null) {
                columns.put(name, target.column());
              }
            });
    for (Column added :
        List.of(CsvFile.NUMBER, CsvFile.VERSION, CsvFile.COMMUNITY, CsvFile.FILE, CsvFile.LINE)) {
      columns.putIfAbsent(added.name(), added);
    }
    return new TableSchema(
        profile.table(), "The columns of " + profile.name() + ".", List.copyOf(columns.values()));
  }

  /** Each column of a table as it is, where the native table has it. */
  private static Map<String, String> same(TableSchema table, TableSchema source) {
    Map<String, String> items = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (source.indexOf(column.name()).isPresent()) {
        items.put(column.name(), "`" + column.name() + "`");
      }
    }
    return items;
  }

  private static Map<String, String> flows(Profile profile, TableSchema source) {
    Map<String, String> items = new LinkedHashMap<>();
    items.put("time_start", "unix_micros(ts) / 1e6");
    items.put("time_end", "unix_micros(ts_end) / 1e6");
    items.putAll(same(FiveTables.FLOWS, source));
    other(profile, items, "c_pkt", "s_pkt", "total_pkt");
    other(profile, items, "c_bytes", "s_bytes", "total_bytes");
    boolean hasBytes = items.containsKey("c_bytes") || items.containsKey("s_bytes");
    if (hasBytes) {
      items.put("bytes_kind", "'" + profile.bytesKind() + "'");
    }
    if (profile.bytesKind().equals(IP_BYTES)) {
      for (String side : List.of("c", "s")) {
        String bytes = items.get(side + "_bytes");
        if (bytes != null) {
          items.putIfAbsent(side + "_ip_bytes", bytes);
        }
      }
    }
    if (profile.hasTarget("tcp_flags_c") && profile.hasTarget("tcp_flags_s")) {
      items.putIfAbsent("tcp_flags", "tcp_flags_c | tcp_flags_s");
    }
    items.put("day", "CAST(ts AS DATE)");
    items.put("source", "'" + FlowCsvFormat.NAME + "'");
    return items;
  }

  /** What one side sent, where the file has only the other's and the total. */
  private static void other(
      Profile profile, Map<String, String> items, String client, String server, String total) {
    if (!profile.hasTarget(total)) {
      return;
    }
    for (String[] pair : new String[][] {{client, server}, {server, client}}) {
      String rest = total + " - " + pair[1];
      if (profile.hasTarget(pair[0]) && profile.hasTarget(pair[1])) {
        items.put(pair[0], "coalesce(" + pair[0] + ", " + rest + ")");
      } else if (profile.hasTarget(pair[1])) {
        items.put(pair[0], rest);
      }
    }
  }

  private static Map<String, String> packets(Profile profile, TableSchema source) {
    Map<String, String> items = same(FiveTables.PACKETS, source);
    items.put("ts_ns", "unix_micros(ts) * 1000");
    if (profile.hasTarget("src_ip")) {
      items.put("c_ip", "src_ip");
    }
    if (profile.hasTarget("dst_ip")) {
      items.put("s_ip", "dst_ip");
    }
    items.put("file", "src_file");
    items.put("pkt_no", "src_line");
    items.put("day", "CAST(ts AS DATE)");
    items.put("source", "'" + FlowCsvFormat.NAME + "'");
    return items;
  }

  private static Map<String, String> names(Profile profile) {
    Map<String, String> bySource = new LinkedHashMap<>();
    bySource.put("http_host", "http_host");
    bySource.put("tls_sni", "tls_sni");
    bySource.put("dns_name", "dns");
    bySource.keySet().removeIf(target -> !profile.hasTarget(target));
    if (bySource.isEmpty()) {
      return Map.of();
    }
    String names =
        bySource.keySet().stream()
            .map(target -> "lower(" + target + ")")
            .collect(Collectors.joining(", "));
    String sources =
        bySource.entrySet().stream()
            .map(e -> "WHEN " + e.getKey() + " IS NOT NULL THEN '" + e.getValue() + "'")
            .collect(Collectors.joining(" "));
    Map<String, String> items = new LinkedHashMap<>();
    items.put("name", bySource.size() == 1 ? names : "coalesce(" + names + ")");
    items.put("name_source", "CASE " + sources + " END");
    return items;
  }
}
