// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.wire.export.ExportDecoder;
import io.weir.wire.export.ExportOutcome;
import io.weir.wire.export.FlowReader;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.export.SflowCounters;
import io.weir.wire.export.SflowDecoder;
import io.weir.wire.export.SflowHeader;
import io.weir.wire.export.SflowSink;
import io.weir.wire.packet.IpText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flows and counters of exporters' datagrams, each exporter's with the templates it sent
 * so far. Payloads that do not begin as an export protocol are none of its records.
 */
final class ExportReader implements TableReader {
  private static final int MOST_EXPORTERS = 1024;

  /** Bytes that tell messages from captures. */
  private static final int ENOUGH = 28;

  private static final String NO_TEMPLATE = "no template";
  private static final String NO_EXPORT = "no datagram of the capture is NetFlow, IPFIX or sFlow";
  private static final int IPFIX = 10;

  private final List<InputFile> files;
  private final Rejects rejects;
  private final SflowDecoder sflow = new SflowDecoder();
  private final SflowSink samples = new Samples();
  private final Map<String, FlowReader> exporters =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FlowReader> eldest) {
          return size() > MOST_EXPORTERS;
        }
      };

  /** The files before are read. */
  private int at;

  private InputFile file;
  private ExportDatagrams datagrams;
  private long bytesBefore;

  private int flowTable = -1;
  private int counterTable = -1;
  private @Nullable FlowCells cells;
  private @Nullable CounterTable counters;

  /** The flows of one datagram; those from {@code next} on wait for room. */
  private final List<RecordValues> flows = new ArrayList<>();

  private final Deque<CounterTable.Row> counterRows = new ArrayDeque<>();
  private int count;
  private int next;
  private long records;
  private long exports;

  /**
   * Opens the first file.
   *
   * @param files one, or the pieces of a capture in order: templates of one count for the next
   */
  ExportReader(List<InputFile> files, Scan scan, Rejects rejects) throws IOException {
    this.files = files;
    this.rejects = rejects;
    List<TableScan> tables = scan.tables();
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).table().name().equals(CounterTable.SCHEMA.name())) {
        counterTable = i;
        counters = new CounterTable(tables.get(i));
      } else {
        flowTable = i;
        cells = new FlowCells(tables.get(i), scan.range());
      }
    }
    file = files.get(0);
    datagrams = open(file);
  }

  private ExportDatagrams open(InputFile next) throws IOException {
    if (cells != null) {
      cells.file(next.path());
    }
    if (counters != null) {
      counters.file(next.path());
    }
    return hasMessages(next)
        ? new ExportMessages(next, rejects)
        : new CapturedDatagrams(next, rejects);
  }

  /** True for a file of messages, false for a capture. */
  static boolean hasMessages(InputFile file) throws IOException {
    try (InputStream in = file.open(0)) {
      return ExportMessages.isMessage(in.readNBytes(ENOUGH));
    }
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (true) {
      if (!drain(out)) {
        return true;
      }
      if (datagrams.next()) {
        read();
      } else {
        end();
        if (at + 1 == files.size()) {
          return false;
        }
        advance();
      }
    }
  }

  /** A file that was taken for export traffic and holds none of it is a reject. */
  private void end() {
    if (exports == 0 && datagrams.packets() > 0) {
      exports++; // told once
      rejects.reject(file, 0, NO_EXPORT, new byte[0], 0, 0);
    }
  }

  private void advance() throws IOException {
    bytesBefore += datagrams.bytesRead();
    datagrams.close();
    exports = 0;
    file = files.get(++at);
    datagrams = open(file);
  }

  /** Writes what waits; false when a writer is full. */
  private boolean drain(CellWriter[] out) {
    for (; next < count; next++) {
      if (out[flowTable].isFull()) {
        return false;
      }
      write(flows.get(next), out[flowTable]);
    }
    while (!counterRows.isEmpty() && counters != null) {
      if (out[counterTable].isFull()) {
        return false;
      }
      counters.write(counterRows.remove(), out[counterTable]);
      records++;
    }
    for (CellWriter writer : out) {
      if (writer.isFull()) {
        return false;
      }
    }
    return true;
  }

  private void write(RecordValues flow, CellWriter rows) {
    if (cells == null) {
      return;
    }
    String defect = cells.isWanted(flow) ? cells.write(flow, rows) : "";
    if (defect.isEmpty()) {
      records++;
    } else {
      reject(defect);
    }
  }

  private void read() {
    count = 0;
    next = 0;
    byte[] bytes = datagrams.bytes();
    int from = datagrams.from();
    int length = datagrams.length();
    if (ExportDecoder.isExport(bytes, from, length)) {
      exports++;
      if (cells != null) {
        tell(readFlows(bytes, from, length));
      }
    } else if (SflowDecoder.isSflow(bytes, from, length)) {
      exports++;
      source("sflow");
      tell(sflow.decode(bytes, from, length, datagrams.micros(), samples));
    }
  }

  private ExportOutcome readFlows(byte[] bytes, int from, int length) {
    String sender = datagrams.sender();
    FlowReader exporter = exporters.computeIfAbsent(sender, key -> new FlowReader());
    exporter(sender);
    source(bytes[from + 1] == IPFIX ? "ipfix" : "netflow");
    return exporter.read(bytes, from, length, (flow, header) -> keep(flow));
  }

  private void tell(ExportOutcome outcome) {
    if (outcome instanceof ExportOutcome.Malformed malformed) {
      reject(malformed.reason());
    } else if (outcome instanceof ExportOutcome.NeedsTemplate) {
      reject(NO_TEMPLATE);
    }
  }

  private void source(String protocol) {
    if (cells != null) {
      cells.source(protocol);
    }
  }

  private void keep(FlowRecord flow) {
    if (count == flows.size()) {
      flows.add(new RecordValues(new FlowRecord()));
    }
    flows.get(count++).flow().copy(flow);
  }

  private final class Samples implements SflowSink {
    @Override
    public void flow(FlowRecord flow, SflowHeader header) {
      if (cells != null) {
        cells.exporter(header.agentHigh(), header.agentLow());
        keep(flow);
      }
    }

    @Override
    public void counters(SflowCounters record, SflowHeader header) {
      if (counters != null) {
        counterRows.add(counters.read(record, header, datagrams.micros()));
      }
    }
  }

  private void exporter(String sender) {
    if (cells == null) {
      return;
    }
    byte[] text = sender.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer address = ByteBuffer.allocate(16);
    int length = text.length == 0 ? 0 : IpText.parse(text, 0, text.length, address.array());
    if (length == 4) {
      cells.exporter(0, 0xffff_0000_0000L | (address.getInt(0) & 0xffff_ffffL));
    } else if (length == 16) {
      cells.exporter(address.getLong(0), address.getLong(8));
    } else {
      cells.withoutExporter();
    }
  }

  private void reject(String reason) {
    rejects.reject(
        file,
        datagrams.offset(),
        reason,
        datagrams.bytes(),
        datagrams.from(),
        Math.min(datagrams.length(), 256));
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return bytesBefore + datagrams.bytesRead();
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
  }
}
