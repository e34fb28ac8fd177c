// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Swar;
import io.weir.input.LineBlocks;
import io.weir.model.CellWriter;
import io.weir.model.ColumnType;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TimeRange;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a split of a JSON log. A line is read for the table that the line before
 * belonged to until its {@code _path} says otherwise. Records of a table that is not asked for are
 * passed over; the reader of the file's first table rejects those that no table of the file has.
 */
final class JsonReader implements TableReader {
  private static final long NEWLINE = Swar.pattern((byte) '\n');
  private static final String BAD_JSON = "bad JSON";

  /** What {@link #record} answers for a record of another table. */
  private static final String OTHER = "other table";

  private final LineBlocks blocks;
  private final Rejects rejects;
  private final TimeRange range;
  private final byte[] path;
  private final JsonPlan[] plans;
  private final JsonPaths paths;
  private final JsonText text = new JsonText();
  private final JsonCells cells = new JsonCells();
  private final long[] setIn;
  private int at;
  private int to;
  private long line;
  private long records;

  // The record that is being read.
  private int table;
  private JsonPlan plan;

  @SuppressWarnings("NullAway.Init") // set before a record is read
  private CellWriter rows;

  private byte[] bytes = new byte[0];
  private int end;
  private int missing;
  private boolean hasPath;
  private boolean isOutside;
  private boolean isDone;
  private long stamp;
  private @Nullable String defect;

  JsonReader(Split split, JsonLog log, Scan scan, Rejects rejects) throws IOException {
    this.blocks = new LineBlocks(split, rejects);
    this.rejects = rejects;
    this.range = scan.range();
    this.path = split.file().path().getBytes(UTF_8);
    this.plans =
        scan.tables().stream()
            .map(wanted -> new JsonPlan(wanted, scan.range()))
            .toArray(JsonPlan[]::new);
    this.paths = new JsonPaths(log, scan);
    this.table = Math.max(0, paths.withoutPath());
    this.plan = plans[table];
    this.setIn = new long[Arrays.stream(plans).mapToInt(JsonPlan::size).max().orElse(0)];
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (!isAnyFull(out)) {
      if (at == to && !nextBlock()) {
        return false;
      }
      line++;
      end = lineEnd(bytes, at);
      int start = at;
      at = end + 1;
      int first = JsonText.skipBlanks(bytes, start, end);
      if (first < end) {
        line(out, start, first);
      }
    }
    return true;
  }

  private static boolean isAnyFull(CellWriter[] out) {
    for (CellWriter writer : out) {
      if (writer.isFull()) {
        return true;
      }
    }
    return false;
  }

  private boolean nextBlock() throws IOException {
    if (!blocks.next()) {
      at = 0;
      to = 0;
      return false;
    }
    bytes = blocks.bytes();
    at = blocks.from();
    to = blocks.to();
    return true;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int i = from;
    while (true) {
      long low = Swar.first(Swar.word(bytes, i), NEWLINE);
      long high = Swar.first(Swar.word(bytes, i + 8), NEWLINE);
      if ((low | high) != 0) {
        return low != 0
            ? i + (Long.numberOfTrailingZeros(low) >> 3)
            : i + 8 + (Long.numberOfTrailingZeros(high) >> 3);
      }
      i += 16;
    }
  }

  private void line(CellWriter[] out, int start, int first) throws IOException {
    String answer = record(out[table], first);
    if (OTHER.equals(answer)) {
      int other = paths.table();
      if (other >= 0) {
        table = other;
        plan = plans[other];
        answer = record(out[other], first);
      } else {
        answer = paths.refusal();
        if (answer == null) {
          return;
        }
      }
    }
    if (answer != null) {
      rejects.reject(blocks.file(), blocks.offset(start), answer, bytes, start, end + 1 - start);
    }
  }

