// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import io.weir.wire.packet.CommunityId;
import io.weir.wire.packet.IpProtocols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes rows of the tables {@code flows} and {@code named_flows}. */
final class FlowRows implements RowSource {
  static final byte[] SOURCE = "pcap".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);
  private static final int TCP = 6;

  /** Writes one cell. */
  private interface Cell {
    void write(FlowRows rows, Flow flow, CellWriter out, int column);
  }

  private static final Map<String, Cell> CELLS =
      Map.ofEntries(
          Map.entry("time_start", (r, f, out, c) -> r.text.seconds(out, c, f.startNanos)),
          Map.entry("time_end", (r, f, out, c) -> r.text.seconds(out, c, f.lastNanos)),
          Map.entry("duration", (r, f, out, c) -> r.text.seconds(out, c, length(f))),
          Map.entry("proto", (r, f, out, c) -> r.text.bytes(out, c, IpProtocols.text(f.protocol))),
          Map.entry("ip_proto", number(f -> f.protocol)),
          Map.entry("ip_version", number(f -> f.ipVersion)),
          Map.entry("c_ip", (r, f, out, c) -> r.text.address(out, c, f.client, f.ipVersion)),
          Map.entry("c_port", (r, f, out, c) -> port(f, f.client, out, c)),
          Map.entry("s_ip", (r, f, out, c) -> r.text.address(out, c, f.server, f.ipVersion)),
          Map.entry("s_port", (r, f, out, c) -> port(f, f.server, out, c)),
          Map.entry("c_pkt", number(f -> f.client.packets)),
          Map.entry("s_pkt", number(f -> f.server.packets)),
          Map.entry("c_bytes", number(f -> payload(f, f.client, f.server))),
          Map.entry("s_bytes", number(f -> payload(f, f.server, f.client))),
          Map.entry("c_ip_bytes", number(f -> f.client.ipBytes)),
          Map.entry("s_ip_bytes", number(f -> f.server.ipBytes)),
          Map.entry("c_pkt_retx", tcp(f -> f.client.repeatedPackets)),
          Map.entry("s_pkt_retx", tcp(f -> f.server.repeatedPackets)),
          Map.entry("c_bytes_retx", tcp(f -> f.client.repeatedBytes)),
          Map.entry("s_bytes_retx", tcp(f -> f.server.repeatedBytes)),
          Map.entry("c_rtt_ms", (r, f, out, c) -> millis(f.clientRoundTrip(), out, c)),
          Map.entry("s_rtt_ms", (r, f, out, c) -> millis(f.serverRoundTrip(), out, c)),
          Map.entry("service", (r, f, out, c) -> r.text.text(out, c, f.service())),
          Map.entry("conn_state", (r, f, out, c) -> r.text.text(out, c, ConnState.of(f))),
          Map.entry("history", FlowRows::history),
          Map.entry("missed_bytes", number(f -> f.client.missedBytes + f.server.missedBytes)),
          Map.entry("tcp_flags", tcp(f -> f.client.tcpFlags | f.server.tcpFlags)),
          Map.entry("tcp_flags_c", tcp(f -> f.client.tcpFlags)),
          Map.entry("tcp_flags_s", tcp(f -> f.server.tcpFlags)),
          Map.entry("vlan", (r, f, out, c) -> known(f.vlan, out, c)),
          Map.entry("inner_vlan", (r, f, out, c) -> known(f.innerVlan, out, c)),
          Map.entry("tos", number(f -> f.trafficClass)),
          Map.entry("tls_version", (r, f, out, c) -> r.text.text(out, c, f.tlsVersion())),
          Map.entry("tls_sni", (r, f, out, c) -> r.text.text(out, c, f.tlsServerName())),
          Map.entry("alpn", (r, f, out, c) -> r.text.text(out, c, f.alpn())),
          Map.entry("quic_version", (r, f, out, c) -> r.text.text(out, c, f.quicVersion())),
          Map.entry("tunnel_parents", FlowRows::parents),
          Map.entry("local_orig", (r, f, out, c) -> r.local(f, f.client, out, c)),
          Map.entry("local_resp", (r, f, out, c) -> r.local(f, f.server, out, c)),
          Map.entry("direction", FlowRows::direction),
          Map.entry("bytes_kind", (r, f, out, c) -> r.text.bytes(out, c, PAYLOAD)),
          Map.entry("name", (r, f, out, c) -> r.text.text(out, c, f.name())),
          Map.entry("name_source", FlowRows::nameSource),
          Map.entry("ts", (r, f, out, c) -> r.text.timestamp(out, c, f.startNanos)),
          Map.entry("ts_end", (r, f, out, c) -> r.text.timestamp(out, c, f.lastNanos)),
          Map.entry("day", (r, f, out, c) -> r.text.day(out, c, f.startNanos)),
          Map.entry("source", (r, f, out, c) -> r.text.bytes(out, c, SOURCE)),
          Map.entry("src_file", (r, f, out, c) -> r.text.bytes(out, c, f.file)),
          Map.entry("src_line", number(f -> f.packetNumber)),
          Map.entry("uid", (r, f, out, c) -> r.text.text(out, c, f.uid())),
          Map.entry("community_id", FlowRows::community));

  private final Cell[] cells;
  private final @Nullable LocalNetworks networks;
  private final CellText text = new CellText();
  private final CommunityId communityIds = new CommunityId();
  private final Deque<Flow> finished = new ArrayDeque<>();

  /**
   * Makes rows of the wanted columns.
   *
   * @param networks the own networks; null if none were declared
   */
  FlowRows(TableScan scan, @Nullable LocalNetworks networks) {
    this.networks = networks;
    cells = scan.wanted().stream().map(FlowRows::cell).toArray(Cell[]::new);
  }

  private static Cell cell(Column column) {
    Cell cell = CELLS.get(column.name());
    return cell == null ? (r, f, out, c) -> {} : cell; // columns only other tools can fill
  }

  /** Takes a flow that is over. */
  void add(Flow flow) {
    finished.add(flow);
  }

  @Override
  public void advance(long nanos) {}

  @Override
  public void finish() {}

  @Override
  public boolean drain(CellWriter out) {
    while (!finished.isEmpty()) {
      if (out.isFull()) {
        return false;
      }
      Flow flow = finished.remove();
      for (int i = 0; i < cells.length; i++) {
        cells[i].write(this, flow, out, i);
      }
      out.endRow();
    }
    return true;
  }

  private static Cell number(ToLongFunction<Flow> value) {
    return (r, f, out, c) -> out.setLong(c, value.applyAsLong(f));
  }

  private static Cell tcp(ToLongFunction<Flow> value) {
    return (r, f, out, c) -> {
      if (f.protocol == TCP) {
        out.setLong(c, value.applyAsLong(f));
      }
    };
  }

  private static long length(Flow flow) {
    return Math.max(0, flow.lastNanos - flow.startNanos);
  }

  private static void port(Flow flow, Endpoint endpoint, CellWriter out, int column) {
    boolean ports =
        switch (flow.protocol) {
          case 1, 6, 17, 33, 58, 132, 136 -> true;
          default -> false;
        };
    if (ports) {
      out.setLong(column, endpoint.port);
    }
  }

  static long payload(Flow flow, Endpoint sender, Endpoint peer) {
    return flow.protocol == TCP ? sender.size(peer) : sender.payloadBytes;
  }

  private static void millis(long nanos, CellWriter out, int column) {
    if (nanos >= 0) {
      out.setDouble(column, nanos / 1e6);
    }
  }

  private static void known(int value, CellWriter out, int column) {
    if (value >= 0) {
      out.setLong(column, value);
    }
  }

  private static void history(FlowRows rows, Flow flow, CellWriter out, int column) {
    if (flow.history.length() > 0) {
      out.setBytes(column, flow.history.letters(), 0, flow.history.length());
    }
  }

  private static void parents(FlowRows rows, Flow flow, CellWriter out, int column) {
    if (!flow.parents().isEmpty()) {
      rows.text.list(out, column, flow.parents());
    }
  }

  private void local(Flow flow, Endpoint endpoint, CellWriter out, int column) {
    if (networks != null) {
      out.setBoolean(column, networks.contains(endpoint, flow.ipVersion));
    }
  }

  private static void direction(FlowRows rows, Flow flow, CellWriter out, int column) {
    LocalNetworks networks = rows.networks;
    if (networks != null) {
      boolean client = networks.contains(flow.client, flow.ipVersion);
      boolean server = networks.contains(flow.server, flow.ipVersion);
      String inside = server ? "internal" : "outgoing";
      String outside = server ? "incoming" : "external";
      rows.text.text(out, column, client ? inside : outside);
    }
  }

  private static void nameSource(FlowRows rows, Flow flow, CellWriter out, int column) {
    @Nullable NameSource source = flow.nameSource();
    if (source != null) {
      rows.text.text(out, column, source.label());
    }
  }

  private static void community(FlowRows rows, Flow flow, CellWriter out, int column) {
    byte[] addresses = new byte[32];
    int length = Addresses.put(flow.client, flow.ipVersion, addresses, 0);
    Addresses.put(flow.server, flow.ipVersion, addresses, 16);
    byte[] id = rows.text.scratch();
    int from = flow.client.port;
    int to = flow.server.port;
    int end =
        rows.communityIds.write(
            flow.protocol, addresses, 0, addresses, 16, length, from, to, id, 0);
    out.setBytes(column, id, 0, end);
  }
}
