// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;

/** Truth values. */
final class BooleanVector extends CellVector {
  private boolean[] values;

  BooleanVector(int capacity) {
    super(DataTypes.BooleanType, capacity);
    values = new boolean[capacity];
  }

  void set(int row, boolean value) {
    values[row] = value;
    absent[row] = false;
  }

  @Override
  void setNumbers(int row, long[] source, long present, int count) {
    for (int k = 0; k < count; k++) {
      values[row + k] = source[k] != 0;
    }
    setPresent(row, present, count);
  }

  @Override
  public long number(int row) {
    return values[row] ? 1 : 0;
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
  public boolean getBoolean(int row) {
    return values[row];
  }
}
