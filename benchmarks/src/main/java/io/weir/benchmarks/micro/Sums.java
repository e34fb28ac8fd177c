// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.micro;

import io.weir.model.CellWriter;

/** Takes cells and keeps only a sum, so that nothing is optimised away. */
final class Sums implements CellWriter {
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