  /** Reads the line for the current table; null, {@link #OTHER}, or why it is rejected. */
  private @Nullable String record(CellWriter target, int first) {
    rows = target;
    stamp++;
    missing = plan.wanted();
    hasPath = false;
    isOutside = false;
    isDone = false;
    checkDone();
    defect = null;
    int behind = bytes[first] == '{' ? object(plan.keys(), first) : JsonText.BAD;
    if (behind == JsonText.BAD) {
      rows.dropRow();
      return defect == null ? BAD_JSON : defect;
    }
    if (!hasPath && table != paths.withoutPath()) {
      rows.dropRow();
      paths.seeNone();
      return OTHER;
    }
    int last = behind;
    if (isDone) {
      // What is behind the last wanted value is not looked at, but the line must be whole.
      last = end;
      while (last > behind && bytes[last - 1] <= ' ') {
        last--;
      }
      if (bytes[last - 1] != '}') {
        rows.dropRow();
        return BAD_JSON;
      }
    } else if (JsonText.skipBlanks(bytes, behind, end) != end) {
      rows.dropRow();
      return BAD_JSON;
    }
    records++;
    if (isOutside) {
      rows.dropRow();
      return null;
    }
    if (plan.fileColumn() >= 0) {
      rows.setBytes(plan.fileColumn(), path, 0, path.length);
    }
    if (plan.lineColumn() >= 0) {
      rows.setLong(plan.lineColumn(), line);
    }
    rows.endRow();
    return null;
  }

  /** Reads an object; behind it, or anywhere when {@link #isDone}, or {@link JsonText#BAD}. */
  private int object(JsonKeys keys, int start) {
    int i = JsonText.skipBlanks(bytes, start + 1, end);
    if (i < end && bytes[i] == '}') {
      return i + 1;
    }
    JsonKeys.Key before = keys.start();
    while (i < end && bytes[i] == '"') {
      JsonKeys.Key key = JsonKeys.expected(before, bytes, i);
      if (key != null) {
        i += key.length();
      } else {
        int from = i + 1;
        int quote = text.stringEnd(bytes, from, end);
        if (quote == JsonText.BAD) {
          return JsonText.BAD;
        }
        key = keys.find(before, bytes, from, quote, text.hasEscape());
        i = JsonText.skipBlanks(bytes, quote + 1, end);
        if (i >= end || bytes[i] != ':') {
          return JsonText.BAD;
        }
        i++;
      }
      before = key;
      if (key.isPassedOver() && JsonText.isScalar(bytes[i])) {
        i = text.scalarEnd(bytes, i, end);
      } else if (key.isText() && bytes[i] == '"') {
        i = plainText(key, i + 1);
      } else {
        i = value(keys, key, bytes[i] > ' ' ? i : JsonText.skipBlanks(bytes, i, end));
      }
      if (i == JsonText.BAD || isDone) {
        return i;
      }
      if (bytes[i] == ',' && bytes[i + 1] == '"') {
        i++;
        continue;
      }
      if (bytes[i] <= ' ') {
        i = JsonText.skipBlanks(bytes, i, end);
      }
      if (i < end && bytes[i] == '}') {
        return i + 1;
      }
      if (i >= end || bytes[i] != ',') {
        return JsonText.BAD;
      }
      i++;
      if (bytes[i] <= ' ') {
        i = JsonText.skipBlanks(bytes, i, end);
      }
    }
    return JsonText.BAD;
  }

  /** Reads the value of a key; behind it, or {@link JsonText#BAD}. */
  private int value(JsonKeys keys, JsonKeys.Key key, int from) {
    if (from >= end) {
      return JsonText.BAD;
    }
    return switch (bytes[from]) {
      case '"' -> string(key, from + 1);
      case '{' -> nested(keys, key, from);
      case '[' -> array(key, from);
      default -> word(key, from);
    };
  }

  /** Reads a string for a column of text. */
  private int plainText(JsonKeys.Key key, int from) {
    int quote = JsonText.plainEnd(bytes, from, end);
    if (quote == JsonText.BAD) {
      return string(key, from);
    }
    if (isFirst(key.column)) {
      rows.setBytes(key.column, bytes, from, quote - from);
    }
    return quote + 1;
  }

