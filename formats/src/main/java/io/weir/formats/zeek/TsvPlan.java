// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.zeek.ZeekType.Element;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to take of each line of a log with a certain header: its wanted fields in their order in the
 * line, and the columns they go to. Immutable but for its arrays, which nobody changes.
 */
final class TsvPlan {
  /** A field whose only use is to tell whether the record is in the time range. */
  static final int NO_COLUMN = -1;

  private final int fields;
  private final int[] field;
  private final int[] column;
  private final Element[] element;
  private final boolean[] isList;
  private final ColumnType[] target;
  private final boolean[] isTimeLimit;
  private final String[] name;
  private final byte[] unset;
  private final byte[] empty;
  private final byte setSeparator;
  private final TimeRange range;
  private final int fileColumn;
  private final int lineColumn;

  private TsvPlan(TsvHeader header, List<Column> wanted, TimeRange range) {
    fields = header.fields().size();
    unset = header.unsetField().getBytes(StandardCharsets.UTF_8);
    empty = header.emptyField().getBytes(StandardCharsets.UTF_8);
    setSeparator = header.setSeparator();
    this.range = range;
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      columns.put(wanted.get(i).key(), i);
    }
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      if (columns.containsKey(key(header, i)) || isTimeLimit(header, i, range)) {
        taken.add(i);
      }
    }
    int size = taken.size();
    field = new int[size];
    column = new int[size];
    element = new Element[size];
    isList = new boolean[size];
    target = new ColumnType[size];
    isTimeLimit = new boolean[size];
    name = new String[size];
    for (int i = 0; i < size; i++) {
      field[i] = taken.get(i);
      ZeekType type = header.type(field[i]);
      element[i] = type.element();
      isList[i] = type.isList();
      column[i] = columns.getOrDefault(key(header, field[i]), NO_COLUMN);
      target[i] = column[i] < 0 ? type.columnType() : wanted.get(column[i]).type();
      isTimeLimit[i] = isTimeLimit(header, field[i], range);
      name[i] = header.fields().get(field[i]);
    }
    fileColumn = columns.getOrDefault(Provenance.FILE, NO_COLUMN);
    lineColumn = columns.getOrDefault(Provenance.LINE, NO_COLUMN);
  }

  static TsvPlan of(TsvHeader header, List<Column> wanted, TimeRange range) {
    return new TsvPlan(header, wanted, range);
  }

  private static String key(TsvHeader header, int field) {
    return Column.of(TsvHeader.columnName(header.fields().get(field)), ColumnType.STRING).key();
  }

  private static boolean isTimeLimit(TsvHeader header, int field, TimeRange range) {
    return !range.isAll()
        && header.fields().get(field).equals("ts")
        && header.type(field).columnType() == ColumnType.TIMESTAMP;
  }

  int fields() {
    return fields;
  }

  int size() {
    return field.length;
  }

  int field(int i) {
    return field[i];
  }

  int column(int i) {
    return column[i];
  }

  Element element(int i) {
    return element[i];
  }

  boolean isList(int i) {
    return isList[i];
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
