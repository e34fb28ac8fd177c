// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import java.util.Arrays;

/**
 * Reads a batch in place: header and directory are checked once, values are then read by column and
 * row, and a column that nobody asks for is not touched. Bytes that are no batch are a result, not
 * an exception. One reader serves any number of batches, one after another. Not thread-safe.
 *
 * <p>Values may be read until the next {@link #open}, while the bytes stay as they are. Columns are
 * the fields of {@link io.weir.wire.export.FlowRecord} and {@link FlowBatch#RECEIVED_MICROS}; rows
 * count from 0 to {@link #rows}. What a row or column outside answers is not told.
 */
public final class FlowBatchReader {
  private static final int ABSENT = -1;

  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int rows;
  private int exportVersion;
  private long domain;
  private long receivedMicros;
  private long exporterHigh;
  private long exporterLow;
  private final int[] widths = new int[FlowBatch.COLUMNS];
  private final long[] scales = new long[FlowBatch.COLUMNS];
  private final long[] bases = new long[FlowBatch.COLUMNS];
  private final int[] values = new int[FlowBatch.COLUMNS];
  private final int[] presents = new int[FlowBatch.COLUMNS];
  private final int[] families = new int[FlowBatch.COLUMNS];
  private int defectOffset;

  /**
   * Begins to read the batch {@code value[from .. from + length)}.
   *
   * @return empty, or what is wrong: a phrase without values; the batch then has no rows
   */
  public String open(byte[] value, int from, int length) {
    bytes = value;
    start = from;
    end = from + length;
    rows = 0;
    defectOffset = 0;
    Arrays.fill(widths, ABSENT);
    String defect = header(length);
    if (!defect.isEmpty()) {
      return defect;
    }
    int claimed = (int) FlowBatch.INT.get(bytes, start + 12);
    int count = (short) FlowBatch.SHORT.get(bytes, start + 6) & 0xffff;
    int last = ABSENT;
    for (int i = 0; i < count; i++) {
      int entry = FlowBatch.HEADER + i * FlowBatch.ENTRY;
      defectOffset = entry;
      int number = bytes[start + entry] & 0xff;
      if (number <= last) {
        return "columns out of order";
      }
      last = number;
      defect = number < FlowBatch.COLUMNS ? column(number, start + entry, claimed) : "";
      if (!defect.isEmpty()) {
        return defect;
      }
    }
    rows = claimed;
    return "";
  }

  private String header(int length) {
    if (!FlowBatch.isBatch(bytes, start, length)) {
      return "no batch of flows";
    }
    if (length < FlowBatch.HEADER) {
      return "batch cut off";
    }
    defectOffset = 4;
    if (bytes[start + 4] != FlowBatch.VERSION) {
      return "batch of another version";
    }
    defectOffset = 8;
    if ((int) FlowBatch.INT.get(bytes, start + 8) != length) {
      return "batch cut off";
    }
    defectOffset = 12;
    int claimed = (int) FlowBatch.INT.get(bytes, start + 12);
    if (claimed < 0 || claimed > FlowBatch.MOST_ROWS) {
      return "too many rows in a batch";
    }
    defectOffset = 6;
    int count = (short) FlowBatch.SHORT.get(bytes, start + 6) & 0xffff;
    if (count * FlowBatch.ENTRY > length - FlowBatch.HEADER) {
      return "batch cut off";
    }
    exportVersion = bytes[start + 5] & 0xff;
    domain = (int) FlowBatch.INT.get(bytes, start + 16) & 0xffff_ffffL;
    receivedMicros = (long) FlowBatch.LONG.get(bytes, start + 24);
    exporterHigh = (long) FlowBatch.NETWORK_LONG.get(bytes, start + 32);
    exporterLow = (long) FlowBatch.NETWORK_LONG.get(bytes, start + 40);
    return "";
  }

  private String column(int number, int entry, int claimed) {
    int kind = bytes[entry + 1];
    int width = bytes[entry + 2];
    boolean isAddress = FlowBatch.isAddress(number);
    if (kind != (isAddress ? FlowBatch.KIND_ADDRESS : FlowBatch.KIND_NUMBER)) {
      return "column of another kind";
    }
    boolean isWidth =
        isAddress
            ? width == 4 || width == 16
            : width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
    if (!isWidth) {
      return "column of an odd width";
    }
    int offset = (int) FlowBatch.INT.get(bytes, entry + 16);
    int present = (int) FlowBatch.INT.get(bytes, entry + 20);
    int family = (int) FlowBatch.INT.get(bytes, entry + 24);
    int bits = (claimed + 7) / 8;
    if ((width > 0 && isOutside(offset, width * claimed))
        || (present != 0 && isOutside(present, bits))
        || (family != 0 && isOutside(family, bits))) {
      return "column outside the batch";
    }
    widths[number] = width;
    scales[number] = (int) FlowBatch.INT.get(bytes, entry + 4) & 0xffff_ffffL;
    bases[number] = (long) FlowBatch.LONG.get(bytes, entry + 8);
    values[number] = start + offset;
    presents[number] = present == 0 ? ABSENT : start + present;
    families[number] = family == 0 ? ABSENT : start + family;
    return "";
  }