  private int string(JsonKeys.Key key, int from) {
    int quote = text.stringEnd(bytes, from, end);
    if (quote == JsonText.BAD) {
      return JsonText.BAD;
    }
    if (key.isPath() && !hasPath) {
      hasPath = true;
      if (!paths.isOf(table, bytes, from, quote)) {
        defect = OTHER;
        return JsonText.BAD;
      }
      checkDone();
    }
    if (isFirst(key.column)) {
      boolean hasEscape = text.hasEscape();
      if (key.column == plan.timeColumn() && !hasEscape) {
        return time(key.column, from, quote) ? quote + 1 : JsonText.BAD;
      }
      ColumnType target = plan.target(key.column);
      if (!fault(
          key.column, cells.string(target, key.column, bytes, from, quote, hasEscape, rows))) {
        return JsonText.BAD;
      }
    }
    return quote + 1;
  }

  private int word(JsonKeys.Key key, int from) {
    if (key.column >= 0 && plan.target(key.column) == ColumnType.BIGINT) {
      int stop = wholeNumber(key.column, from);
      if (stop != from) {
        return stop;
      }
    }
    int stop = JsonText.wordEnd(bytes, from, end);
    if (stop == from) {
      return JsonText.BAD;
    }
    if (isFirst(key.column) && !JsonCells.isNull(bytes, from, stop)) {
      if (key.column == plan.timeColumn()) {
        return time(key.column, from, stop) ? stop : JsonText.BAD;
      }
      ColumnType target = plan.target(key.column);
      if (!fault(key.column, cells.word(target, key.column, bytes, from, stop, rows))) {
        return JsonText.BAD;
      }
    }
    return stop;
  }

  /** Sets a column to a plain whole number; behind it, or where it begins when it is not plain. */
  private int wholeNumber(int column, int from) {
    long value = 0;
    int i = from;
    for (; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    if (i - from > Numbers.SAFE_DIGITS || (bytes[i] != ',' && bytes[i] != '}')) {
      return from;
    }
    if (i > from && isFirst(column)) {
      rows.setLong(column, value);
    }
    return i;
  }

  private int nested(JsonKeys keys, JsonKeys.Key key, int from) {
    JsonKeys inner = keys.inside(key);
    return inner == null ? text.valueEnd(bytes, from, end) : object(inner, from);
  }

  private int array(JsonKeys.Key key, int from) {
    int stop = text.valueEnd(bytes, from, end);
    if (stop == JsonText.BAD) {
      return JsonText.BAD;
    }
    if (isFirst(key.column)) {
      ColumnType target = plan.target(key.column);
      String fault =
          target.isList()
              ? cells.list(target, key.column, bytes, from, stop, rows)
              : cells.word(target, key.column, bytes, from, stop, rows);
      if (!fault(key.column, fault)) {
        return JsonText.BAD;
      }
    }
    return stop;
  }

  /** Sets the column that tells the time, or notes that the record is outside the range. */
  private boolean time(int column, int from, int stop) {
    long micros = JsonCells.micros(bytes, from, stop);
    if (micros == Numbers.BAD) {
      return fault(column, "bad time");
    }
    isOutside |= !range.contains(micros);
    if (plan.isWritten(column)) {
      rows.setLong(column, micros);
    }
    return true;
  }

  /** False, with the defect noted, when there is something wrong with a value. */
  private boolean fault(int column, @Nullable String wrong) {
    if (wrong == null) {
      return true;
    }
    defect = wrong + " in " + plan.name(column);
    return false;
  }

  /** True when a column is wanted and this is the record's first value for it. */
  private boolean isFirst(int column) {
    if (column < 0 || setIn[column] == stamp) {
      return false;
    }
    setIn[column] = stamp;
    missing--;
    checkDone();
    return true;
  }

  private void checkDone() {
    isDone = missing == 0 && (hasPath || !paths.isExpected());
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return blocks.offset(at) - blocks.start();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
