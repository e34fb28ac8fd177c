// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Whole numbers, times and dates. */
final class LongVector extends CellVector {
  private long[] values;

  LongVector(DataType type, int capacity) {
    super(type, capacity);
    values = new long[capacity];
  }

  void set(int row, long value) {
    values[row] = value;
    absent[row] = false;
  }

  @Override
  void setNumbers(int row, long[] source, long present, int count) {
    System.arraycopy(source, 0, values, row, count);
    setPresent(row, present, count);
  }

  @Override
  public long number(int row) {
    return values[row];
  }

  @Override
  public void numbers(int[] rows, int count, long[] numbers, boolean[] isAbsent) {
    readAbsent(rows, count, isAbsent);
    for (int i = 0; i < count; i++) {
      numbers[i] = number(rows[i]);
    }
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public long getLong(int row) {
    return values[row];
  }

  @Override
  public int getInt(int row) {
    return (int) values[row];
  }
}
