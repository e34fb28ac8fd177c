// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.ColumnType;
import io.weir.spark.batch.CellBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the rows that were read lately. What it holds is bounded: when it is full the
 * groups are written and forgotten, so a group may be written several times. Where rows make as
 * many groups as there are rows, looking for their groups is left for a while. Not thread-safe.
 */
final class Groups {
  private static final int ROWS = 0;

  /** A table has no more words than this and those of one batch: 32 MB. */
  private static final int MOST_WORDS = 4 << 20;

  /** Words of a table of groups that nobody looked for: it is emptied while it is in the cache. */
  private static final int MOST_UNSOUGHT_WORDS = 1 << 15;

  /** For so many rows looking for groups is left when it did not help. */
  private static final int UNSOUGHT_ROWS = 1 << 20;

  private final @Nullable BasePredicate condition;
  private final Cells cells;
  private final int keyCount;
  private final Keys keys;
  private final int[] keyColumns;
  private final int rowsColumn;
  private final int firstMeasure;
  private final Measure.Kind[] kinds;
  private final boolean[] isFraction;

  /** Where a measure is among a group's numbers. */
  private final int[] places;

  private final boolean countsRows;

  /** Of the rows whose groups are looked for next: where they are in the batch. */
  private final int[] taken = new int[Keys.ROWS];

  /** And the measures' arguments. */
  private final long[][] numbers;

  private final boolean[][] isAbsent;
  private final int[] groups = new int[Keys.ROWS];

  /** The groups of what did not fit into the sum of its row's group, or -1. */
  private final int[] rests = new int[Keys.ROWS];

  private boolean hasRests;
  private final GroupTable table;
  private int written = -1;
  private int rowsTaken;
  private int unsought;

  /** What only the reader knows of rows: which are wanted, and the first parts of their keys. */
  interface Lead {
    /** Whether a row of the batch is wanted; asked once a row. */
    boolean wants(int row);

    /** Adds the first parts of the key of the row that was asked of last. */
    void write(Keys keys);
  }

  private static final Lead NONE =
      new Lead() {
        @Override
        public boolean wants(int row) {
          return true;
        }

        @Override
        public void write(Keys keys) {
          // All of the key is in the row.
        }
      };

  private Groups(Grouping grouping, List<ColumnType> leading, int rowsColumn) {
    this.rowsColumn = rowsColumn;
    condition =
        grouping.condition() == null
            ? null
            : Predicate.create(grouping.condition(), grouping.inputs());
    cells = new Cells(grouping);
    keyCount = grouping.keys().size();
    List<Measure> measures = grouping.measures();
    kinds = measures.stream().map(Measure::kind).toArray(Measure.Kind[]::new);
    isFraction = new boolean[kinds.length];
    places = new int[kinds.length];
    numbers = new long[kinds.length][Keys.ROWS];
    isAbsent = new boolean[kinds.length][Keys.ROWS];
    List<ColumnType> types = new ArrayList<>(leading);
    types.addAll(grouping.types());
    int firstKey = leading.size() + (rowsColumn < 0 ? 0 : 1);
    firstMeasure = firstKey + keyCount;
    keyColumns =
        IntStream.range(0, types.size())
            .map(i -> i < leading.size() ? i : firstKey + i - leading.size())
            .toArray();
    keys = new Keys(types.size(), new SplittableRandom().nextLong());
    int used = ROWS + 1;
    for (int i = 0; i < kinds.length; i++) {
      places[i] = measures.get(i).isOfRows() ? ROWS : used++;
      isFraction[i] = measures.get(i).type() == ColumnType.DOUBLE;
    }
    countsRows = rowsColumn >= 0 || IntStream.of(places).anyMatch(place -> place == ROWS);
    table = new GroupTable(types, used);
    Arrays.fill(rests, -1);
  }

  /** Groups by the keys; written as keys and measures. */
  static Groups of(Grouping grouping) {
    return new Groups(grouping, List.of(), -1);
  }

  /** Groups by a window and the keys; written as window, number of rows, keys and measures. */
  static Groups ofWindows(Grouping grouping) {
    return new Groups(grouping, List.of(ColumnType.TIMESTAMP), Combination.ROWS);
  }

  /** Adds the rows of a batch. */
  void add(ColumnarBatch batch) {
    add(batch, NONE);
  }

  /** Adds the rows of a batch that are wanted. */
  void add(ColumnarBatch batch, Lead lead) {
    cells.open(batch);
    boolean isPlain = condition == null && !cells.hasWorkedOut();
    for (int row = 0; row < batch.numRows(); row++) {
      if (!lead.wants(row)) {
        continue;
      }
      if (!isPlain) {
        InternalRow cell = batch.getRow(row);
        if (condition != null && !condition.eval(cell)) {
          continue;
        }
        cells.workOut(cell);
      }
      cells.moveTo(row);
      take(row, lead);
    }
    combine();
    rowsTaken += batch.numRows();
  }

