// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.export.FlowColumn;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.RowsWriter;
import io.weir.model.Scan;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rows of many records of layout 2 at once, a column after the other, when they are such as
 * collectors write nearly all. Anything else is left to {@link io.weir.formats.export.FlowCells}:
 * the answers only tell that there is something. Not thread-safe.
 */
final class NfcapdColumns {
  private static final long DAY = 86_400_000L;
  private static final int TCP = 6;
  private static final int TEXT = 48;

  /** Where the fields that are plain numbers are: element, offset, width. */
  private static final int[][] NUMBERS = new int[64][];

  static {
    NUMBERS[FlowRecord.PACKETS] = new int[] {NfcapdRecord.GENERIC, 24, 8};
    NUMBERS[FlowRecord.BYTES] = new int[] {NfcapdRecord.GENERIC, 32, 8};
    NUMBERS[FlowRecord.PROTOCOL] = new int[] {NfcapdRecord.GENERIC, 44, 1};
    NUMBERS[FlowRecord.TOS] = new int[] {NfcapdRecord.GENERIC, 47, 1};
    NUMBERS[FlowRecord.INPUT] = new int[] {NfcapdRecord.MISC, 0, 4};
    NUMBERS[FlowRecord.OUTPUT] = new int[] {NfcapdRecord.MISC, 4, 4};
    NUMBERS[FlowRecord.SRC_AS] = new int[] {NfcapdRecord.AS, 0, 4};
    NUMBERS[FlowRecord.DST_AS] = new int[] {NfcapdRecord.AS, 4, 4};
    NUMBERS[FlowRecord.REVERSE_PACKETS] = new int[] {NfcapdRecord.COUNTS, 8, 8};
    NUMBERS[FlowRecord.REVERSE_BYTES] = new int[] {NfcapdRecord.COUNTS, 16, 8};
  }

  private final HostNumbers numbers;
  private final Scan scan;
  private final FlowColumn[] columns;
  private final boolean[] isNarrow;
  private final byte[][] constants;
  private final RecordShape[] shapes = new RecordShape[4];
  private final NfcapdRecord record;
  private final int[] starts = new int[RowsWriter.MOST];
  private final RecordShape[] kinds = new RecordShape[RowsWriter.MOST];
  private final int[] generic = new int[RowsWriter.MOST];
  private final int[] places = new int[RowsWriter.MOST];
  private final long[] values = new long[RowsWriter.MOST];
  private final int[] offsets = new int[RowsWriter.MOST];
  private final int[] lengths = new int[RowsWriter.MOST];
  private final byte[] texts = new byte[RowsWriter.MOST * TEXT + RowsWriter.READABLE];
  private byte[] bytes = new byte[0];
  private int count;
  private int next;
  private int last;
  private int replaced;

  /** Bit k is set when the last column that was looked at has a value in record k. */
  private long present;

  /**
   * @param path of the file, the value of {@code src_file}
   */
  NfcapdColumns(HostNumbers numbers, NfcapdRecord record, Scan scan, String path) {
    this.numbers = numbers;
    this.record = record;
    this.scan = scan;
    List<Column> wanted = scan.tables().get(0).wanted();
    columns = wanted.stream().map(c -> FlowColumn.named(c.name())).toArray(FlowColumn[]::new);
    isNarrow = new boolean[columns.length];
    constants = new byte[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      isNarrow[i] = wanted.get(i).type() == ColumnType.INTEGER;
      String text =
          switch (columns[i].kind()) {
            case CONSTANT -> columns[i].text();
            case SOURCE -> NfdumpFormat.NAME;
            case FILE -> path;
            default -> "";
          };
      byte[] encoded = text.getBytes(UTF_8);
      constants[i] = Arrays.copyOf(encoded, encoded.length + RowsWriter.READABLE);
    }
  }

