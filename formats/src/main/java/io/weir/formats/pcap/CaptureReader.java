// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.WeirException;
import io.weir.wire.packet.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture, which may be several files one after the other, and fills any of its tables in
 * one pass. A flow, stream or fragment that crosses files is one.
 */
final class CaptureReader implements TableReader {
  /** Packets between two looks at whether rows are finished. */
  private static final int BATCH = 256;

  /** A capture's pieces may overlap so far, in nanoseconds: tools write from several threads. */
  private static final long OVERLAP = 1_000_000_000L;

  /** Columns of flows that only their payloads tell. */
  private static final Set<String> LOOKED_FOR =
      Set.of("name", "name_source", "service", "tls_version", "tls_sni", "alpn", "quic_version");

  private final Rejects rejects;
  private final Iterator<InputFile> files;
  private final Position position = new Position();
  private final PacketSorter sorter;
  private final @Nullable PacketRows packetRows;
  private final int packetTable;
  private final List<@Nullable RowSource> sources = new ArrayList<>();

  private @Nullable CaptureFile file;
  private long bytesOfEarlierFiles;
  private boolean ended;

  /** True until the first packet of a file that is not the first one. */
  private boolean begins;

  private long newest = Long.MIN_VALUE;

  CaptureReader(Split split, Scan scan, Rejects rejects) {
    this.rejects = rejects;
    this.files = split.files().iterator();
    PacketRows rows = null;
    int rowsAt = -1;
    List<FlowRows> flowRows = new ArrayList<>();
    List<FlowAnalysis> analyses = new ArrayList<>();
    boolean names = false;
    for (TableScan table : scan.tables()) {
      RowSource source = null;
      switch (table.table().name()) {
        case "packets" -> {
          rows = new PacketRows(table, position);
          rowsAt = sources.size();
        }
        case "flows", "named_flows" -> {
          FlowRows flows = new FlowRows(table, CaptureOptions.networks(scan.options()));
          flowRows.add(flows);
          names |= table.wanted().stream().anyMatch(column -> LOOKED_FOR.contains(column.name()));
          source = flows;
        }
        case "dns" -> {
          DnsTransactions dns =
              new DnsTransactions(table, position, CaptureOptions.dns(scan.options()));
          analyses.add(dns);
          source = dns;
        }
        case "http" -> {
          HttpTransactions http = new HttpTransactions(table, position);
          analyses.add(http);
          source = http;
        }
        default ->
            throw WeirException.usage(
                "Cannot read table %s from a capture: there is none of that name.",
                table.table().name());
      }
      sources.add(source);
    }
    packetRows = rows;
    packetTable = rowsAt;
    if (names) {
      analyses.add(new FlowNames(position));
    }
    FlowMeter meter = null;
    if (!flowRows.isEmpty() || !analyses.isEmpty()) {
      meter =
          new FlowMeter(
              position,
              CaptureOptions.meter(scan.options()),
              flowRows.isEmpty() ? wantedBy(analyses) : packet -> true,
              analyses,
              flow -> flowRows.forEach(each -> each.add(flow)));
    }
    sorter = new PacketSorter(position, meter, rejects);
  }

  private static Predicate<Packet> wantedBy(List<FlowAnalysis> analyses) {
    return packet -> {
      for (FlowAnalysis analysis : analyses) {
        if (analysis.wants(packet)) {
          return true;
        }
      }
      return false;
    };
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (true) {
      for (int i = 0; i < out.length; i++) {
        RowSource source = sources.get(i);
        if (source != null && !source.drain(out[i])) {
          return true;
        }
      }
      if (ended) {
        return false;
      }
      if (!batch(out)) {
        return true;
      }
    }
  }

  /** Reads some packets; false if the writer of packets is full. */
  private boolean batch(CellWriter[] out) throws IOException {
    for (int i = 0; i < BATCH; i++) {
      if (packetRows != null && out[packetTable].isFull()) {
        return false;
      }
      CaptureFile current = nextPacket();
      if (current == null) {
        end();
        return true;
      }
      if (begins && current.nanos < newest - OVERLAP) {
        sorter.separate(); // not a later piece of one capture, but another of the same time
        newest = Long.MIN_VALUE;
      }
      begins = false;
      newest = Math.max(newest, current.nanos);
      position.next(current.nanos);
      boolean decode = packetRows == null || packetRows.needsDecoding();
      sorter.packet(current, decode);
      if (packetRows != null) {
        packetRows.write(sorter.outermost(), out[packetTable]);
      }
    }
    for (RowSource source : sources) {
      if (source != null) {
        source.advance(position.nanos());
      }
    }
    return true;
  }

  private void end() {
    ended = true;
    sorter.finish();
    for (RowSource source : sources) {
      if (source != null) {
        source.finish();
      }
    }
  }

  /** Goes to the next packet, in the next file if need be; null when there are no more. */
  private @Nullable CaptureFile nextPacket() throws IOException {
    while (true) {
      CaptureFile current = file;
      if (current == null) {
        if (!files.hasNext()) {
          return null;
        }
        InputFile next = files.next();
        position.enter(next.path());
        begins = newest != Long.MIN_VALUE;
        file = CaptureFile.open(next, rejects);
      } else if (current.next()) {
        return current;
      } else {
        bytesOfEarlierFiles += current.bytesRead();
        current.close();
        file = null;
      }
    }
  }

  @Override
  public long recordsRead() {
    return sorter.packets();
  }

  @Override
  public long bytesRead() {
    return bytesOfEarlierFiles + (file == null ? 0 : file.bytesRead());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
