// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What to take of the records of one table in a JSON log. One reader's own. */
final class JsonPlan {
  private final ColumnType[] target;
  private final String[] name;
  private final JsonKeys keys;
  private final int wanted;
  private final int timeColumn;
  private final int fileColumn;
  private final int lineColumn;

  JsonPlan(TableScan scan, TimeRange range) {
    List<Column> columns = scan.wanted();
    Map<String, Integer> positions = new HashMap<>();
    int size = columns.size();
    for (int i = 0; i < size; i++) {
      positions.put(columns.get(i).key(), i);
    }
    fileColumn = take(positions, Provenance.FILE);
    lineColumn = take(positions, Provenance.LINE);
    boolean hasLimit = !range.isAll() && TsvPlan.hasTime(scan.table());
    timeColumn = hasLimit ? positions.computeIfAbsent("ts", key -> size) : -1;
    wanted = positions.size();
    target = new ColumnType[size + 1];
    name = new String[size + 1];
    for (int i = 0; i < size; i++) {
      target[i] = columns.get(i).type();
      name[i] = columns.get(i).name();
    }
    target[size] = ColumnType.TIMESTAMP;
    name[size] = "ts";
    keys = new JsonKeys(positions, target);
  }

  private static int take(Map<String, Integer> positions, String column) {
    Integer position = positions.remove(column);
    return position == null ? -1 : position;
  }

  JsonKeys keys() {
    return keys;
  }

  /** Columns that keys are looked for. */
  int wanted() {
    return wanted;
  }

  /** Columns, and one more for a time that is only compared. */
  int size() {
    return target.length;
  }

  /** False for a time that is only compared. */
  boolean isWritten(int column) {
    return column < target.length - 1;
  }

  /** The column whose value tells whether the record is in the time range; -1 when none does. */
  int timeColumn() {
    return timeColumn;
  }

  ColumnType target(int column) {
    return target[column];
  }

  String name(int column) {
    return name[column];
  }

  int fileColumn() {
    return fileColumn;
  }

  int lineColumn() {
    return lineColumn;
  }
}
