// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.ListText;
import io.weir.wire.ByteText;
import java.util.Arrays;

/**
 * The text cells of one row, one behind the other in one array that is used again for other rows.
 * Cells are counted by the row; one that was not begun is NULL.
 */
final class TextCells {
  private static final int ROOM = 192;

  private final ByteText text = new ByteText(ROOM);
  private final int[] from;
  private final int[] to;

  TextCells(int cells) {
    from = new int[cells];
    to = new int[cells];
  }

  void clear() {
    text.clear();
    Arrays.fill(from, 0);
    Arrays.fill(to, -1);
  }

  /** Begins a cell, or begins it anew; what is written to the text until {@link #end} is its. */
  ByteText begin(int cell) {
    from[cell] = text.length();
    return text;
  }

  void end(int cell) {
    to[cell] = text.length();
  }

  /** Ends a cell; an empty one is NULL. */
  void endNonEmpty(int cell) {
    to[cell] = text.length() == from[cell] ? -1 : text.length();
  }

  /** Gives up the cell that was begun last. */
  void drop(int cell) {
    text.truncate(from[cell]);
    to[cell] = -1;
  }

  void set(int cell, byte[] source, int offset, int length) {
    begin(cell).append(source, offset, length);
    end(cell);
  }

  boolean has(int cell) {
    return to[cell] >= 0;
  }

  byte[] bytes() {
    return text.bytes();
  }

  int at(int cell) {
    return from[cell];
  }

  int length(int cell) {
    return Math.max(0, to[cell] - from[cell]);
  }

  boolean equal(int cell, ByteText other) {
    return has(cell)
        && Arrays.equals(text.bytes(), from[cell], to[cell], other.bytes(), 0, other.length());
  }

  /** True if both cells are there and have the same text. */
  boolean equal(int cell, int other) {
    return has(cell)
        && has(other)
        && Arrays.equals(text.bytes(), from[cell], to[cell], text.bytes(), from[other], to[other]);
  }

  /** Makes the text from a position on safe as an element of a list. */
  void cleanElement(int start) {
    byte[] bytes = text.bytes();
    for (int i = start; i < text.length(); i++) {
      if (bytes[i] == ListText.SEPARATOR || bytes[i] == ListText.NULL_ELEMENT) {
        bytes[i] = ' ';
      }
    }
  }

  void write(int cell, CellWriter out, int column) {
    if (has(cell)) {
      out.setBytes(column, text.bytes(), from[cell], to[cell] - from[cell]);
    }
  }

  /** Bytes held, whether used or not. */
  int room() {
    return text.bytes().length;
  }
}