  private boolean isOutside(int offset, int size) {
    return offset < FlowBatch.HEADER || offset > end - start || size > end - start - offset;
  }

  /** Where in the message the defect is that {@link #open} told. */
  public int defectOffset() {
    return defectOffset;
  }

  public int rows() {
    return rows;
  }

  /** Version of the export protocol: 5, 9, 10. */
  public int exportVersion() {
    return exportVersion;
  }

  /** Observation domain. */
  public long domain() {
    return domain;
  }

  /** When the first flow was received, microseconds since 1970 UTC. */
  public long receivedMicros() {
    return receivedMicros;
  }

  /** High 64 bits of the exporter's address; IPv4 as ::ffff:a.b.c.d. */
  public long exporterHigh() {
    return exporterHigh;
  }

  /** Low 64 bits of the exporter's address. */
  public long exporterLow() {
    return exporterLow;
  }

  public boolean isExporterIpv4() {
    return exporterHigh == 0 && exporterLow >>> 32 == 0xffff;
  }

  /** True when some row may have a value in this column. */
  public boolean has(int column) {
    return widths[column] != ABSENT;
  }

  /** True when no row lacks a value in this column, which the batch {@link #has}. */
  public boolean isComplete(int column) {
    return widths[column] != ABSENT && presents[column] == ABSENT;
  }

  /** True when a row has a value in this column. */
  public boolean has(int column, int row) {
    if (widths[column] == ABSENT) {
      return false;
    }
    int bits = presents[column];
    return bits == ABSENT || isSet(bits, row);
  }

  private boolean isSet(int bits, int row) {
    return (bytes[bits + (row >> 3)] & (1 << (row & 7))) != 0;
  }

  /** A value of a column of numbers; any number when the row has none. */
  public long number(int column, int row) {
    int at = values[column];
    long raw =
        switch (widths[column]) {
          case 1 -> bytes[at + row] & 0xff;
          case 2 -> (short) FlowBatch.SHORT.get(bytes, at + 2 * row) & 0xffff;
          case 4 -> (int) FlowBatch.INT.get(bytes, at + 4 * row) & 0xffff_ffffL;
          case 8 -> (long) FlowBatch.LONG.get(bytes, at + 8 * row);
          default -> 0;
        };
    return bases[column] + scales[column] * raw;
  }

  /**
   * Copies values of a column of numbers, one loop for the whole block; any number where a row has
   * none.
   *
   * @param first the first row
   * @param out gets {@code count} values from index 0
   */
  public void numbers(int column, int first, int count, long[] out) {
    int width = widths[column];
    int at = values[column] + width * first;
    long base = bases[column];
    long scale = scales[column];
    switch (width) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          out[i] = base + scale * (bytes[at + i] & 0xff);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          out[i] = base + scale * ((short) FlowBatch.SHORT.get(bytes, at + 2 * i) & 0xffff);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          out[i] = base + scale * ((int) FlowBatch.INT.get(bytes, at + 4 * i) & 0xffff_ffffL);
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          out[i] = base + scale * (long) FlowBatch.LONG.get(bytes, at + 8 * i);
        }
      }
      default -> Arrays.fill(out, 0, count, base);
    }
  }

  /** True when an address is IPv4. */
  public boolean isIpv4(int column, int row) {
    return widths[column] == 4 || (families[column] != ABSENT && isSet(families[column], row));
  }

  /** The low 64 bits of an address; all of an IPv4 address. */
  public long low(int column, int row) {
    int at = values[column];
    return widths[column] == 4
        ? (int) FlowBatch.NETWORK_INT.get(bytes, at + 4 * row) & 0xffff_ffffL
        : (long) FlowBatch.NETWORK_LONG.get(bytes, at + 16 * row + 8);
  }

  /** The high 64 bits of an address; 0 for IPv4. */
  public long high(int column, int row) {
    return widths[column] == 4 || isIpv4(column, row)
        ? 0
        : (long) FlowBatch.NETWORK_LONG.get(bytes, values[column] + 16 * row);
  }
}
