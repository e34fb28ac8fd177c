// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Row;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an input of folds in memory, key by key. Grouping here takes less than half of what
 * DuckDB's sort does, which orders rows of different keys too.
 *
 * <p>A row's cells lie side by side, as a fold reads them, in blocks of many rows: numbers as eight
 * bytes, texts as their numbers in {@link Texts}, and a bit for each NULL. Once read, several
 * threads may fold different keys.
 */
final class KeyedRows {
  private static final int BLOCK_BITS = 12;
  private static final int BLOCK_ROWS = 1 << BLOCK_BITS;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final ColumnType[] types;
  private final Texts[] texts;

  /** Where a column's cell is in a row; the bits of NULLs are before all. */
  private final int[] offsets;

  private final int width;
  private final Shape shape;
  private final int[] key;

  /** The key is one text, whose number will do. */
  private final boolean isOneText;

  private final int time;
  private final KeyNumbers[] keys;
  private final List<byte[]> blocks = new ArrayList<>();
  private final List<int[]> keyNumbers = new ArrayList<>();
  private int size;

  /** Rows, those of a key together. */
  private int[] sorted = {};

  /** Where the rows of each key begin, and where the last end. */
  private int[] starts = {0};

  /**
   * What rows are made of: all columns that some folds read, and by which of them rows are kept
   * apart and ordered.
   */
  record Shape(List<Column> columns, List<String> key, String time) {
    Shape {
      columns = List.copyOf(columns);
      key = List.copyOf(key);
    }

    /** What one fold reads. */
    static Shape of(FoldSpec<?> spec) {
      return new Shape(spec.columns(), spec.key(), spec.time());
    }

    /** What another fold reads too, if it keeps rows apart as these do. */
    Shape with(FoldSpec<?> more) {
      if (!key.equals(more.key()) || !time.equals(more.time())) {
        return this;
      }
      Set<Column> all = new LinkedHashSet<>(columns);
      all.addAll(more.columns());
      return new Shape(List.copyOf(all), key, time);
    }

    /** Whether a fold can read rows of this shape. */
    boolean has(FoldSpec<?> spec) {
      return key.equals(spec.key())
          && time.equals(spec.time())
          && columns.containsAll(spec.columns());
    }

