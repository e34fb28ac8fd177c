// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import io.weir.wire.packet.CommunityId;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.Packet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes rows of the table {@code packets}. */
final class PacketRows {
  private static final int TCP = 6;

  /** Columns that the capture file itself fills; all others need the packet decoded. */
  private static final Set<String> FRAMING =
      Set.of(
          "ts_ns",
          "caplen",
          "wirelen",
          "linktype",
          "file",
          "pkt_no",
          "ts",
          "day",
          "source",
          "src_file");

  /** Writes one cell. */
  private interface Cell {
    void write(PacketRows rows, Packet p, CellWriter out, int column);
  }

  private static final Map<String, Cell> CELLS =
      Map.ofEntries(
          Map.entry("ts_ns", (r, p, out, c) -> out.setLong(c, r.position.nanos())),
          Map.entry("caplen", (r, p, out, c) -> out.setLong(c, p.capturedLength())),
          Map.entry("wirelen", (r, p, out, c) -> out.setLong(c, p.wireLength())),
          Map.entry("linktype", (r, p, out, c) -> out.setLong(c, p.linkType())),
          Map.entry("vlan", PacketRows::vlan),
          Map.entry("eth_src", (r, p, out, c) -> r.hardware(p, 6, out, c)),
          Map.entry("eth_dst", (r, p, out, c) -> r.hardware(p, 0, out, c)),
          Map.entry("ip_version", ip((r, p, out, c) -> out.setLong(c, p.ipVersion()))),
          Map.entry("src_ip", ip(PacketRows::source)),
          Map.entry("dst_ip", ip(PacketRows::destination)),
          Map.entry("c_ip", ip(PacketRows::source)),
          Map.entry("s_ip", ip(PacketRows::destination)),
          Map.entry("src_port", (r, p, out, c) -> port(p, p.sourcePort(), out, c)),
          Map.entry("dst_port", (r, p, out, c) -> port(p, p.destinationPort(), out, c)),
          Map.entry(
              "proto", ip((r, p, out, c) -> r.text.bytes(out, c, IpProtocols.text(p.protocol())))),
          Map.entry("ip_proto", ip((r, p, out, c) -> out.setLong(c, p.protocol()))),
          Map.entry("ttl", ip((r, p, out, c) -> out.setLong(c, p.ttl()))),
          Map.entry("ip_id", ip(PacketRows::identification)),
          Map.entry("frag_off", ip((r, p, out, c) -> out.setLong(c, p.fragmentOffset()))),
          Map.entry("more_frags", ip((r, p, out, c) -> out.setBoolean(c, p.moreFragments()))),
          Map.entry("tcp_flags", tcp((r, p, out, c) -> out.setLong(c, p.tcpFlags()))),
          Map.entry("seq", tcp((r, p, out, c) -> out.setLong(c, unsigned(p.sequence())))),
          Map.entry("ack", tcp((r, p, out, c) -> out.setLong(c, unsigned(p.acknowledgement())))),
          Map.entry("window", tcp((r, p, out, c) -> out.setLong(c, p.window()))),
          Map.entry("payload_len", PacketRows::payloadLength),
          Map.entry("payload", PacketRows::payload),
          Map.entry("file", (r, p, out, c) -> r.text.bytes(out, c, r.position.file())),
          Map.entry("pkt_no", (r, p, out, c) -> out.setLong(c, r.position.number())),
          Map.entry("ts", (r, p, out, c) -> r.text.timestamp(out, c, r.position.nanos())),
          Map.entry("day", (r, p, out, c) -> r.text.day(out, c, r.position.nanos())),
          Map.entry("source", (r, p, out, c) -> r.text.bytes(out, c, FlowRows.SOURCE)),
          Map.entry("src_file", (r, p, out, c) -> r.text.bytes(out, c, r.position.file())),
          Map.entry("community_id", ip(PacketRows::community)));

  private final Position position;
  private final Cell[] cells;
  private final boolean decoded;
  private final CellText text = new CellText();
  private final CommunityId communityIds = new CommunityId();

  PacketRows(TableScan scan, Position position) {
    this.position = position;
    List<String> names = scan.wanted().stream().map(Column::name).toList();
    cells = names.stream().map(name -> cell(name)).toArray(Cell[]::new);
    decoded = !FRAMING.containsAll(names);
  }

  private static Cell cell(String name) {
    Cell cell = CELLS.get(name);
    return cell == null ? (r, p, out, c) -> {} : cell;
  }

  /** True if a wanted column needs more than the capture file's own header of the packet. */
  boolean needsDecoding() {
    return decoded;
  }

  void write(Packet p, CellWriter out) {
    for (int i = 0; i < cells.length; i++) {
      cells[i].write(this, p, out, i);
    }
    out.endRow();
  }

  private static Cell ip(Cell cell) {
    return (r, p, out, c) -> {
      if (p.hasIp()) {
        cell.write(r, p, out, c);
      }
    };
  }

  private static Cell tcp(Cell cell) {
    return (r, p, out, c) -> {
      if (p.hasTransport() && p.protocol() == TCP) {
        cell.write(r, p, out, c);
      }
    };
  }

  private static long unsigned(int value) {
    return value & 0xffff_ffffL;
  }

  private static void vlan(PacketRows rows, Packet p, CellWriter out, int column) {
    int count = Math.min(p.vlanCount(), 4);
    if (count > 0) {
      int[] tags = new int[count];
      for (int i = 0; i < count; i++) {
        tags[i] = p.vlan(i);
      }
      rows.text.numbers(out, column, tags, count);
    }
  }

  private void hardware(Packet p, int offset, CellWriter out, int column) {
    if (p.macAt() >= 0) {
      text.hardware(out, column, p.data(), p.macAt() + offset);
    }
  }

  private static void source(PacketRows rows, Packet p, CellWriter out, int column) {
    rows.text.address(out, column, p.data(), p.sourceAt(), p.addressLength());
  }

  private static void destination(PacketRows rows, Packet p, CellWriter out, int column) {
    rows.text.address(out, column, p.data(), p.destinationAt(), p.addressLength());
  }

  private static void port(Packet p, int port, CellWriter out, int column) {
    boolean ports =
        switch (p.protocol()) {
          case 6, 17, 33, 132, 136 -> true;
          default -> false;
        };
    boolean known = p.hasTransport() || p.sourcePort() != 0 || p.destinationPort() != 0;
    if (known && ports) { // the ports may be all that was captured of a header
      out.setLong(column, port);
    }
  }

  private static void identification(PacketRows rows, Packet p, CellWriter out, int column) {
    if (p.ipVersion() == 4 || p.fragment()) {
      out.setLong(column, unsigned(p.ipId()));
    }
  }

  private static void payloadLength(PacketRows rows, Packet p, CellWriter out, int column) {
    if (p.hasTransport()) {
      out.setLong(column, p.payloadLength());
    }
  }

  private static void payload(PacketRows rows, Packet p, CellWriter out, int column) {
    if (p.hasTransport()) {
      out.setBytes(column, p.data(), p.payloadAt(), p.payloadCaptured());
    }
  }

  private static void community(PacketRows rows, Packet p, CellWriter out, int column) {
    if (!p.fragment()) {
      byte[] id = rows.text.scratch();
      int source = p.sourcePort();
      int to = p.destinationPort();
      int length = p.addressLength();
      int end =
          rows.communityIds.write(
              p.protocol(),
              p.data(),
              p.sourceAt(),
              p.data(),
              p.destinationAt(),
              length,
              source,
              to,
              id,
              0);
      out.setBytes(column, id, 0, end);
    }
  }
}
