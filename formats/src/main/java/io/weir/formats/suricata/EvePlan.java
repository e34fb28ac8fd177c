// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.suricata.EveKeys.Target;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to take of the events of one kind for one table.
 *
 * @param table the position of the table in the scan
 * @param names of the wanted columns, and one more for a time that is only compared
 * @param ownPart the column of the event's own part, which is under the event's name; or -1
 * @param start the column of the time, which may be beyond those that are wanted; -1 when the time
 *     is of no interest
 * @param wanted how many columns have values to look for
 * @param hasStart whether the start may be told elsewhere than by the time of the event
 */
record EvePlan(
    int table,
    EveKeys keys,
    List<String> names,
    int start,
    int ownPart,
    int file,
    int line,
    List<Fixed> fixed,
    int wanted,
    boolean hasStart) {
  /** A column that has the same text in each row. */
  record Fixed(int column, String text) {
    byte[] bytes() {
      return text.getBytes(UTF_8);
    }
  }

  EvePlan {
    names = List.copyOf(names);
    fixed = List.copyOf(fixed);
  }

  static EvePlan of(EveTable made, Scan scan, int table) {
    List<Column> wanted = scan.tables().get(table).wanted();
    Map<String, Integer> positions = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      positions.put(wanted.get(i).key(), i);
      names.add(wanted.get(i).name());
    }
    if (!scan.range().isAll()) {
      positions.putIfAbsent("ts", wanted.size());
    }
    names.add("ts");
    EveKeys keys = new EveKeys();
    List<Fixed> fixed = new ArrayList<>();
    Set<Integer> sought = new HashSet<>();
    boolean hasStart = false;
    for (EveColumn column : made.columns()) {
      Integer position = positions.get(column.column().key());
      if (position == null) {
        continue;
      }
      if (!column.constant().isEmpty()) {
        fixed.add(new Fixed(position, column.constant()));
      }
      boolean isOfNumbers = column.column().type() == ColumnType.BIGINT_LIST;
      for (Source source : column.sources()) {
        if (!source.path().isEmpty()) {
          keys.add(new Target(source, position, isOfNumbers));
          sought.add(position);
          hasStart |= source.kind() == Source.Kind.START;
        }
      }
    }
    int ownPart =
        made.equals(EveTables.OTHER) ? positions.getOrDefault(EveTables.OWN_PART, -1) : -1;
    return new EvePlan(
        table,
        keys,
        names,
        positions.getOrDefault("ts", -1),
        ownPart,
        positions.getOrDefault(EveTable.FILE, -1),
        positions.getOrDefault(EveTable.LINE, -1),
        fixed,
        sought.size() + (ownPart >= 0 ? 1 : 0),
        hasStart);
  }

  /** Columns that are written, and one more. */
  int size() {
    return names.size();
  }

  /** False for a time that is only compared. */
  boolean isWritten(int column) {
    return column < names.size() - 1;
  }
}
