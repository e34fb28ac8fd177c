// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.netflow;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.formats.pcap.UdpPayloads;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableReader;
import io.weir.wire.export.ExportDecoder;
import io.weir.wire.export.ExportOutcome;
import io.weir.wire.export.FlowReader;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the flows of a capture's NetFlow datagrams, each exporter's with the templates it sent so
 * far. Payloads that do not begin as NetFlow are none of its records.
 */
final class NetflowReader implements TableReader {
  private static final int MOST_EXPORTERS = 1024;
  private static final String NO_TEMPLATE = "no template";

  private final InputFile file;
  private final Rejects rejects;
  private final FlowCells cells;
  private final UdpPayloads payloads;
  private final Map<String, FlowReader> exporters =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FlowReader> eldest) {
          return size() > MOST_EXPORTERS;
        }
      };

  /** The flows of one datagram; those behind {@code next} wait for room. */
  private final List<RecordValues> flows = new ArrayList<>();

  private int count;
  private int next;
  private long records;

  NetflowReader(InputFile file, Scan scan, Rejects rejects) throws IOException {
    this.file = file;
    this.rejects = rejects;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.file(file.path());
    payloads = UdpPayloads.open(file, rejects);
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    CellWriter rows = out[0];
    while (!rows.isFull()) {
      if (next < count) {
        write(flows.get(next++), rows);
      } else if (payloads.next()) {
        read();
      } else {
        return false;
      }
    }
    return true;
  }

  private void write(RecordValues flow, CellWriter rows) {
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
    byte[] bytes = payloads.bytes();
    int from = payloads.from();
    int length = payloads.length();
    if (!ExportDecoder.isExport(bytes, from, length)) {
      return;
    }
    String sender = payloads.sender();
    FlowReader exporter = exporters.computeIfAbsent(sender, key -> new FlowReader());
    exporter(sender);
    ExportOutcome outcome = exporter.read(bytes, from, length, (flow, header) -> keep(flow));
    if (outcome instanceof ExportOutcome.Malformed malformed) {
      reject(malformed.reason());
    } else if (outcome instanceof ExportOutcome.NeedsTemplate) {
      reject(NO_TEMPLATE);
    }
  }

  private void keep(FlowRecord flow) {
    if (count == flows.size()) {
      flows.add(new RecordValues(new FlowRecord()));
    }
    flows.get(count++).flow().copy(flow);
  }

  private void exporter(String sender) {
    byte[] text = sender.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer address = ByteBuffer.allocate(16);
    if (IpText.parse(text, 0, text.length, address.array()) == 4) {
      cells.exporter(0, 0xffff_0000_0000L | (address.getInt(0) & 0xffff_ffffL));
    } else {
      cells.exporter(address.getLong(0), address.getLong(8));
    }
  }

  private void reject(String reason) {
    rejects.reject(
        file,
        payloads.offset(),
        reason,
        payloads.bytes(),
        payloads.from(),
        Math.min(payloads.length(), 256));
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return payloads.bytesRead();
  }

  @Override
  public void close() throws IOException {
    payloads.close();
  }
}
