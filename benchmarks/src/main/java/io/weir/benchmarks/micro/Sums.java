// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.micro;

import io.weir.model.RowsWriter;

/** Takes cells and keeps only a sum, so that nothing is optimised away. */
final class Sums implements RowsWriter {
  private static final int CAPACITY = 2048;

  int rows;
  long sum;

  @Override
  public boolean isFull() {
    return rows == CAPACITY;
  }

  @Override
  public void setLong(int column, long value) {
    sum += value;
  }

  @Override
  public void setDouble(int column, double value) {
    sum += (long) value;
  }

  @Override
  public void setBoolean(int column, boolean value) {
    sum += value ? 1 : 0;
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    sum += source[offset] + length;
  }

  @Override
  public int room() {
    return CAPACITY - rows;
  }

  @Override
  public void setNumbers(int column, long[] values, long present, int count) {
    for (int k = 0; k < count; k++) {
      sum += values[k];
    }
  }

  @Override
  public void setAscii(
      int column, byte[] source, int[] offsets, int[] lengths, long present, int count) {
    for (int k = 0; k < count; k++) {
      sum += source[offsets[k]] + lengths[k];
    }
  }

  @Override
  public void endRows(int count) {
    rows += count;
  }

  @Override
  public void dropRows() {
    fail();
  }

  @Override
  public void endRow() {
    rows++;
  }

  @Override
  public void dropRow() {
    fail();
  }

  void fail() {
    throw new IllegalStateException("A record was rejected.");
  }
}
