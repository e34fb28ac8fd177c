// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of a native table of a log's lines, by the header its file begins with. */
final class TstatLines implements LineDecoder {
  private static final int NO_COLUMN = -1;

  /** The last of a line's fields that is taken, and the cell it goes to. */
  private record Field(int index, int column, ColumnType type, int places, String name) {}

  private final int table;
  private final byte[] header;
  private final boolean hasMark;
  private final byte separator;
  private final int size;
  private final int[] index;
  private final int[] column;
  private final ColumnType[] type;
  private final int[] places;
  private final String[] names;
  private final TimeRange range;
  private final int fileColumn;
  private final int lineColumn;
  private final byte[] path;
  private boolean isOtherHeader;

  /**
   * Prepares to read.
   *
   * @param table the position of the native table in the scan
   */
  TstatLines(TstatLog log, Scan scan, int table, String path) {
    this.table = table;
    header = log.header().text().getBytes(ISO_8859_1);
    hasMark = header.length > 0 && header[0] == '#';
    separator = log.separator();
    size = log.header().names().size();
    range = scan.range();
    this.path = path.getBytes(UTF_8);
    List<Column> wanted = scan.tables().get(table).wanted();
    fileColumn = position(wanted, KnownColumns.FILE);
    lineColumn = position(wanted, KnownColumns.LINE);
    List<Field> fields = fields(log, scan.tables().get(table));
    int count = fields.size();
    index = new int[count];
    column = new int[count];
    type = new ColumnType[count];
    places = new int[count];
    names = new String[count];
    for (int i = 0; i < count; i++) {
      Field field = fields.get(i);
      index[i] = field.index();
      column[i] = field.column();
      type[i] = field.type();
      places[i] = field.places();
      names[i] = field.name();
    }
  }

  private static int position(List<Column> wanted, Column column) {
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).key().equals(column.key())) {
        return i;
      }
    }
    return NO_COLUMN;
  }

  /** The fields to take, in their order; the time's also when only the range needs it. */
  private List<Field> fields(TstatLog log, TableScan scan) {
    List<Column> wanted = scan.wanted();
    List<String> all = log.header().names();
    int time = position(wanted, KnownColumns.TIME);
    boolean needsTime = time != NO_COLUMN || !range.isAll();
    int timeField = needsTime ? timeField(all) : NO_COLUMN;
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i);
      if (i == timeField) {
        int perSecond = KnownColumns.START_SECONDS.contains(name) ? 6 : 3;
        fields.add(new Field(i, time, ColumnType.TIMESTAMP, perSecond, name));
      }
      for (int k = 0; k < wanted.size(); k++) {
        if (wanted.get(k).name().equalsIgnoreCase(name)) {
          fields.add(new Field(i, k, wanted.get(k).type(), 0, name));
        }
      }
    }
    return fields;
  }

  private static int timeField(List<String> names) {
    Optional<String> found =
        KnownColumns.START_MILLIS.stream()
            .filter(names::contains)
            .findFirst()
            .or(() -> KnownColumns.START_SECONDS.stream().filter(names::contains).findFirst());
    return found.map(names::indexOf).orElse(NO_COLUMN);
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    if (isHeader(bytes, from, end)) {
      return PASSED;
    }
    if (isOtherHeader) {
      return "record behind another header than the file begins with";
    }
    CellWriter rows = out[table];
    String defect = fields(bytes, from, end, rows);
    if (defect == null) {
      if (fileColumn >= 0) {
        rows.setBytes(fileColumn, path, 0, path.length);
      }
      if (lineColumn >= 0 && line > 0) {
        rows.setLong(lineColumn, line);
      }
      rows.endRow();
      return null;
    }
    rows.dropRow();
    return defect.isEmpty() ? null : defect;
  }

  /** A file may be joined of several, each with its header. */
  private boolean isHeader(byte[] bytes, int from, int end) {
    if (bytes[from] != header[0]) {
      return false;
    }
    boolean isSame = Bytes.equal(bytes, from, end, header);
    if (isSame || hasMark) {
      isOtherHeader = !isSame;
      return true;
    }
    return false;
  }

  /** Sets the cells; null, a defect, or the empty text for a record outside the time range. */
  private @Nullable String fields(byte[] bytes, int from, int end, CellWriter rows) {
    int position = from;
    int at = 0;
    int stop = from - 1;
    for (int i = 0; i < index.length; i++) {
      if (index[i] > at || i == 0) {
        position = Bytes.skip(bytes, position, end, index[i] - at, separator);
        if (position < 0) {
          return "too few fields";
        }
        at = index[i];
        stop = Bytes.indexOf(bytes, position, end, separator);
      }
      String defect = set(i, bytes, position, stop, rows);
      if (defect != null) {
        return defect;
      }
    }
    int behind = index.length == 0 ? from : position;
    int missing = size - 1 - at - Bytes.count(bytes, behind, end, separator);
    boolean isComplete = missing == 0 || (missing == -1 && bytes[end - 1] == separator);
    return isComplete ? null : "wrong number of fields";
  }

  private @Nullable String set(int i, byte[] bytes, int from, int end, CellWriter rows) {
    if (from == end || Bytes.isHyphen(bytes, from, end)) {
      return null;
    }
    switch (type[i]) {
      case TIMESTAMP -> {
        long micros = Decimals.scaled(bytes, from, end, places[i]);
        if (micros == Decimals.BAD) {
          return "bad time in " + names[i];
        }
        if (!range.contains(micros)) {
          return "";
        }
        if (column[i] >= 0) {
          rows.setLong(column[i], micros);
        }
      }
      case BIGINT -> {
        long value = Decimals.integer(bytes, from, end);
        if (value == Decimals.BAD) {
          double real = Decimals.real(bytes, from, end);
          if (!(Math.abs(real) < 1L << 53) || real != Math.rint(real)) {
            return "bad integer in " + names[i];
          }
          value = (long) real;
        }
        rows.setLong(column[i], value);
      }
      case DOUBLE -> {
        double value = Decimals.real(bytes, from, end);
        if (Double.isNaN(value)) {
          return "bad number in " + names[i];
        }
        rows.setDouble(column[i], value);
      }
      default -> rows.setBytes(column[i], bytes, from, end - from);
    }
    return null;
  }
}
