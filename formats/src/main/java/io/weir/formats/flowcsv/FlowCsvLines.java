// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.formats.lines.Protocols;
import io.weir.formats.lines.Protocols.Protocol;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.Scan;
import io.weir.model.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of the native table of a file's lines. */
final class FlowCsvLines implements LineDecoder {
  private static final long NONE = Long.MIN_VALUE;

  private final CsvFields fields;
  private final int size;
  private final byte[] header;
  private final byte[][] nulls;
  private final TimeRange range;
  private final byte[] path;
  private final Ends ends;
  private final Protocols protocols = new Protocols();
  private final List<Field> read = new ArrayList<>();
  private final Field[] plan;
  private final int lookedAt;
  private final Map<String, Integer> cells = new HashMap<>();
  private final int timeCell;
  private final int endCell;
  private final int durationCell;
  private final int protocolCell;
  private final int numberCell;
  private final int versionCell;
  private final int communityCell;
  private final int[] portCells = new int[2];
  private final int fileCell;
  private final int lineCell;
  private long time;
  private long end;
  private long duration;
  private @Nullable Protocol protocol;

  /** A column that is read, the cell it goes to (-1: none) and what its form means. */
  private record Field(
      CsvColumn column, int cell, int side, long factor, @Nullable Times times, String defect) {}