  /** True when the wanted columns can be made so. */
  boolean isFor() {
    for (int i = 0; i < columns.length; i++) {
      int field = columns[i].field();
      boolean isKnown =
          switch (columns[i].kind()) {
            case NUMBER -> NUMBERS[field] != null;
            case ADDRESS -> field == FlowRecord.SRC_ADDRESS || field == FlowRecord.DST_ADDRESS;
            case FILE -> isAscii(constants[i]);
            case SENSOR, EXPORTER, DIRECTION, COMMUNITY, CLIENT_FLAGS -> false;
            default -> true;
          };
      if (!isKnown) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(byte[] text) {
    int all = 0;
    for (byte b : text) {
      all |= b;
    }
    return all >= 0;
  }

  /**
   * Looks at the next records up to one that is not as most are.
   *
   * @param most no more than {@link RowsWriter#MOST}
   * @return how many there are
   */
  int look(byte[] block, int at, int end, int most) {
    bytes = block;
    int position = at;
    int n = 0;
    int kind = last;
    while (n < most && end - position >= NfcapdRecord.HEADER) {
      RecordShape shape = shapes[kind];
      if (shape == null || !shape.fits(block, position, end)) {
        kind = other(position, end);
        if (kind < 0) {
          break;
        }
        shape = shapes[kind];
      }
      starts[n] = position;
      kinds[n] = shape; // Not its place in shapes, where another may come meanwhile.
      generic[n++] = position + shape.element(NfcapdRecord.GENERIC);
      position += shape.size();
    }
    last = Math.max(0, kind);
    count = n;
    next = position;
    return n;
  }

  /** The shape of a record that is not that of the one before; -1 when it is none. */
  private int other(int at, int end) {
    for (int i = 0; i < shapes.length; i++) {
      if (shapes[i] != null && shapes[i].fits(bytes, at, end)) {
        return i;
      }
    }
    int size = numbers.u16(bytes, at + 2);
    boolean isFlow = numbers.u16(bytes, at) == NfcapdRecord.TYPE && size <= end - at;
    if (!isFlow || !record.moveTo(bytes, at, size).isEmpty()) {
      return -1;
    }
    replaced = (replaced + 1) % shapes.length;
    shapes[replaced] = record.shape();
    return replaced;
  }

  /** Where the records end that were looked at. */
  int next() {
    return next;
  }

  /** How many of the records are in the time range: all, none, or -1 when only some are. */
  int inRange() {
    if (scan.range().isAll()) {
      return count;
    }
    int inside = 0;
    for (int k = 0; k < count; k++) {
      long start = numbers.i64(bytes, generic[k]);
      if (start == 0) {
        return -1; // Its time is elsewhere.
      }
      inside += scan.range().contains(start * 1000) ? 1 : 0;
    }
    return inside == 0 || inside == count ? inside : -1;
  }

  /**
   * Sets the columns of all the records; false when there is anything unusual.
   *
   * @param line of the first record
   */
  boolean set(RowsWriter rows, long line) {
    for (int i = 0; i < columns.length; i++) {
      if (!set(i, rows, line)) {
        return false;
      }
    }
    return true;
  }

  private long all() {
    return -1L >>> (RowsWriter.MOST - count);
  }

  private boolean set(int i, RowsWriter rows, long line) {
    int field = columns[i].field();
    boolean isGood = true;
    switch (columns[i].kind()) {
      case NUMBER -> isGood = numbers(field, isNarrow[i]);
      case TIME, DAY, SECONDS -> isGood = times(columns[i].kind(), field);
      case DURATION -> isGood = durations();
      case SOURCE_PORT -> ports(40, 8);
      case DESTINATION_PORT -> ports(42, 0);
      case TCP_FLAGS -> flags();
      case LINE -> lines(line);
      case ADDRESS -> {
        addresses(field == FlowRecord.DST_ADDRESS);
        rows.setAscii(i, texts, offsets, lengths, present, count);
        return true;
      }
      case PROTOCOL_NAME -> {
        protocols();
        rows.setAscii(i, texts, offsets, lengths, present, count);
        return true;
      }
      case CONSTANT, SOURCE, FILE -> {
        Arrays.fill(offsets, 0, count, 0);
        Arrays.fill(lengths, 0, count, constants[i].length - RowsWriter.READABLE);
        rows.setAscii(i, constants[i], offsets, lengths, all(), count);
        return true;
      }
      default -> {
        return true;
      }
    }
    if (isGood) {
      rows.setNumbers(i, values, present, count);
    }
    return isGood;
  }

  /** Finds where an element is in each record; 0 when it has none. */
  private void find(int element) {
    for (int k = 0; k < count; k++) {
      int place = kinds[k].element(element);
      places[k] = place == 0 ? 0 : starts[k] + place;
    }
  }

  private boolean numbers(int field, boolean isNarrowColumn) {
    int[] where = NUMBERS[field];
    int element = where[0];
    find(element);
    long found = 0;
    long any = 0;
    for (int k = 0; k < count; k++) {
      long value = places[k] == 0 ? 0 : number(places[k] + where[1], where[2]);
      values[k] = value;
      any |= value;
      found |= places[k] == 0 ? 0 : 1L << k;
    }
    present = element == NfcapdRecord.COUNTS ? found & bothWays() : found;
    return any >= 0 && (!isNarrowColumn || any <= Integer.MAX_VALUE);
  }

  private long number(int at, int width) {
    return switch (width) {
      case 1 -> bytes[at] & 0xff;
      case 4 -> numbers.u32(bytes, at);
      default -> numbers.i64(bytes, at);
    };
  }

  /** The records that count anything in the other direction. */
  private long bothWays() {
    long found = 0;
    for (int k = 0; k < count; k++) {
      boolean isBoth =
          places[k] != 0
              && (numbers.i64(bytes, places[k] + 8) | numbers.i64(bytes, places[k] + 16)) != 0;
      found |= isBoth ? 1L << k : 0;
    }
    return found;
  }

  /** False when a start is missing: it may be elsewhere. */
  private boolean times(FlowColumn.Kind kind, int field) {
    boolean isEnd = field == FlowRecord.END_MICROS;
    int offset = isEnd ? 8 : 0;
    long found = 0;
    for (int k = 0; k < count; k++) {
      long millis = numbers.i64(bytes, generic[k] + offset);
      values[k] =
          switch (kind) {
            case TIME -> millis * 1000;
            case DAY -> Math.floorDiv(millis, DAY);
            default -> Double.doubleToRawLongBits(millis * 1000 / 1e6);
          };
      found |= millis == 0 ? 0 : 1L << k;
    }
    present = found;
    return isEnd || found == all();
  }

  private boolean durations() {
    long found = 0;
    long starting = 0;
    for (int k = 0; k < count; k++) {
      long start = numbers.i64(bytes, generic[k]);
      long end = numbers.i64(bytes, generic[k] + 8);
      values[k] = Double.doubleToRawLongBits(Math.max(0, end - start) * 1000 / 1e6);
      starting |= start == 0 ? 0 : 1L << k;
      found |= end == 0 ? 0 : 1L << k;
    }
    present = found;
    return starting == all();
  }

  /**
   * Ports; of ICMP a part of the destination's.
   *
   * @param offset where the port is
   * @param shift of ICMP's type or code
   */
  private void ports(int offset, int shift) {
    long found = 0;
    for (int k = 0; k < count; k++) {
      int protocol = bytes[generic[k] + 44] & 0xff;
      boolean isIcmp = IpProtocols.isIcmp(protocol);
      values[k] =
          isIcmp
              ? numbers.u16(bytes, generic[k] + 42) >>> shift & 0xff
              : numbers.u16(bytes, generic[k] + offset);
      found |= isIcmp || IpProtocols.hasPorts(protocol) ? 1L << k : 0;
    }
    present = found;
  }

  private void flags() {
    long found = 0;
    for (int k = 0; k < count; k++) {
      values[k] = bytes[generic[k] + 45] & 0xff;
      found |= bytes[generic[k] + 44] == TCP ? 1L << k : 0;
    }
    present = found;
  }

  private void lines(long line) {
    for (int k = 0; k < count; k++) {
      values[k] = line + k;
    }
    present = all();
  }

  private void protocols() {
    int at = 0;
    for (int k = 0; k < count; k++) {
      byte[] name = IpProtocols.text(bytes[generic[k] + 44] & 0xff);
      System.arraycopy(name, 0, texts, at, name.length);
      offsets[k] = at;
      lengths[k] = name.length;
      at += name.length;
    }
    present = all();
  }

  private void addresses(boolean isDestination) {
    find(NfcapdRecord.IPV4);
    int offset = isDestination ? 4 : 0;
    long found = 0;
    int at = 0;
    for (int k = 0; k < count; k++) {
      int long6 = kinds[k].element(NfcapdRecord.IPV6);
      offsets[k] = at;
      if (long6 != 0) {
        int from = starts[k] + long6 + 4 * offset;
        at = IpText.write6(numbers.i64(bytes, from), numbers.i64(bytes, from + 8), texts, at);
        found |= 1L << k;
      } else if (places[k] != 0) {
        at = IpText.write4(numbers.i32(bytes, places[k] + offset), texts, at);
        found |= 1L << k;
      }
      lengths[k] = at - offsets[k];
    }
    present = found;
  }
}
