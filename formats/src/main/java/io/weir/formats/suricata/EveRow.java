// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import io.weir.model.CellWriter;
import java.util.Arrays;

/** Keeps the cells of one row of a native table, to make another row of it. Not thread-safe. */
final class EveRow implements CellWriter {
  private final EveTable table;
  private final boolean[] isSet;
  private final long[] numbers;
  private final byte[][] texts;
  private final int[] lengths;
  private boolean isEnded;

  EveRow(EveTable table) {
    this.table = table;
    int size = table.schema().columns().size();
    isSet = new boolean[size];
    numbers = new long[size];
    texts = new byte[size][32];
    lengths = new int[size];
  }

  /** The position of a column. */
  static int at(EveTable table, String column) {
    return table.schema().indexOf(column).orElseThrow();
  }

  EveTable table() {
    return table;
  }

  /** Forgets the row that was kept. */
  void clear() {
    Arrays.fill(isSet, false);
    isEnded = false;
  }

  /** Whether a whole row is kept. */
  boolean isEnded() {
    return isEnded;
  }

  boolean has(int column) {
    return isSet[column];
  }

  /** A number or a time; 1 for true. */
  long number(int column) {
    return numbers[column];
  }

  byte[] bytes(int column) {
    return texts[column];
  }

  int length(int column) {
    return isSet[column] ? lengths[column] : 0;
  }

  /** Whether a column has this text. */
  boolean is(int column, byte[] text) {
    return isSet[column] && Arrays.equals(texts[column], 0, lengths[column], text, 0, text.length);
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void setLong(int column, long value) {
    numbers[column] = value;
    isSet[column] = true;
  }

  @Override
  public void setDouble(int column, double value) {
    throw new IllegalStateException("No native column has fractions.");
  }

  @Override
  public void setBoolean(int column, boolean value) {
    setLong(column, value ? 1 : 0);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    if (texts[column].length < length) {
      texts[column] = new byte[2 * length];
    }
    System.arraycopy(source, offset, texts[column], 0, length);
    lengths[column] = length;
    isSet[column] = true;
  }

  @Override
  public void endRow() {
    isEnded = true;
  }

  @Override
  public void dropRow() {
    clear();
  }
}
