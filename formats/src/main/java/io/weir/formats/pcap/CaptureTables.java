// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.WeirException;
import io.weir.wire.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a scan wants of a capture: who makes their rows, and who must look into flows.
 */
final class CaptureTables {
  /** Columns of flows that only their payloads tell. */
  private static final Set<String> LOOKED_FOR =
      Set.of("name", "name_source", "service", "tls_version", "tls_sni", "alpn", "quic_version");

  private final List<@Nullable RowSource> sources = new ArrayList<>();
  private final List<FlowRows> flows = new ArrayList<>();
  private final List<FlowAnalysis> analyses = new ArrayList<>();
  private @Nullable PacketRows packets;
  private int packetsAt = -1;

  CaptureTables(Scan scan, Position position) {
    boolean names = false;
    for (TableScan table : scan.tables()) {
      sources.add(source(table, scan, position));
      names |=
          flowTable(table)
              && table.wanted().stream().anyMatch(column -> LOOKED_FOR.contains(column.name()));
    }
    if (names) {
      analyses.add(new FlowNames(position));
    }
  }

  private static boolean flowTable(TableScan table) {
    return table.table().name().endsWith("flows");
  }

  private @Nullable RowSource source(TableScan table, Scan scan, Position position) {
    switch (table.table().name()) {
      case "packets" -> {
        packets = new PacketRows(table, position);
        packetsAt = sources.size();
        return null;
      }
      case "flows", "named_flows" -> {
        FlowRows rows = new FlowRows(table, CaptureOptions.networks(scan.options()));
        flows.add(rows);
        return rows;
      }
      case "dns" -> {
        DnsTransactions dns =
            new DnsTransactions(table, position, CaptureOptions.dns(scan.options()));
        analyses.add(dns);
        return dns;
      }
      case "http" -> {
        HttpTransactions http = new HttpTransactions(table, position);
        analyses.add(http);
        return http;
      }
      default ->
          throw WeirException.usage(
              "Cannot read table %s from a capture: there is none of that name.",
              table.table().name());
    }
  }

  /** Makes the rows of packets; null if they are not wanted. */
  @Nullable PacketRows packets() {
    return packets;
  }

  /** True if packets are wanted and their writer is full. */
  boolean packetsFull(CellWriter[] out) {
    return packetsAt >= 0 && out[packetsAt].isFull();
  }

  /** Writes the packet's row, if packets are wanted. */
  void write(Packet p, CellWriter[] out) {
    if (packets != null) {
      packets.write(p, out[packetsAt]);
    }
  }

  List<FlowAnalysis> analyses() {
    return analyses;
  }

  /** True if flows must be metered for the wanted tables. */
  boolean needsFlows() {
    return !flows.isEmpty() || !analyses.isEmpty();
  }

  /** True if packets like this one matter for the wanted tables. */
  boolean wants(Packet p) {
    if (!flows.isEmpty()) {
      return true;
    }
    for (FlowAnalysis analysis : analyses) {
      if (analysis.wants(p)) {
        return true;
      }
    }
    return false;
  }

  /** Takes a flow that is over. */
  void finished(Flow flow) {
    for (FlowRows rows : flows) {
      rows.add(flow);
    }
  }

  /** Writes finished rows; false if a writer is full and rows are left. */
  boolean drain(CellWriter[] out) {
    for (int i = 0; i < out.length; i++) {
      RowSource source = sources.get(i);
      if (source != null && !source.drain(out[i])) {
        return false;
      }
    }
    return true;
  }

  /** Packet time has reached {@code nanos}. */
  void advance(long nanos) {
    for (RowSource source : sources) {
      if (source != null) {
        source.advance(nanos);
      }
    }
  }

  /** The input ended. */
  void finish() {
    for (RowSource source : sources) {
      if (source != null) {
        source.finish();
      }
    }
  }
}
