// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.ColumnType;
import io.weir.spark.source.CellBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows and yields groups of them. What it holds is bounded: a table that is full is yielded,
 * so a group may come several times. Where rows make as many groups as there are rows, looking for
 * their groups is left for a while.
 */
public final class CombinedReader implements PartitionReader<ColumnarBatch> {
  /** Stands for the time of a row that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final int ROWS = 0;

  /** A table has no more words than this and those of one batch: 32 MB. */
  private static final int MOST_WORDS = 4 << 20;

  /** Words of a table of groups that nobody looked for: it is emptied while it is in the cache. */
  private static final int MOST_UNSOUGHT_WORDS = 1 << 15;

  /** For so many rows looking for groups is left when it did not help. */
  private static final int UNSOUGHT_ROWS = 1 << 20;

  private final PartitionReader<ColumnarBatch> rows;
  private final LongPredicate inTime;
  private final long window;
  private final int time;
  private final @Nullable BasePredicate condition;
  private final Cells cells;
  private final int keyCount;
  private final Keys keys;
  private final int[] keyColumns;
  private final Measure.Kind[] kinds;

  /** Where a measure is among a group's numbers. */
  private final int[] places;

  /** Of the rows whose groups are looked for next, the measures' arguments. */
  private final long[][] numbers;

  private final boolean[][] isAbsent;
  private final int[] groups = new int[Keys.ROWS];
  private final GroupTable table;
  private final CellBatch out;
  private long latest = NO_TIME;
  private long windowStart;
  private int emitted = -1;
  private int rowsTaken;
  private int unsought;
  private boolean isEnd;
  private boolean isTimeTold;

  /**
   * Combines the rows of a reader, which it closes.
   *
   * @param inTime whether a row of a time, or of {@link #NO_TIME}, is wanted; asked once a row
   */
  public CombinedReader(
      PartitionReader<ColumnarBatch> rows,
      Combination combination,
      CellBatch out,
      LongPredicate inTime) {
    this.rows = rows;
    this.inTime = inTime;
    this.out = out;
    window = combination.window();
    time = combination.time();
    condition =
        combination.condition() == null
            ? null
            : Predicate.create(combination.condition(), combination.inputs());
    cells = new Cells(combination);
    keyCount = combination.keys().size();
    kinds = combination.measures().stream().map(Measure::kind).toArray(Measure.Kind[]::new);
    places = new int[kinds.length];
    numbers = new long[kinds.length][Keys.ROWS];
    isAbsent = new boolean[kinds.length][Keys.ROWS];
    List<ColumnType> types = new ArrayList<>(combination.types());
    types.add(0, ColumnType.TIMESTAMP);
    keyColumns =
        IntStream.rangeClosed(0, keyCount).map(i -> i == 0 ? 0 : Combination.ROWS + i).toArray();
    keys = new Keys(types.size(), new SplittableRandom().nextLong());
    int used = ROWS + 1;
    for (int i = 0; i < kinds.length; i++) {
      places[i] = combination.measures().get(i).isOfRows() ? ROWS : used++;
    }
    table = new GroupTable(types, used);
  }

  @Override
  public boolean next() throws IOException {
    out.clear();
    while (emitted < 0 && !isEnd) {
      isEnd = !rows.next();
      if (!isEnd) {
        add(rows.get());
      }
      if (isEnd || isFull()) {
        judge();
        emitted = 0;
      }
    }
    if (emitted >= 0) {
      emit();
    }
    if (isEnd && emitted < 0 && !out.isFull() && !isTimeTold) {
      tellTime();
    }
    return out.rows() > 0;
  }

  private boolean isFull() {
    return table.words() > (unsought > 0 ? MOST_UNSOUGHT_WORDS : MOST_WORDS);
  }

  private void add(ColumnarBatch batch) {
    ColumnVector times = batch.column(time);
    cells.open(batch);
    for (int row = 0; row < batch.numRows(); row++) {
      long micros = times.isNullAt(row) ? NO_TIME : times.getLong(row);
      latest = Math.max(latest, micros);
      if (!inTime.test(micros)) {
        continue;
      }
      InternalRow cell = batch.getRow(row);
      if (condition == null || condition.eval(cell)) {
        cells.moveTo(row, cell);
        take(micros);
      }
    }
    combine();
    rowsTaken += batch.numRows();
  }

  private void take(long micros) {
    if (micros < windowStart || micros - windowStart >= window) {
      windowStart = Math.floorDiv(micros, window) * window;
    }
    keys.begin();
    keys.number(windowStart);
    for (int key = 0; key < keyCount; key++) {
      cells.writeKey(key, keys);
    }
    int row = keys.count();
    for (int i = 0; i < kinds.length; i++) {
      isAbsent[i][row] = cells.isAbsent(i);
      numbers[i][row] = isAbsent[i][row] ? 0 : cells.number(i);
    }
    keys.end();
    if (keys.isFull()) {
      combine();
    }
  }

  private void combine() {
    if (unsought > 0) {
      table.append(keys, groups);
    } else {
      table.find(keys, groups);
    }
    for (int row = 0; row < keys.count(); row++) {
      table.set(groups[row], ROWS, table.get(groups[row], ROWS) + 1);
    }
    for (int i = 0; i < kinds.length; i++) {
      if (places[i] != ROWS) {
        combine(kinds[i], places[i], numbers[i], isAbsent[i]);
      }
    }
    keys.clear();
  }

  private void combine(Measure.Kind kind, int place, long[] values, boolean[] absent) {
    for (int row = 0; row < keys.count(); row++) {
      if (!absent[row]) {
        int group = groups[row];
        long before = table.get(group, place);
        boolean isFirst = kind.isOfFirst() && !table.has(group, place);
        table.set(group, place, Measure.combined(kind, before, values[row], isFirst));
      }
    }
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

  private void emit() {
    while (emitted < table.words() && !out.isFull()) {
      out.setLong(Combination.ROWS, table.get(emitted, ROWS));
      table.writeKey(emitted, out, keyColumns);
      for (int i = 0; i < kinds.length; i++) {
        if (table.has(emitted, places[i]) || kinds[i] == Measure.Kind.COUNT) {
          out.setLong(Combination.FIRST_KEY + keyCount + i, table.get(emitted, places[i]));
        }
      }
      out.endRow();
      emitted = table.next(emitted);
    }
    if (emitted == table.words()) {
      table.clear();
      emitted = -1;
    }
  }

  /** Groups tell when their window begins; the watermark goes by the latest time of all rows. */
  private void tellTime() {
    isTimeTold = true;
    if (latest != NO_TIME) {
      out.setLong(0, latest);
      out.endRow();
    }
  }

  @Override
  public ColumnarBatch get() {
    return out.batch();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return rows.currentMetricsValues();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
