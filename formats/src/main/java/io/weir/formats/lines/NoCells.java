// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.model.CellWriter;

/** Takes all rows and keeps nothing: for looking at records without reading them. Thread-safe. */
public final class NoCells implements CellWriter {
  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void setLong(int column, long value) {}

  @Override
  public void setDouble(int column, double value) {}

  @Override
  public void setBoolean(int column, boolean value) {}

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {}

  @Override
  public void endRow() {}

  @Override
  public void dropRow() {}
}
