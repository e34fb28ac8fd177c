// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.model.CellWriter;
import java.util.Arrays;

/** Keeps the cells of one row, to make another row of it. Not thread-safe. */
public class KeptRow implements CellWriter {
  private final boolean[] isSet;
  private final boolean[] isText;
  private final long[] numbers;
  private final byte[][] texts;
  private final int[] lengths;
  private boolean isEnded;

  /**
   * @param size how many columns it has, none of them with fractions
   */
  protected KeptRow(int size) {
    isSet = new boolean[size];
    isText = new boolean[size];
    numbers = new long[size];
    texts = new byte[size][32];
    lengths = new int[size];
  }

  /** Forgets the row that was kept. */
  public final void clear() {
    Arrays.fill(isSet, false);
    isEnded = false;
  }

  /** Whether a whole row is kept. */
  public final boolean isEnded() {
    return isEnded;
  }

  public final boolean has(int column) {
    return isSet[column];
  }

  /** A number or a time; 1 for true. */
  public final long number(int column) {
    return numbers[column];
  }

  public final byte[] bytes(int column) {
    return texts[column];
  }

  public final int length(int column) {
    return isSet[column] ? lengths[column] : 0;
  }

  /** Whether a column has this text. */
  public final boolean is(int column, byte[] text) {
    return isSet[column] && Arrays.equals(texts[column], 0, lengths[column], text, 0, text.length);
  }

  /** Sets a cell to what is kept of a column. */
  public final void copy(int from, CellWriter out, int column) {
    if (!isSet[from]) {
      return;
    }
    if (isText[from]) {
      out.setBytes(column, texts[from], 0, lengths[from]);
    } else {
      out.setLong(column, numbers[from]);
    }
  }

  @Override
  public final boolean isFull() {
    return false;
  }

  @Override
  public final void setLong(int column, long value) {
    isSet[column] = true;
    isText[column] = false;
    numbers[column] = value;
  }

  @Override
  public final void setDouble(int column, double value) {
    throw new IllegalStateException("No column that is kept has fractions.");
  }

  @Override
  public final void setBoolean(int column, boolean value) {
    setLong(column, value ? 1 : 0);
  }

  @Override
  public final void setBytes(int column, byte[] source, int offset, int length) {
    if (texts[column].length < length) {
      texts[column] = new byte[2 * length];
    }
    System.arraycopy(source, offset, texts[column], 0, length);
    lengths[column] = length;
    isSet[column] = true;
    isText[column] = true;
  }

  @Override
  public final void endRow() {
    isEnded = true;
  }

  @Override
  public final void dropRow() {
    clear();
  }
}