    /** The place of a column. */
    int index(String name) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name)) {
          return i;
        }
      }
      throw new IllegalArgumentException("The fold's columns lack " + name + ".");
    }
  }

  /**
   * What one fold sees of the rows.
   *
   * @param columns where its columns are among those of the rows
   * @param order the columns that decide between rows of the same time
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, only read
  record Part(KeyedRows rows, int[] columns, int[] order) {}

  private KeyedRows(Shape shape) {
    this.shape = shape;
    int columns = shape.columns().size();
    types = new ColumnType[columns];
    texts = new Texts[columns];
    offsets = new int[columns];
    int at = 4 * ((columns + 31) / 32);
    for (int i = 0; i < columns; i++) {
      types[i] = stored(shape.columns().get(i).type());
      texts[i] = new Texts();
      offsets[i] = at;
      at += types[i] == ColumnType.STRING ? 4 : 8;
    }
    width = at;
    key = shape.key().stream().mapToInt(shape::index).toArray();
    isOneText = key.length == 1 && types[key[0]] == ColumnType.STRING;
    time = shape.index(shape.time());
    keys = new KeyNumbers[key.length];
    Arrays.setAll(keys, i -> new KeyNumbers());
  }

  /** What holds a column's cells: a BIGINT, TIMESTAMP, DOUBLE or STRING. */
  private static ColumnType stored(ColumnType type) {
    return switch (type) {
      case BOOLEAN, INTEGER, BIGINT -> ColumnType.BIGINT;
      case TIMESTAMP, DOUBLE -> type;
      default -> ColumnType.STRING;
    };
  }

  /** The query whose rows {@link #read} takes. */
  static String select(Shape shape, String input) {
    return shape.columns().stream()
        .map(
            column ->
                "CAST(%1$s AS %2$s) AS %1$s"
                    .formatted(
                        Dialect.quoted(column.name()), Dialect.typeName(stored(column.type()))))
        .collect(Collectors.joining(", ", "SELECT ", " FROM (" + input + ")"));
  }

  /**
   * Reads rows; empty when they need more memory than allowed.
   *
   * @param limit in bytes
   */
  static Optional<KeyedRows> read(Shape shape, RowChunks chunks, long limit) throws SQLException {
    KeyedRows rows = new KeyedRows(shape);
    while (chunks.next()) {
      rows.add(chunks);
      if (rows.memory() > limit) {
        return Optional.empty();
      }
    }
    rows.group();
    if (rows.memory() + rows.cellMemory() <= limit) {
      rows.gather();
    }
    return Optional.of(rows);
  }

  private long cellMemory() {
    return (long) blocks.size() * BLOCK_ROWS * width;
  }

  private long memory() {
    long bytes = (long) blocks.size() * BLOCK_ROWS * (width + 8L);
    for (Texts text : texts) {
      bytes += text.memory();
    }
    for (KeyNumbers numbers : keys) {
      bytes += numbers.memory();
    }
    return bytes;
  }

  private void add(RowChunks chunks) {
    int count = chunks.rows();
    int end = Math.addExact(size, count);
    while (blocks.size() << BLOCK_BITS < end) {
      blocks.add(new byte[BLOCK_ROWS * width]);
      keyNumbers.add(new int[BLOCK_ROWS]);
    }
    ByteBuffer[] cells = new ByteBuffer[types.length];
    @Nullable ByteBuffer[] valid = new ByteBuffer[types.length];
    for (int column = 0; column < types.length; column++) {
      cells[column] = chunks.cells(column);
      valid[column] = chunks.valid(column);
    }
    // Finding the numbers of texts takes longer than DuckDB takes to make the rows.
    IntStream.range(0, types.length)
        .parallel()
        .forEach(column -> add(column, cells[column], valid[column], count));
    // Not by several threads: a row's bits are in one word.
    for (int column = 0; column < types.length; column++) {
      addNulls(column, valid[column], count);
    }
    for (int row = size; row < end; row++) {
      keyNumbers.get(row >> BLOCK_BITS)[row & (BLOCK_ROWS - 1)] = keyOf(row);
    }
    size = end;
  }

  private void add(int column, ByteBuffer cells, @Nullable ByteBuffer valid, int count) {
    if (types[column] == ColumnType.STRING) {
      addTexts(column, cells, valid, count);
    } else {
      addNumbers(column, cells, valid, count);
    }
  }

  private void addNumbers(int column, ByteBuffer cells, @Nullable ByteBuffer valid, int count) {
    for (int i = 0; i < count; i++) {
      if (!RowChunks.isNull(valid, i)) {
        int row = size + i;
        LONG.set(block(row), at(row) + offsets[column], cells.getLong(8 * i));
      }
    }
  }

  private void addTexts(int column, ByteBuffer cells, @Nullable ByteBuffer valid, int count) {
    int[] numbers = new int[count];
    texts[column].addAll(cells, valid, count, numbers);
    for (int i = 0; i < count; i++) {
      if (!RowChunks.isNull(valid, i)) {
        int row = size + i;
        INT.set(block(row), at(row) + offsets[column], numbers[i]);
      }
    }
  }

  private void addNulls(int column, @Nullable ByteBuffer valid, int count) {
    for (int i = 0; valid != null && i < count; i++) {
      if (RowChunks.isNull(valid, i)) {
        setNull(size + i, column);
      }
    }
  }

  private void setNull(int row, int column) {
    int word = at(row) + 4 * (column >> 5);
    byte[] block = block(row);
    INT.set(block, word, (int) INT.get(block, word) | (1 << (column & 31)));
  }

  private int keyOf(int row) {
    if (isOneText) {
      return isNull(row, key[0]) ? 0 : 1 + (int) cell(row, key[0]);
    }
    int number = 0;
    for (int i = 0; i < key.length; i++) {
      // A NULL is a key like others, and not 0.
      int before = 2 * number + (isNull(row, key[i]) ? 1 : 0);
      number = keys[i].add(before, cell(row, key[i]));
    }
    return number;
  }

  /** Puts the rows of a key together, in the order they came. */
  private void group() {
    int[] next = new int[numbers() + 1];
    for (int row = 0; row < size; row++) {
      next[keyNumber(row) + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    starts = next.clone();
    sorted = new int[size];
    for (int row = 0; row < size; row++) {
      sorted[next[keyNumber(row)]++] = row;
    }
    keyNumbers.clear();
    for (Texts text : texts) {
      text.seal();
    }
  }

  /**
   * Lays the rows of a key side by side, as far as memory goes: folds then read them as they lie,
   * where each would else be looked for in memory, by every fold and its sort.
   */
  private void gather() {
    List<byte[]> gathered =
        IntStream.range(0, blocks.size()).parallel().mapToObj(this::gathered).toList();
    blocks.clear();
    blocks.addAll(gathered);
    Arrays.setAll(sorted, place -> place);
  }

  private byte[] gathered(int block) {
    byte[] cells = new byte[BLOCK_ROWS * width];
    int first = block << BLOCK_BITS;
    int end = Math.min(size, first + BLOCK_ROWS);
    for (int place = first; place < end; place++) {
      int row = sorted[place];
      System.arraycopy(block(row), at(row), cells, (place - first) * width, width);
    }
    return cells;
  }

  private int numbers() {
    if (isOneText) {
      return 1 + texts[key[0]].size();
    }
    return key.length == 0 ? 1 : keys[key.length - 1].size();
  }

  private int keyNumber(int row) {
    return keyNumbers.get(row >> BLOCK_BITS)[row & (BLOCK_ROWS - 1)];
  }

  int size() {
    return size;
  }

  /** What a fold sees, whose columns the rows have. */
  Part part(FoldSpec<?> spec) {
    int[] columns = spec.columns().stream().mapToInt(shape.columns()::indexOf).toArray();
    int[] order = spec.tieBreak().stream().mapToInt(shape::index).toArray();
    return new Part(this, columns, order);
  }

  /** Whether a fold can read these rows. */
  boolean suit(FoldSpec<?> spec) {
    return shape.has(spec);
  }

  /** The number of keys; some may have no rows. */
  int keys() {
    return starts.length - 1;
  }

  /** Where the rows of a key begin; of the number behind the last key, where all end. */
  int start(int number) {
    return starts[number];
  }

  /** The row at a place. */
  int row(int place) {
    return sorted[place];
  }

  /** Puts the rows of keys in order of time, and of what decides between equal times. */
  final class Sorting {
    private final RowOrder ties;
    private long[] times = {};

    /**
     * @param order the columns that decide between rows of the same time
     */
    Sorting(int[] order) {
      ties = new RowOrder((a, b) -> compare(a, b, order));
    }

    void sort(int number) {
      int from = starts[number];
      int count = starts[number + 1] - from;
      if (times.length < count) {
        times = new long[Math.max(count, 2 * times.length)];
      }
      for (int i = 0; i < count; i++) {
        int row = sorted[from + i];
        // A row without a time is before all.
        times[i] = isNull(row, time) ? Long.MIN_VALUE : cell(row, time);
      }
      ties.sort(sorted, from, times, count);
    }
  }

  private int compare(int a, int b, int[] order) {
    int found = 0;
    for (int i = 0; found == 0 && i < order.length; i++) {
      found = compare(a, b, order[i]);
    }
    return found;
  }

  /** NULL is first, as in both engines. */
  private int compare(int a, int b, int column) {
    boolean isNull = isNull(a, column);
    if (isNull || isNull(b, column)) {
      return isNull == isNull(b, column) ? 0 : isNull ? -1 : 1;
    }
    return switch (types[column]) {
      case STRING -> texts[column].compare((int) cell(a, column), (int) cell(b, column));
      case DOUBLE ->
          Double.compare(
              Double.longBitsToDouble(cell(a, column)), Double.longBitsToDouble(cell(b, column)));
      default -> Long.compare(cell(a, column), cell(b, column));
    };
  }

  private byte[] block(int row) {
    return blocks.get(row >> BLOCK_BITS);
  }

  private int at(int row) {
    return (row & (BLOCK_ROWS - 1)) * width;
  }

  private boolean isNull(int row, int column) {
    return ((int) INT.get(block(row), at(row) + 4 * (column >> 5)) & (1 << (column & 31))) != 0;
  }

  /** A number, a double's bits, or a text's number; 0 for NULL. */
  private long cell(int row, int column) {
    int at = at(row) + offsets[column];
    return types[column] == ColumnType.STRING
        ? (int) INT.get(block(row), at)
        : (long) LONG.get(block(row), at);
  }

  /** The microseconds of a row's time; 0 for NULL. */
  long time(int row) {
    return cell(row, time);
  }

  /** A row as folds see it, moved from one to the next. */
  static final class Cursor implements Row {
    private final KeyedRows rows;
    private final int[] columns;
    private int row;

    Cursor(Part part) {
      this.rows = part.rows();
      this.columns = part.columns();
    }

    void move(int to) {
      row = to;
    }

    @Override
    public boolean isNull(int column) {
      return rows.isNull(row, columns[column]);
    }

    @Override
    public long longValue(int column) {
      return switch (rows.types[columns[column]]) {
        case STRING -> 0;
        case DOUBLE -> isNull(column) ? 0 : (long) Double.longBitsToDouble(cell(column));
        default -> cell(column);
      };
    }

    @Override
    public double doubleValue(int column) {
      if (isNull(column)) {
        return Double.NaN;
      }
      return switch (rows.types[columns[column]]) {
        case DOUBLE -> Double.longBitsToDouble(cell(column));
        case BIGINT -> cell(column);
        default -> Double.NaN;
      };
    }

    @Override
    public @Nullable String text(int column) {
      if (isNull(column)) {
        return null;
      }
      long cell = cell(column);
      return switch (rows.types[columns[column]]) {
        case STRING -> rows.texts[columns[column]].text((int) cell);
        case DOUBLE -> Double.toString(Double.longBitsToDouble(cell));
        case TIMESTAMP -> Micros.toTime(cell).toString();
        default -> Long.toString(cell);
      };
    }

    private long cell(int column) {
      return rows.cell(row, columns[column]);
    }
  }
}
