// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowtools;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.input.DamagedFileException;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableReader;
import io.weir.wire.export.FlowRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads the records of a flow-tools file of NetFlow v5 or v7: those of v7 only end later. */
final class FlowToolsReader implements TableReader {
  private static final int MANY = 1024;
  private static final long DAY_MILLIS = 86_400_000;
  private static final long U32 = 0xffff_ffffL;

  private final InputFile file;
  private final Rejects rejects;
  private final InputStream stored;
  private final InputStream in;
  private final FlowCells cells;
  private final FlowRecord flow = new FlowRecord();
  private final RecordValues values = new RecordValues(flow);
  private final int size;
  private final byte[] bytes;
  private final ByteBuffer numbers;
  private int at;
  private int end;
  private long offset;
  private boolean isEnded;
  private long number;
  private long records;

  FlowToolsReader(InputFile file, FlowToolsHeader header, Scan scan, Rejects rejects)
      throws IOException {
    this.file = file;
    this.rejects = rejects;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.source(FlowToolsFormat.NAME);
    cells.sensor(header.hostName());
    cells.file(file.path());
    size = header.recordSize();
    bytes = new byte[MANY * size];
    numbers =
        ByteBuffer.wrap(bytes)
            .order(header.isBig() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    offset = header.length();
    stored = file.open(offset);
    in = header.isCompressed() ? new InflaterInputStream(stored) : stored;
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (!out[0].isFull()) {
      if (end - at < size && !read()) {
        return false;
      }
      if (end - at >= size) {
        record(out[0]);
        at += size;
      }
    }
    return true;
  }

  /** Reads on; false at the end, where a piece of a record is told. */
  private boolean read() throws IOException {
    if (isEnded) {
      return false;
    }
    System.arraycopy(bytes, at, bytes, 0, end - at);
    offset += at;
    end -= at;
    at = 0;
    int got = -1;
    String defect = "";
    try {
      got = in.read(bytes, end, bytes.length - end);
    } catch (DamagedFileException e) {
      defect = e.reason();
    } catch (EOFException e) {
      defect = "truncated content";
    } catch (ZipException e) {
      defect = "corrupt content";
    }
    if (got >= 0) {
      end += got;
      return true;
    }
    isEnded = true;
    if (!defect.isEmpty()) {
      rejects.reject(file, offset + end, defect, bytes, 0, 0);
    } else if (end > 0) {
      rejects.reject(file, offset, "record cut off", bytes, 0, end);
    }
    return false;
  }

  private void record(CellWriter rows) {
    flow.clear();
    long exported = u32(0) * 1_000_000 + u32(4) / 1000;
    flow.set(FlowRecord.START_MICROS, micros(exported, u32(40)));
    flow.set(FlowRecord.END_MICROS, micros(exported, u32(44)));
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0, u32(16));
    flow.setAddress(FlowRecord.DST_ADDRESS, 0, u32(20));
    flow.set(FlowRecord.IP_VERSION, 4);
    if (u32(24) != 0) {
      flow.setAddress(FlowRecord.NEXT_HOP, 0, u32(24));
      flow.set(FlowRecord.NEXT_HOP_VERSION, 4);
    }
    flow.set(FlowRecord.INPUT, u16(28));
    flow.set(FlowRecord.OUTPUT, u16(30));
    flow.set(FlowRecord.PACKETS, u32(32));
    flow.set(FlowRecord.BYTES, u32(36));
    flow.set(FlowRecord.SRC_PORT, u16(48));
    flow.set(FlowRecord.DST_PORT, u16(50));
    flow.set(FlowRecord.PROTOCOL, bytes[at + 52] & 0xff);
    flow.set(FlowRecord.TOS, bytes[at + 53] & 0xff);
    flow.set(FlowRecord.TCP_FLAGS, bytes[at + 54] & 0xff);
    flow.set(FlowRecord.SRC_AS, u16(60));
    flow.set(FlowRecord.DST_AS, u16(62));
    if (u32(12) == 0) {
      cells.withoutExporter();
    } else {
      cells.exporter(0, 0xffff_0000_0000L | u32(12));
    }
    cells.line(++number);
    String defect = cells.isWanted(values) ? cells.write(values, rows) : "";
    if (defect.isEmpty()) {
      records++;
    } else {
      rejects.reject(file, offset + at, defect, bytes, at, size);
    }
  }

  /**
   * A time that counts from the router's start, which is as long before the export as it was up.
   * The counter wraps after 49.7 days: a flow does not begin a day after its export.
   */
  private long micros(long exported, long uptime) {
    long before = u32(8) - uptime;
    if (before < -DAY_MILLIS) {
      before += U32 + 1;
    }
    return exported - before * 1000;
  }

  private long u32(int field) {
    return numbers.getInt(at + field) & U32;
  }

  private long u16(int field) {
    return numbers.getShort(at + field) & 0xffff;
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return offset + at;
  }

  @Override
  public void close() throws IOException {
    in.close();
    stored.close();
  }
}
