// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.wire.export.SflowCounters;
import io.weir.wire.export.SflowHeader;
import io.weir.wire.packet.IpText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The table of sFlow's counters: a row each record of a counter sample. The interfaces' generic
 * counters (format 1) and Ethernet's (format 2) have columns; of others the content is shown. Not
 * thread-safe.
 */
final class CounterTable {
  private static final String U64 = "u64 ";

  /** Columns of format 1 in its order; those of 64 bits are marked. */
  private static final List<String> INTERFACE =
      List.of(
          "if_index",
          "if_type",
          U64 + "if_speed",
          "if_direction",
          "if_status",
          U64 + "if_in_octets",
          "if_in_ucast_pkts",
          "if_in_multicast_pkts",
          "if_in_broadcast_pkts",
          "if_in_discards",
          "if_in_errors",
          "if_in_unknown_protos",
          U64 + "if_out_octets",
          "if_out_ucast_pkts",
          "if_out_multicast_pkts",
          "if_out_broadcast_pkts",
          "if_out_discards",
          "if_out_errors",
          "if_promiscuous_mode");

  /** Columns of format 2 in its order. */
  private static final List<String> ETHERNET =
      List.of(
          "alignment_errors",
          "fcs_errors",
          "single_collision_frames",
          "multiple_collision_frames",
          "sqe_test_errors",
          "deferred_transmissions",
          "late_collisions",
          "excessive_collisions",
          "internal_mac_transmit_errors",
          "carrier_sense_errors",
          "frame_too_longs",
          "internal_mac_receive_errors",
          "symbol_errors");

  private static final List<Column> OWN =
      List.of(
          new Column("ts", ColumnType.TIMESTAMP, "UTC", "when the datagram was captured"),
          new Column("agent", ColumnType.STRING, "", "address of the agent"),
          new Column("sub_agent", ColumnType.BIGINT, "", "process of the agent"),
          new Column("uptime_ms", ColumnType.BIGINT, "ms", "time since the agent started"),
          new Column("sequence", ColumnType.BIGINT, "", "number of the sample, of its source"),
          new Column("source_type", ColumnType.BIGINT, "", "0 interface, 1 VLAN, 2 entity"),
          new Column("source_index", ColumnType.BIGINT, "", "which interface, VLAN or entity"),
          new Column("enterprise", ColumnType.BIGINT, "", "who defined the structure; 0: sFlow"),
          new Column("format", ColumnType.BIGINT, "", "number of the structure"),
          new Column("content", ColumnType.STRING, "", "other structures: the bytes in hex"),
          new Column("src_file", ColumnType.STRING, "", "file the record came from"));

  static final TableSchema SCHEMA =
      new TableSchema("sflow_counters", "One row a record of an sFlow counter sample.", columns());

  private static List<Column> columns() {
    List<Column> all = new ArrayList<>(OWN);
    for (String name : INTERFACE) {
      all.add(Column.of(name.replace(U64, ""), ColumnType.BIGINT));
    }
    for (String name : ETHERNET) {
      all.add(Column.of(name, ColumnType.BIGINT));
    }
    return all;
  }

  private final List<String> wanted;
  private byte[] file = new byte[0];
  private final byte[] scratch = new byte[64];

  CounterTable(TableScan scan) {
    wanted = scan.wanted().stream().map(Column::name).toList();
  }

  /** The file that the next rows come from. */
  void file(String path) {
    file = path.getBytes(UTF_8);
  }

  /** Writes a row. */
  void write(Row row, CellWriter out) {
    for (int column = 0; column < wanted.size(); column++) {
      cell(row, out, column);
    }
    out.endRow();
  }

  private void cell(Row row, CellWriter out, int column) {
    String name = wanted.get(column);
    switch (name) {
      case "ts" -> out.setLong(column, row.micros);
      case "agent" -> text(out, column, row.agent);
      case "content" -> text(out, column, row.content);
      case "src_file" -> out.setBytes(column, file, 0, file.length);
      default -> {
        int at = SCHEMA.indexOf(name).orElseThrow();
        if (row.numbers[at] >= 0) {
          out.setLong(column, row.numbers[at]);
        }
      }
    }
  }

  private static void text(CellWriter out, int column, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    if (bytes.length > 0) {
      out.setBytes(column, bytes, 0, bytes.length);
    }
  }

  /** A record as it was read; negative numbers are not known. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(long micros, String agent, String content, long[] numbers) {}

  /** Reads a record. */
  Row read(SflowCounters counters, SflowHeader header, long micros) {
    long[] numbers = new long[SCHEMA.columns().size()];
    Arrays.fill(numbers, -1);
    numbers[2] = header.subAgent();
    numbers[3] = header.uptimeMillis();
    numbers[4] = counters.sequence();
    numbers[5] = counters.sourceType();
    numbers[6] = counters.sourceIndex();
    numbers[7] = counters.enterprise();
    numbers[8] = counters.format();
    String content = "";
    if (counters.enterprise() == 0 && counters.format() == 1) {
      fill(counters, INTERFACE, OWN.size(), numbers);
    } else if (counters.enterprise() == 0 && counters.format() == 2) {
      fill(counters, ETHERNET, OWN.size() + INTERFACE.size(), numbers);
    } else {
      int end = counters.at() + counters.length();
      content = HexFormat.of().formatHex(counters.bytes(), counters.at(), end);
    }
    return new Row(micros, agent(header), content, numbers);
  }

  /** 32 bits that are all set are an agent's word for a counter that it does not have. */
  private static void fill(SflowCounters counters, List<String> names, int at, long[] numbers) {
    int offset = 0;
    for (int i = 0; i < names.size(); i++) {
      boolean isLong = names.get(i).startsWith(U64);
      long value = isLong ? counters.u64(offset) : counters.u32(offset);
      numbers[at + i] = !isLong && value == 0xffff_ffffL ? -1 : value;
      offset += isLong ? 8 : 4;
    }
  }

  private String agent(SflowHeader header) {
    int end =
        header.agentHigh() == 0 && header.agentLow() >>> 32 == 0xffff
            ? IpText.write4((int) header.agentLow(), scratch, 0)
            : IpText.write6(header.agentHigh(), header.agentLow(), scratch, 0);
    return new String(scratch, 0, end, US_ASCII);
  }
}
