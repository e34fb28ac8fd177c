// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

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
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  public boolean getBoolean(int row) {
    return values[row];
  }
}
