// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.FlowValues;
import io.weir.formats.export.RecordValues;
import io.weir.formats.nfdump.Exporters.Address;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.RowsWriter;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the flows of a split of an nfcapd file. */
final class NfcapdReader implements TableReader {
  private static final int RECORDS_1 = 2;
  private static final int RECORDS_2 = 3;
  private static final int ARRAY = 4;
  private static final int FIRST_BLOCKS = 1;

  /** Other records of nfcapd: statistics and names. */
  private static final List<Integer> NO_FLOWS = List.of(3, 4, 7, 8, 9, 12, 13, 14, 15);

  /** So many records are read one by one from unusual ones on, then twice as many, and so on. */
  private static final int LEAST_PATIENCE = 64;

  private static final int MOST_PATIENCE = 1 << 14;

  /** nfdump 1.8's record, whose form is not settled. */
  private static final int NEWER = 16;

  private final InputFile file;
  private final Rejects rejects;
  private final NfcapdHeader header;
  private final NfcapdBlocks blocks;
  private final FlowCells cells;
  private final Exporters exporters;
  private final NfcapdRecord record;
  private final OldRecord oldRecord;
  private final RecordValues oldValues;
  private final @Nullable NfcapdColumns columns;
  private final boolean needsExporter;
  private final boolean needsSampling;
  private int at;
  private int end;
  private int left;
  private int oneByOne;
  private int patience = LEAST_PATIENCE;
  private long number;
  private long records;

  NfcapdReader(Split split, NfcapdHeader header, Scan scan, Rejects rejects) throws IOException {
    this.file = split.file();
    this.rejects = rejects;
    this.header = header;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.source(NfdumpFormat.NAME);
    cells.file(file.path());
    List<String> wanted = scan.tables().get(0).wanted().stream().map(Column::name).toList();
    needsExporter = wanted.contains("exporter");
    needsSampling = wanted.contains("sampling");
    if (wanted.contains("sensor")) {
      cells.sensor(NfcapdIdent.of(file, header));
    }
    exporters = new Exporters(header.numbers());
    record = new NfcapdRecord(header.numbers(), exporters);
    NfcapdColumns made = new NfcapdColumns(header.numbers(), record, scan, file.path());
    columns = header.layout() == 2 && made.isFor() ? made : null;
    oldRecord = new OldRecord(header.numbers());
    oldValues = new RecordValues(oldRecord.flow());
    blocks = new NfcapdBlocks(split, header, rejects);
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    CellWriter rows = out[0];
    while (!rows.isFull()) {
      if (left > 0) {
        if (columns == null || !(rows instanceof RowsWriter some) || !several(columns, some)) {
          next(rows);
        }
      } else if (!nextBlock()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextBlock() throws IOException {
    if (at < end && !blocks.isCut()) {
      reject("bytes behind a block's records", at, Math.min(end - at, 256));
    }
    at = 0;
    end = 0;
    if (!blocks.next()) {
      return false;
    }
    left = 0;
    int type = blocks.type();
    if (type == RECORDS_1 || type == RECORDS_2) {
      left = blocks.records();
      end = blocks.length();
    } else if (type == FIRST_BLOCKS) {
      reject("block of nfdump 1.5", 0, Math.min(blocks.length(), 256));
    } else if (type != ARRAY) {
      reject("unknown block", 0, Math.min(blocks.length(), 256));
    }
    return true;
  }

  /** Reads the next records of the block, column by column; false when they are unusual. */
  private boolean several(NfcapdColumns made, RowsWriter rows) {
    if (oneByOne > 0) {
      oneByOne--;
      return false;
    }
    int most = Math.min(Math.min(left, RowsWriter.MOST), rows.room());
    int count = made.look(blocks.bytes(), at, end, most);
    if (count == 0) {
      return false;
    }
    int inside = made.inRange();
    if (inside < 0 || (inside > 0 && !made.set(rows, number + 1))) {
      rows.dropRows();
      oneByOne = patience;
      patience = Math.min(MOST_PATIENCE, 2 * patience);
      return false;
    }
    rows.endRows(inside);
    patience = LEAST_PATIENCE;
    number += count;
    records += count;
    left -= count;
    at = made.next();
    return true;
  }

  /** Reads the next record of the block. */
  private void next(CellWriter rows) {
    if (end - at < 4) {
      endBlock("record cut off");
      return;
    }
    byte[] bytes = blocks.bytes();
    int type = header.numbers().u16(bytes, at);
    int size = header.numbers().u16(bytes, at + 2);
    if (size < 4) {
      endBlock("record length out of range");
      return;
    }
    if (size > end - at) {
      endBlock("record cut off");
      return;
    }
    left--;
    read(type, bytes, size, rows);
    at += size;
  }

  /** What follows in the block cannot be found; of a block that is cut off that is told already. */
  private void endBlock(String defect) {
    if (!blocks.isCut()) {
      reject(defect, at, Math.min(end - at, 256));
    }
    left = 0;
    at = end;
  }

  private void read(int type, byte[] bytes, int size, CellWriter rows) {
    String defect = "";
    switch (type) {
      case NfcapdRecord.TYPE -> {
        defect = record.moveTo(bytes, at, size);
        if (defect.isEmpty()) {
          exporter();
          write(record, rows);
        }
      }
      case OldRecord.TYPE, OldRecord.FIRST_TYPE -> {
        defect = oldRecord.read(bytes, at, size);
        if (defect.isEmpty()) {
          oldExporter();
          write(oldValues, rows);
        }
      }
      case OldRecord.MAP -> defect = oldRecord.readMap(bytes, at, size);
      case NEWER -> defect = "record of nfdump 1.8";
      default -> {
        if (NO_FLOWS.contains(type)) {
          exporters.read(type, bytes, at, size);
        } else {
          defect = "unknown record";
        }
      }
    }
    if (!defect.isEmpty()) {
      reject(defect, at, size);
    }
  }

  private void write(FlowValues flow, CellWriter rows) {
    cells.line(++number);
    String defect = cells.isWanted(flow) ? cells.write(flow, rows) : "";
    if (defect.isEmpty()) {
      records++;
    } else {
      reject(defect, at, header.numbers().u16(blocks.bytes(), at + 2));
    }
  }

  private void exporter() {
    if (needsExporter) {
      if (record.hasExporterAddress()) {
        cells.exporter(record.exporterHigh(), record.exporterLow());
      } else {
        exporter(exporters.address(record.exporter()));
      }
    }
  }

  private void oldExporter() {
    if (needsExporter) {
      Address router = oldRecord.router();
      exporter(router == null ? exporters.address(oldRecord.exporter()) : router);
    }
    if (needsSampling) {
      long interval = exporters.sampling(oldRecord.exporter(), 0);
      if (interval > 0) {
        oldRecord.flow().set(FlowRecord.SAMPLING, interval);
      }
    }
  }

  private void exporter(@Nullable Address address) {
    if (address == null) {
      cells.withoutExporter();
    } else {
      cells.exporter(address.high(), address.low());
    }
  }

  /** The offset of a reject is its block's when that is compressed. */
  private void reject(String reason, int from, int length) {
    long offset = blocks.blockOffset();
    if (header.compression().isEmpty()) {
      offset += NfcapdBlocks.HEADER + from;
    }
    rejects.reject(file, offset, reason, blocks.bytes(), from, length);
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return blocks.bytesRead();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
