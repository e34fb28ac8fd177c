// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import io.weir.model.ColumnType;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of a batch, filled by a {@link CellBatch} and read by Spark. A cell is NULL until it is
 * set. The arrays are used again for the next batch, as those of Spark's own readers are.
 */
public abstract class CellVector extends ColumnVector {
  /** True where a cell is NULL. */
  protected boolean[] absent;

  protected CellVector(DataType type, int capacity) {
    super(type);
    absent = new boolean[capacity];
    Arrays.fill(absent, true);
  }

  /** An empty vector for a column of this type. */
  static CellVector of(ColumnType type, int capacity) {
    DataType sparkType = SparkTypes.type(type);
    return switch (type) {
      case BOOLEAN -> new BooleanVector(capacity);
      case INTEGER, BIGINT, TIMESTAMP, DATE -> new LongVector(sparkType, capacity);
      case DOUBLE -> new DoubleVector(capacity);
      case STRING -> new BytesVector(sparkType, BytesVector.Content.TEXT, capacity);
      case BINARY -> new BytesVector(sparkType, BytesVector.Content.BINARY, capacity);
      case BOOLEAN_LIST, BIGINT_LIST, DOUBLE_LIST, STRING_LIST, TIMESTAMP_LIST ->
          new ListVector(sparkType, type.element().orElseThrow(), capacity);
    };
  }

  /** Makes room for cells up to this one; the elements of lists are not limited by a batch. */
  void reserve(int row) {
    if (row >= absent.length) {
      int before = absent.length;
      absent = Arrays.copyOf(absent, Math.max(row + 1, before * 2));
      Arrays.fill(absent, before, absent.length, true);
      resize(absent.length);
    }
  }

  /** Makes room for this many cells. */
  abstract void resize(int capacity);

  /** Empties the cells from this one on. */
  void truncate(int row) {
    Arrays.fill(absent, row, absent.length, true);
  }

  /**
   * Sets cells of numbers, doubles as their bits and booleans as 0 and 1.
   *
   * @param present has a bit for each cell that is not NULL
   */
  void setNumbers(int row, long[] source, long present, int count) {
    throw unsupported("number");
  }

  /** A cell that is not NULL as a number: doubles as their bits, booleans as 0 and 1. */
  public long number(int row) {
    throw unsupported("number");
  }

  /**
   * Numbers of some cells, as {@link #number} has them.
   *
   * @param isAbsent is told which of them are NULL
   */
  public void numbers(int[] rows, int count, long[] numbers, boolean[] isAbsent) {
    readAbsent(rows, count, isAbsent);
  }

  /** How many characters the text of a cell has that is not NULL. */
  public int length(int row) {
    throw unsupported("text");
  }

  /**
   * How many characters the texts of some cells have.
   *
   * @param isAbsent is told which of them are NULL
   */
  public void lengths(int[] rows, int count, long[] numbers, boolean[] isAbsent) {
    throw unsupported("text");
  }

  /** Tells which of some cells are NULL. */
  final void readAbsent(int[] rows, int count, boolean[] isAbsent) {
    for (int i = 0; i < count; i++) {
      isAbsent[i] = absent[rows[i]];
    }
  }

  /** Notes which cells from this one on are NULL. */
  final void setPresent(int row, long present, int count) {
    for (int k = 0; k < count; k++) {
      absent[row + k] = (present >>> k & 1) == 0;
    }
  }

  @Override
  public void close() {
    // The arrays are the collector's business; Spark closes batches that are used again.
  }

  @Override
  public boolean hasNull() {
    return true;
  }

  @Override
  public int numNulls() {
    throw unsupported("count of NULLs");
  }

  @Override
  public boolean isNullAt(int row) {
    return absent[row];
  }

  @Override
  public boolean getBoolean(int row) {
    throw unsupported("boolean");
  }

  @Override
  public byte getByte(int row) {
    throw unsupported("byte");
  }

  @Override
  public short getShort(int row) {
    throw unsupported("short");
  }

  @Override
  public int getInt(int row) {
    throw unsupported("int");
  }

  @Override
  public long getLong(int row) {
    throw unsupported("long");
  }

  @Override
  public float getFloat(int row) {
    throw unsupported("float");
  }

  @Override
  public double getDouble(int row) {
    throw unsupported("double");
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw unsupported("array");
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw unsupported("map");
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw unsupported("decimal");
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw unsupported("string");
  }

  @Override
  public byte[] getBinary(int row) {
    throw unsupported("binary");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw unsupported("child");
  }

  private UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException("A vector of " + type + " has no " + what);
  }
}