  FlowCsvLines(CsvFile file, Scan scan, String path) {
    size = file.size();
    fields = new CsvFields(file.delimiter(), size);
    header = file.header().getBytes(ISO_8859_1);
    nulls =
        file.profile().nulls().stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    range = scan.range();
    this.path = path.getBytes(UTF_8);
    ends = new Ends(file.profile().icmp());
    List<Column> wanted = scan.tables().get(0).wanted();
    for (int i = 0; i < wanted.size(); i++) {
      cells.put(wanted.get(i).key(), i);
    }
    timeCell = cell(Target.TIME);
    endCell = cell(Target.END);
    durationCell = cell(Target.DURATION);
    protocolCell = cell(Target.PROTOCOL);
    numberCell = cell(CsvFile.NUMBER.name());
    versionCell = cell(CsvFile.VERSION.name());
    communityCell = cell(CsvFile.COMMUNITY.name());
    boolean isPackets = file.profile().isPackets();
    portCells[0] = cell(isPackets ? "src_port" : "c_port");
    portCells[1] = cell(isPackets ? "dst_port" : "s_port");
    fileCell = cell(CsvFile.FILE.name());
    lineCell = cell(CsvFile.LINE.name());
    String given = file.profile().zone();
    String zone = given.isEmpty() ? scan.options().value("zone").orElse("") : given;
    plan(file, zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone));
    plan = read.toArray(Field[]::new);
    lookedAt = read.stream().mapToInt(field -> field.column().index() + 1).max().orElse(0);
  }

  private int cell(String name) {
    return cells.getOrDefault(name, -1);
  }

  /** Takes the columns that wanted cells are made of; the protocol before the ports. */
  private void plan(CsvFile file, ZoneId zone) {
    Set<String> needed = needed();
    for (boolean isFirst : new boolean[] {true, false}) {
      for (CsvColumn column : file.columns()) {
        Integer cell = cells.get(column.name().toLowerCase(Locale.ROOT));
        if ((column.kind() == Kind.PROTOCOL) == isFirst
            && (cell != null || needed.contains(column.target()))) {
          read.add(
              new Field(
                  column,
                  cell == null ? -1 : cell,
                  side(column.target()),
                  Forms.factor(column.form()),
                  column.kind() == Kind.TIME ? new Times(column.form(), zone) : null,
                  "bad " + column.kind().word() + " in " + column.header()));
        }
      }
    }
  }

  private Set<String> needed() {
    Set<String> needed = new HashSet<>();
    if (timeCell >= 0 || endCell >= 0 || durationCell >= 0 || !range.isAll()) {
      needed.addAll(List.of(Target.TIME, Target.END, Target.DURATION));
    }
    if (versionCell >= 0 || communityCell >= 0) {
      needed.addAll(List.of("c_ip", "s_ip", "src_ip", "dst_ip"));
    }
    if (portCells[0] >= 0 || portCells[1] >= 0 || communityCell >= 0) {
      needed.addAll(List.of("c_port", "s_port", "src_port", "dst_port", Target.PROTOCOL));
    }
    if (numberCell >= 0) {
      needed.add(Target.PROTOCOL);
    }
    return needed;
  }

  /** 0 for the client or source, 1 for the server or destination, -1 for neither. */
  private static int side(String target) {
    return switch (target) {
      case "c_ip", "src_ip", "c_port", "src_port" -> 0;
      case "s_ip", "dst_ip", "s_port", "dst_port" -> 1;
      default -> -1;
    };
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int to, long line, CellWriter[] out) {
    CellWriter rows = out[0];
    int count = fields.divide(bytes, from, to, lookedAt);
    if (count != size) {
      return count == CsvFields.BAD_QUOTES
          ? "bad quotes"
          : count > size ? "too many fields" : "too few fields";
    }
    boolean isHeader = header.length > 0 && bytes[from] == header[0];
    if ((isHeader && Bytes.equal(bytes, from, to, header)) || fields.isNothing(bytes, from, to)) {
      return PASSED;
    }
    time = NONE;
    end = NONE;
    duration = NONE;
    protocol = null;
    ends.clear();
    for (Field field : plan) {
      String defect = read(field, bytes, rows);
      if (defect != null) {
        rows.dropRow();
        return defect;
      }
    }
    settleTimes();
    if (time != NONE && !range.contains(time)) {
      rows.dropRow();
      return null;
    }
    write(line, rows);
    rows.endRow();
    return null;
  }

  private void settleTimes() {
    if (time == NONE && end != NONE && duration != NONE) {
      time = end - duration;
    } else if (end == NONE && time != NONE && duration != NONE) {
      end = time + duration;
    } else if (duration == NONE && time != NONE && end != NONE) {
      duration = end - time;
    }
  }

  private void write(long line, CellWriter rows) {
    if (timeCell >= 0 && time != NONE) {
      rows.setLong(timeCell, time);
    }
    if (endCell >= 0 && end != NONE) {
      rows.setLong(endCell, end);
    }
    if (durationCell >= 0 && duration != NONE) {
      rows.setDouble(durationCell, duration / 1e6);
    }
    Protocol known = protocol;
    int number = known == null ? Protocols.UNKNOWN : known.number();
    if (known != null && protocolCell >= 0) {
      rows.setBytes(protocolCell, known.name(), 0, known.name().length);
    }
    if (numberCell >= 0 && number >= 0) {
      rows.setLong(numberCell, number);
    }
    ends.settle(number);
    for (int i = 0; i < portCells.length; i++) {
      if (portCells[i] >= 0) {
        ends.writePort(i, rows, portCells[i]);
      }
    }
    if (versionCell >= 0 && ends.version() != 0) {
      rows.setLong(versionCell, ends.version());
    }
    if (communityCell >= 0) {
      ends.community(number, rows, communityCell);
    }
    if (fileCell >= 0) {
      rows.setBytes(fileCell, path, 0, path.length);
    }
    if (lineCell >= 0 && line > 0) {
      rows.setLong(lineCell, line);
    }
  }

  private boolean isNull(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    for (byte[] text : nulls) {
      if (Bytes.equal(bytes, from, to, text)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String read(Field field, byte[] bytes, CellWriter rows) {
    int index = field.column().index();
    int from = fields.start(index);
    int to = fields.end(index);
    if (isNull(bytes, from, to)) {
      return null;
    }
    boolean isGood =
        switch (field.column().kind()) {
          case TIME -> time(field, bytes, from, to);
          case DURATION -> duration(field, bytes, from, to);
          case PROTOCOL -> {
            protocol = protocols.of(bytes, from, to);
            yield true;
          }
          case ADDRESS -> address(field, bytes, from, to, rows);
          case PORT -> ends.port(field.side(), protocolNumber(), bytes, from, to);
          case COUNT -> whole(field, Values.count(bytes, from, to), rows);
          case INTEGER -> whole(field, Values.whole(bytes, from, to), rows);
          case SMALL -> small(field, Values.whole(bytes, from, to), rows);
          case OFFSET -> offset(field, Values.port(bytes, from, to), rows);
          case FLAGS -> flags(field, bytes, from, to, rows);
          case MORE -> more(field, bytes, from, to, rows);
          case BOOLEAN -> truth(field, Values.truth(bytes, from, to), rows);
          case REAL -> real(field, bytes, from, to, rows);
          case TEXT -> text(field, bytes, rows);
          case SKIPPED -> true;
        };
    return isGood ? null : field.defect();
  }

  private int protocolNumber() {
    Protocol known = protocol;
    return known == null ? Protocols.UNKNOWN : known.number();
  }

  private boolean time(Field field, byte[] bytes, int from, int to) {
    Times times = field.times();
    long micros = times == null ? Decimals.BAD : times.micros(bytes, from, to);
    if (micros == Times.ABSENT) {
      return true;
    }
    if (field.column().target().equals(Target.TIME)) {
      time = micros;
    } else {
      end = micros;
    }
    return micros != Decimals.BAD;
  }

  private boolean duration(Field field, byte[] bytes, int from, int to) {
    duration = Times.since1970(field.column().form(), bytes, from, to);
    return duration != Decimals.BAD;
  }

  private boolean address(Field field, byte[] bytes, int from, int to, CellWriter rows) {
    String form = field.column().form();
    boolean isInteger = form.equals(Forms.INTEGER);
    if (ends.address(field.side(), bytes, from, to, isInteger)) {
      if (field.cell() >= 0) {
        ends.write(rows, field.cell());
      }
      return true;
    }
    return form.equals(Forms.ANY) && text(field, bytes, rows);
  }

  private static boolean whole(Field field, long value, CellWriter rows) {
    if (value == Values.BAD || Math.abs(value) > Long.MAX_VALUE / field.factor()) {
      return false;
    }
    if (field.cell() >= 0) {
      rows.setLong(field.cell(), value * field.factor());
    }
    return true;
  }

  private static boolean small(Field field, long value, CellWriter rows) {
    return Math.abs(value) <= Integer.MAX_VALUE / field.factor() && whole(field, value, rows);
  }

  private static boolean offset(Field field, long units, CellWriter rows) {
    return units != Values.BAD && whole(field, units * 8, rows);
  }

  /** Of Argus, the flags that a side sent, where the state of a TCP connection has them. */
  private boolean flags(Field field, byte[] bytes, int from, int to, CellWriter rows) {
    String form = field.column().form();
    if (form.isEmpty()) {
      return whole(field, Values.flags(bytes, from, to), rows);
    }
    int bar = Bytes.indexOf(bytes, from, to, (byte) '_');
    if (bar == to) {
      return true;
    }
    boolean isSource = form.equals(Forms.ARGUS_SOURCE);
    long flags = Values.flags(bytes, isSource ? from : bar + 1, isSource ? bar : to);
    return whole(field, flags, rows);
  }

  private boolean more(Field field, byte[] bytes, int from, int to, CellWriter rows) {
    long number = Values.port(bytes, from, to);
    if (number != Values.BAD) {
      return number <= 7 && truth(field, number & 1, rows);
    }
    long has = 0;
    for (int i = from; i + 1 < to; i++) {
      has |= bytes[i] == 'M' && bytes[i + 1] == 'F' ? 1 : 0;
    }
    return truth(field, has, rows);
  }

  private static boolean truth(Field field, long value, CellWriter rows) {
    if (value != Values.BAD && field.cell() >= 0) {
      rows.setBoolean(field.cell(), value == 1);
    }
    return value != Values.BAD;
  }

  private static boolean real(Field field, byte[] bytes, int from, int to, CellWriter rows) {
    double value = Values.real(bytes, from, to);
    if (!Double.isNaN(value) && field.cell() >= 0) {
      rows.setDouble(field.cell(), value * field.factor());
    }
    return !Double.isNaN(value);
  }

  private boolean text(Field field, byte[] bytes, CellWriter rows) {
    if (field.cell() >= 0) {
      int index = field.column().index();
      int length = fields.length(bytes, index);
      rows.setBytes(field.cell(), fields.text(bytes, index), fields.textStart(index), length);
    }
    return true;
  }
}
