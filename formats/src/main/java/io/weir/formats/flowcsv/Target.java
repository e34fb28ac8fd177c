// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a column of a file may become.
 *
 * @param column the column of the native table
 */
record Target(Column column, Kind kind) {
  static final String TIME = "ts";
  static final String END = "ts_end";
  static final String DURATION = "duration";
  static final String PROTOCOL = "proto";

  /** Columns that are in no table of five, for what {@link FlowCsvTables} computes of them. */
  private static final List<Target> TOTALS =
      List.of(
          count("total_pkt", "packets", "packets of both directions"),
          count("total_bytes", "bytes", "bytes of both directions"),
          text("http_host", "server's name in an HTTP request"),
          text("dns_name", "server's name in an earlier DNS answer"));

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry(TIME, Kind.TIME),
          Map.entry(END, Kind.TIME),
          Map.entry(DURATION, Kind.DURATION),
          Map.entry(PROTOCOL, Kind.PROTOCOL),
          Map.entry("c_ip", Kind.ADDRESS),
          Map.entry("s_ip", Kind.ADDRESS),
          Map.entry("src_ip", Kind.ADDRESS),
          Map.entry("dst_ip", Kind.ADDRESS),
          Map.entry("next_hop", Kind.ADDRESS),
          Map.entry("exporter", Kind.ADDRESS),
          Map.entry("c_port", Kind.PORT),
          Map.entry("s_port", Kind.PORT),
          Map.entry("src_port", Kind.PORT),
          Map.entry("dst_port", Kind.PORT),
          Map.entry("tcp_flags", Kind.FLAGS),
          Map.entry("tcp_flags_c", Kind.FLAGS),
          Map.entry("tcp_flags_s", Kind.FLAGS),
          Map.entry("frag_off", Kind.OFFSET),
          Map.entry("more_frags", Kind.MORE));

  /** Columns of the five tables that are made of others, or that no CSV has. */
  private static final List<String> DERIVED =
      List.of(
          "time_start",
          "time_end",
          "day",
          "source",
          "src_file",
          "src_line",
          "bytes_kind",
          "ip_proto",
          "ip_version",
          "community_id",
          "ts_ns",
          "file",
          "pkt_no",
          "payload");

  private static final Map<String, Target> FLOWS = of(FiveTables.FLOWS, TOTALS);
  private static final Map<String, Target> PACKETS = of(FiveTables.PACKETS, List.of());

  private static Target count(String name, String unit, String meaning) {
    return new Target(new Column(name, Kind.COUNT.type(), unit, meaning), Kind.COUNT);
  }

  private static Target text(String name, String meaning) {
    return new Target(new Column(name, Kind.TEXT.type(), "", meaning), Kind.TEXT);
  }

  /** All that a column may become in a file of flows or of packets, by name. */
  static Map<String, Target> of(boolean isPackets) {
    return isPackets ? PACKETS : FLOWS;
  }

  private static Map<String, Target> of(TableSchema table, List<Target> more) {
    Map<String, Target> targets = new LinkedHashMap<>();
    List<Target> all = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean isAlias = table.equals(FiveTables.PACKETS) && column.name().matches("[cs]_ip");
      if (!DERIVED.contains(column.name()) && !column.type().isList() && !isAlias) {
        all.add(new Target(column, kind(column)));
      }
    }
    all.addAll(more);
    all.forEach(target -> targets.put(target.column().name(), target));
    return targets;
  }

  private static Kind kind(Column column) {
    Kind known = KINDS.get(column.name());
    if (known != null) {
      return known;
    }
    return switch (column.type()) {
      case BIGINT -> Kind.COUNT;
      case INTEGER -> Kind.SMALL;
      case DOUBLE -> Kind.REAL;
      case BOOLEAN -> Kind.BOOLEAN;
      default -> Kind.TEXT;
    };
  }
}
