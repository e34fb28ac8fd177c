// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers flows of one exporter and observation domain into batches. Allocates nothing for a
 * record: its memory grows to that of the largest batch and is used again. Not thread-safe.
 */
public final class FlowBatchWriter {
  /** The fields that are columns; the others only help to work these out. */
  private static final long FIELDS =
      ((1L << (FlowRecord.SAMPLING + 1)) - 1) & ~(1L << FlowRecord.NEXT_HOP_VERSION);

  private final @Nullable BatchColumn[] columns = new @Nullable BatchColumn[FlowBatch.COLUMNS];
  private final int mostRows;
  private byte[] buffer = new byte[4096];
  private long exporterHigh;
  private long exporterLow;
  private long domain;
  private int protocolVersion;
  private long firstReceived;
  private int rows;
  private int columnBytes;

  /**
   * Makes a writer of batches of at most so many rows.
   *
   * @param mostRows from 1 to {@link FlowBatch#MOST_ROWS}
   */
  public FlowBatchWriter(int mostRows) {
    if (mostRows < 1 || mostRows > FlowBatch.MOST_ROWS) {
      throw new IllegalArgumentException("A batch cannot have " + mostRows + " rows.");
    }
    this.mostRows = mostRows;
  }

  /**
   * Begins an empty batch.
   *
   * @param exporterHigh high 64 bits of the exporter's address; IPv4 as ::ffff:a.b.c.d
   * @param exporterLow its low 64 bits
   * @param domain observation domain, 32 bits
   */
  public void begin(long exporterHigh, long exporterLow, long domain) {
    this.exporterHigh = exporterHigh;
    this.exporterLow = exporterLow;
    this.domain = domain;
    rows = 0;
    columnBytes = 0;
    for (BatchColumn column : columns) {
      if (column != null) {
        column.clear();
      }
    }
  }

  /** Adds a flow that came in a datagram with this header, received at this time. */
  public void add(FlowRecord flow, ExportHeader header, long receivedMicros) {
    add(flow, header.version(), receivedMicros);
  }

  /**
   * Adds a flow. The batch must not be full.
   *
   * @param exportVersion version of the export protocol
   */
  public void add(FlowRecord flow, int exportVersion, long receivedMicros) {
    if (rows >= mostRows) {
      throw new IllegalStateException("The batch is full.");
    }
    if (rows == 0) {
      firstReceived = receivedMicros;
      protocolVersion = exportVersion;
    }
    boolean isIpv6 = flow.value(FlowRecord.IP_VERSION) == 6;
    for (long left = flow.present() & FIELDS; left != 0; left &= left - 1) {
      int field = Long.numberOfTrailingZeros(left);
      BatchColumn column = column(field);
      if (!FlowBatch.isAddress(field)) {
        column.setNumber(rows, flow.value(field));
      } else {
        boolean isWide =
            field == FlowRecord.NEXT_HOP ? flow.value(FlowRecord.NEXT_HOP_VERSION) == 6 : isIpv6;
        column.setAddress(rows, flow.high(field), flow.value(field), !isWide);
      }
    }
    column(FlowBatch.RECEIVED_MICROS).setNumber(rows, receivedMicros);
    rows++;
  }

  private BatchColumn column(int number) {
    BatchColumn column = columns[number];
    if (column == null) {
      column = new BatchColumn(number);
      columns[number] = column;
    }
    if (column.isEmpty()) {
      columnBytes += FlowBatch.isAddress(number) ? 16 : 4;
    }
    return column;
  }

  /** Flows added since {@link #begin}. */
  public int rows() {
    return rows;
  }

  public boolean isFull() {
    return rows >= mostRows;
  }

  /** About how many bytes the batch has, as most exporters' flows go. */
  public int estimatedBytes() {
    return columnBytes * rows;
  }

  /** Receive time of the first flow, microseconds since 1970 UTC; meaningless when empty. */
  public long firstReceivedMicros() {
    return firstReceived;
  }

  /**
   * Completes the batch; it is then {@code buffer()[0 .. length)} until the next one is begun.
   *
   * @return its length in bytes
   */
  public int finish() {
    int count = 0;
    int bound = FlowBatch.HEADER;
    for (BatchColumn column : columns) {
      if (column != null && !column.isEmpty()) {
        count++;
        bound += FlowBatch.ENTRY + column.bound(rows);
      }
    }
    if (buffer.length < bound) {
      buffer = new byte[Math.max(bound, 2 * buffer.length)];
    }
    int entry = FlowBatch.HEADER;
    int at = FlowBatch.HEADER + count * FlowBatch.ENTRY;
    for (BatchColumn column : columns) {
      if (column != null && !column.isEmpty()) {
        at = column.write(buffer, 0, entry, at, rows);
        entry += FlowBatch.ENTRY;
      }
    }
    header(count, at);
    return at;
  }

  private void header(int count, int length) {
    Arrays.fill(buffer, 0, FlowBatch.HEADER, (byte) 0);
    FlowBatch.INT.set(buffer, 0, FlowBatch.MAGIC);
    buffer[4] = FlowBatch.VERSION;
    buffer[5] = (byte) protocolVersion;
    FlowBatch.SHORT.set(buffer, 6, (short) count);
    FlowBatch.INT.set(buffer, 8, length);
    FlowBatch.INT.set(buffer, 12, rows);
    FlowBatch.INT.set(buffer, 16, (int) domain);
    FlowBatch.LONG.set(buffer, 24, rows == 0 ? 0 : firstReceived);
    FlowBatch.NETWORK_LONG.set(buffer, 32, exporterHigh);
    FlowBatch.NETWORK_LONG.set(buffer, 40, exporterLow);
  }

  /** The completed batch, from index 0; overwritten by the next one. */
  public byte[] buffer() {
    return buffer;
  }
}
