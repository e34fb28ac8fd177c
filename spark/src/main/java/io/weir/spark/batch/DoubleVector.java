// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;

/** Numbers with a fraction. */
final class DoubleVector extends CellVector {
  private double[] values;

  DoubleVector(int capacity) {
    super(DataTypes.DoubleType, capacity);
    values = new double[capacity];
  }

  void set(int row, double value) {
    values[row] = value;
    absent[row] = false;
  }

  @Override
  void setNumbers(int row, long[] source, long present, int count) {
    for (int k = 0; k < count; k++) {
      values[row + k] = Double.longBitsToDouble(source[k]);
    }
    setPresent(row, present, count);
  }

  @Override
  public long number(int row) {
    return Double.doubleToRawLongBits(values[row]);
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
  public double getDouble(int row) {
    return values[row];
  }
}
