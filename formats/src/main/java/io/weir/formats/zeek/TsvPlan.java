// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What to take of each line of a log with a certain header: its wanted fields in their order in the
 * line, and the columns they go to. Immutable but for its arrays, which nobody changes.
 */
final class TsvPlan {
  /** A field whose only use is to tell whether the record is in the time range. */
  static final int NO_COLUMN = -1;

  private static final int LEAST_COLUMNS = 2;
  private static final String TIME = "ts";

  private final int fields;
  private final int[] field;
  private final int[] column;
  private final ColumnType[] target;
  private final boolean[] isTimeLimit;
  private final String[] name;
  private final byte separator;
  private final byte[] unset;
  private final byte[] empty;
  private final byte setSeparator;
  private final TimeRange range;
  private final int fileColumn;
  private final int lineColumn;

  /**
   * Plans the reading of lines.
   *
   * @param header without problem
   */
  TsvPlan(TsvHeader header, TableScan scan, TimeRange range) {
    List<Column> wanted = scan.wanted();
    boolean hasLimit = !range.isAll() && hasTime(scan.table());
    fields = header.fields().size();
    unset = header.unsetField().getBytes(UTF_8);
    empty = header.emptyField().getBytes(UTF_8);
    separator = header.separator();
    setSeparator = header.setSeparator();
    this.range = range;
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      columns.put(wanted.get(i).key(), i);
    }
    List<String> names = header.columns();
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      boolean isLimit = hasLimit && names.get(i).equals(TIME);
      if (isLimit || columns.containsKey(key(names.get(i)))) {
        taken.add(i);
      }
    }
    int size = taken.size();
    field = new int[size];
    column = new int[size];
    target = new ColumnType[size];
    isTimeLimit = new boolean[size];
    name = new String[size];
    for (int i = 0; i < size; i++) {
      field[i] = taken.get(i);
      name[i] = names.get(field[i]);
      column[i] = columns.getOrDefault(key(name[i]), NO_COLUMN);
      target[i] = column[i] < 0 ? ColumnType.TIMESTAMP : wanted.get(column[i]).type();
      isTimeLimit[i] = hasLimit && name[i].equals(TIME);
    }
    fileColumn = columns.getOrDefault(Provenance.FILE, NO_COLUMN);
    lineColumn = columns.getOrDefault(Provenance.LINE, NO_COLUMN);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** True when the table tells the time of a record. */
  static boolean hasTime(TableSchema table) {
    return table.indexOf(TIME).stream()
        .anyMatch(i -> table.columns().get(i).type() == ColumnType.TIMESTAMP);
  }

  /** Fields in a line. */
  int fields() {
    return fields;
  }

  /** Fields that are taken. */
  int size() {
    return field.length;
  }

  int field(int i) {
    return field[i];
  }

  int column(int i) {
    return column[i];
  }

  ColumnType target(int i) {
    return target[i];
  }

  boolean isTimeLimit(int i) {
    return isTimeLimit[i];
  }

  String name(int i) {
    return name[i];
  }

  TimeRange range() {
    return range;
  }

  /** The field that tells whether a record is in the time range; -1 if any record is. */
  int timeLimit() {
    for (int i = 0; i < isTimeLimit.length; i++) {
      if (isTimeLimit[i]) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether lines are worth decoding column by column, and their types allow it. Of one field each
   * line by itself is as fast, for what is behind it is only counted.
   */
  boolean isForColumns() {
    boolean isUsual = separator >= 0 && separator < '\n' && unset.length == 1;
    return isUsual
        && field.length >= LEAST_COLUMNS
        && Arrays.stream(target)
            .allMatch(t -> !t.isList() && t != ColumnType.BINARY && t != ColumnType.DATE);
  }

  byte[] unset() {
    return unset;
  }

  byte[] empty() {
    return empty;
  }

  byte setSeparator() {
    return setSeparator;
  }

  int fileColumn() {
    return fileColumn;
  }

  int lineColumn() {
    return lineColumn;
  }
}