  private void take(int row, Lead lead) {
    int index = keys.count();
    keys.begin();
    lead.write(keys);
    for (int key = 0; key < keyCount; key++) {
      cells.writeKey(key, keys);
    }
    for (int i : cells.workedOutMeasures()) {
      isAbsent[i][index] = cells.isAbsent(i);
      numbers[i][index] = isAbsent[i][index] ? 0 : cells.number(i);
    }
    taken[index] = row;
    keys.end();
    if (keys.isFull()) {
      combine();
    }
  }

  private void combine() {
    if (keys.count() == 0) {
      return;
    }
    if (unsought > 0) {
      table.append(keys, groups);
    } else {
      table.find(keys, groups);
    }
    if (countsRows) {
      for (int row = 0; row < keys.count(); row++) {
        table.set(groups[row], ROWS, table.get(groups[row], ROWS) + 1);
      }
    }
    for (int i = 0; i < kinds.length; i++) {
      if (places[i] != ROWS) {
        cells.read(i, taken, keys.count(), numbers[i], isAbsent[i]);
        combine(kinds[i], places[i], numbers[i], isAbsent[i]);
      }
    }
    keys.clear();
    if (hasRests) {
      Arrays.fill(rests, -1);
      hasRests = false;
    }
  }

  private void combine(Measure.Kind kind, int place, long[] values, boolean[] absent) {
    boolean isOne = keys.parts() == 0 && unsought == 0;
    if (kind == Measure.Kind.SUM && isOne && combineToOne(place, values, absent)) {
      return;
    }
    for (int row = 0; row < keys.count(); row++) {
      if (!absent[row]) {
        int group = groups[row];
        long value = values[row];
        long before = table.get(group, place);
        boolean isFirst = kind.isOfFirst() && !table.has(group, place);
        long number = Measure.combined(kind, before, value, isFirst);
        if (kind == Measure.Kind.SUM && Measure.isOverflow(before, value, number)) {
          table.set(rest(row), place, value);
        } else {
          table.set(group, place, number);
        }
      }
    }
  }

  /** Sums up at once where all rows are of one group; false, and nothing done, on an overflow. */
  private boolean combineToOne(int place, long[] values, boolean[] absent) {
    long sum = table.get(groups[0], place);
    boolean isSet = table.has(groups[0], place);
    for (int row = 0; row < keys.count(); row++) {
      if (!absent[row]) {
        long more = sum + values[row];
        if (Measure.isOverflow(sum, values[row], more)) {
          return false;
        }
        sum = more;
        isSet = true;
      }
    }
    if (isSet) {
      table.set(groups[0], place, sum);
    }
    return true;
  }

  /**
   * A group of the same key for the numbers of a row that would overflow the group's sums: what
   * adds the groups up knows whether that is a failure, and does not blame a sum that never was.
   */
  private int rest(int row) {
    hasRests = true;
    if (rests[row] < 0) {
      rests[row] = table.append(keys, row);
      if (countsRows) {
        table.set(groups[row], ROWS, table.get(groups[row], ROWS) - 1);
        table.set(rests[row], ROWS, 1);
      }
    }
    return rests[row];
  }

  /** True when the groups must be written before more rows are added. */
  boolean isFull() {
    return table.words() > (unsought > 0 ? MOST_UNSOUGHT_WORDS : MOST_WORDS);
  }

  /** Makes sure that there is a group of all rows, be there none; of a grouping without keys. */
  void makeOne() {
    if (keyCount == 0 && table.groups() == 0) {
      keys.begin();
      keys.end();
      table.append(keys, groups);
      keys.clear();
    }
  }

  /** Begins to write the groups. */
  void end() {
    judge();
    written = 0;
  }

  /** Leaves looking for groups for a while when a whole table had hardly any of two rows. */
  private void judge() {
    if (unsought > 0) {
      unsought = Math.max(0, unsought - rowsTaken);
    } else if (isFull() && table.groups() > rowsTaken / 4 * 3) {
      unsought = UNSOUGHT_ROWS;
    }
    rowsTaken = 0;
  }

  /** True from {@link #end} until all groups are written. */
  boolean isEnded() {
    return written >= 0;
  }

  /** Writes groups that are not yet written, as many as there is room for. */
  void write(CellBatch out) {
    while (written < table.words() && !out.isFull()) {
      if (rowsColumn >= 0) {
        out.setLong(rowsColumn, table.get(written, ROWS));
      }
      table.writeKey(written, out, keyColumns);
      for (int i = 0; i < kinds.length; i++) {
        if (table.has(written, places[i]) || kinds[i] == Measure.Kind.COUNT) {
          long number = table.get(written, places[i]);
          if (isFraction[i]) {
            out.setDouble(firstMeasure + i, kinds[i].fraction(number));
          } else {
            out.setLong(firstMeasure + i, number);
          }
        }
      }
      out.endRow();
      written = table.next(written);
    }
    if (written == table.words()) {
      table.clear();
      written = -1;
    }
  }
}
