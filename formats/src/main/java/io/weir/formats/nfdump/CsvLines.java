// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.formats.nfdump.CsvHeader.Meaning;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes flows of the lines of nfdump's CSV. Not thread-safe. */
final class CsvLines implements LineDecoder {
  /** Fields of the totals that end the CSV of versions up to 1.7.4. */
  private static final int TOTALS = 6;

  private static final String NO_FLOWS = "No matching flows";
  private static final String SUMMARY = "Summary";
  private static final String TOTALS_HEADER = "flows,bytes,packets,avg_bps";

  private final CsvHeader header;
  private final FlowCells cells;
  private final NfdumpZone zone;
  private final FlowRecord flow = new FlowRecord();
  private final RecordValues values = new RecordValues(flow);
  private final ByteBuffer address = ByteBuffer.allocate(16);
  private final int[] starts;
  private final int[] ends;
  private final long wanted;
  private byte[] bytes = new byte[0];
  private boolean hasExporter;

  CsvLines(CsvHeader header, Scan scan, String path) {
    this.header = header;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.source(NfdumpFormat.NAME);
    cells.file(path);
    zone = NfdumpZone.of(scan.options());
    starts = new int[header.columns().size()];
    ends = new int[header.columns().size()];
    long fields = cells.fields() | 1L << FlowRecord.PROTOCOL | 1L << FlowRecord.SRC_ADDRESS;
    boolean isDuration = (fields & 1L << FlowRecord.END_MICROS) != 0;
    wanted = isDuration ? fields | 1L << FlowRecord.START_MICROS : fields;
  }

  @Override
  public @Nullable String decode(byte[] line, int from, int end, long number, CellWriter[] out) {
    bytes = line;
    if (!divide(from, end)) {
      return isNoFlow(from, end) ? PASSED : "wrong number of fields";
    }
    if (bytes[from] > '9' && isHeader(from, end)) {
      return PASSED;
    }
    flow.clear();
    hasExporter = false;
    String defect = take();
    if (!defect.isEmpty()) {
      return defect;
    }
    if (!hasExporter) {
      cells.withoutExporter();
    }
    cells.line(number);
    defect = cells.isWanted(values) ? cells.write(values, out[0]) : "";
    return defect.isEmpty() ? null : defect;
  }

  /** Finds the fields without the blanks around them; false when there are more or fewer. */
  private boolean divide(int from, int end) {
    int start = from;
    for (int i = 0; i < starts.length; i++) {
      int stop = start;
      while (stop < end && bytes[stop] != ',') {
        stop++;
      }
      if (stop == end && i < starts.length - 1) {
        return false;
      }
      starts[i] = start;
      ends[i] = stop;
      while (starts[i] < stop && bytes[starts[i]] == ' ') {
        starts[i]++;
      }
      start = stop + 1;
    }
    return start == end + 1;
  }

  private boolean isHeader(int from, int end) {
    byte[] text = header.line().getBytes(ISO_8859_1);
    return Arrays.equals(bytes, from, end, text, 0, text.length);
  }

  /** What nfdump prints behind the flows. */
  private boolean isNoFlow(int from, int end) {
    String line = new String(bytes, from, Math.min(end - from, 200), ISO_8859_1);
    return line.equals(SUMMARY)
        || line.equals(NO_FLOWS)
        || line.startsWith(TOTALS_HEADER)
        || (line.matches("[0-9,]+") && line.split(",", -1).length == TOTALS);
  }

  private String take() {
    for (int i = 0; i < starts.length; i++) {
      Meaning meaning = header.columns().get(i);
      boolean isWanted = (wanted & 1L << meaning.field()) != 0;
      if (meaning.kind() == CsvHeader.Kind.EXPORTER) {
        if (!exporter(starts[i], ends[i])) {
          return "bad exporter";
        }
      } else if (meaning.kind() != CsvHeader.Kind.PASSED && isWanted) {
        if (!take(meaning, starts[i], ends[i])) {
          return "bad "
              + meaning.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
      }
    }
    return "";
  }

  private boolean take(Meaning meaning, int from, int end) {
    int field = meaning.field();
    return switch (meaning.kind()) {
      case TIME -> time(field, from, end);
      case DURATION -> duration(from, end);
      case NUMBER -> set(field, Decimals.number(bytes, from, end));
      case NUMBER_OR_ZERO -> {
        long value = Decimals.number(bytes, from, end);
        yield value == 0 || set(field, value);
      }
      case PROTOCOL -> protocol(from, end);
      case FLAGS -> set(field, CsvValues.flags(bytes, from, end));
      case ADDRESS, HOP -> address(field, from, end);
      case PORT -> port(from, end);
      case DIRECTION -> set(field, CsvValues.direction(bytes, from, end));
      case PASSED, EXPORTER -> true;
    };
  }

  private boolean set(int field, long value) {
    if (value == CsvValues.BAD) {
      return false;
    }
    flow.set(field, value);
    return true;
  }

  /** Times of zero are not known. */
  private boolean time(int field, int from, int end) {
    long micros = CsvValues.time(bytes, from, end, zone);
    return micros == CsvValues.NONE || set(field, micros);
  }

  private boolean duration(int from, int end) {
    long micros = CsvValues.seconds(bytes, from, end);
    if (micros == CsvValues.BAD) {
      return false;
    }
    if (flow.has(FlowRecord.START_MICROS)) {
      flow.set(FlowRecord.END_MICROS, flow.value(FlowRecord.START_MICROS) + micros);
    }
    return true;
  }

  /** A number or a name, which may be of either ICMP. */
  private boolean protocol(int from, int end) {
    long number = Decimals.number(bytes, from, end);
    if (number == CsvValues.BAD && end - from == 5 && bytes[end - 1] == '6') {
      number = IpProtocols.number(bytes, from, 4, 6); // ICMP6
    } else if (number == CsvValues.BAD) {
      number = IpProtocols.number(bytes, from, end - from, 4);
    }
    return number >= 0 && number <= 255 && set(FlowRecord.PROTOCOL, number);
  }

  /** A port; of ICMP its type, a dot and its code, or both in one number. */
  private boolean port(int from, int end) {
    int dot = from;
    while (dot < end && bytes[dot] != '.') {
      dot++;
    }
    long first = Decimals.number(bytes, from, dot);
    if (dot == end) {
      return set(FlowRecord.DST_PORT, first);
    }
    long code = Decimals.number(bytes, dot + 1, end);
    return first >= 0 && code >= 0 && set(FlowRecord.DST_PORT, first << 8 | code);
  }

  private boolean address(int field, int from, int end) {
    int length = IpText.parse(bytes, from, end - from, address.array());
    if (length != 4 && length != 16) {
      return false;
    }
    long high = length == 4 ? 0 : address.getLong(0);
    long low = length == 4 ? address.getInt(0) & 0xffff_ffffL : address.getLong(8);
    boolean isHop = field == FlowRecord.NEXT_HOP;
    if (!isHop || (high | low) != 0) {
      flow.setAddress(field, high, low);
      flow.set(isHop ? FlowRecord.NEXT_HOP_VERSION : FlowRecord.IP_VERSION, length == 4 ? 4 : 6);
    }
    return true;
  }

  private boolean exporter(int from, int end) {
    int length = IpText.parse(bytes, from, end - from, address.array());
    if (length == 4) {
      cells.exporter(0, 0xffff_0000_0000L | (address.getInt(0) & 0xffff_ffffL));
    } else if (length == 16) {
      cells.exporter(address.getLong(0), address.getLong(8));
    }
    hasExporter = length == 4 || length == 16;
    return hasExporter || from == end;
  }
}
