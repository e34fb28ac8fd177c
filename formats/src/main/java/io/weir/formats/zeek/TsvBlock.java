// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.lines.Swar;

/**
 * Where the fields of many lines are, all lines having the same number of them. All bytes are
 * looked at once, 64 at a time, without a branch that depends on them. Not thread-safe.
 */
final class TsvBlock {
  /** Bytes that may be read behind the last line. */
  static final int STEP = 64;

  /** Bytes that are looked at: few enough to stay in the processor's first cache. */
  private static final int SIZE = 1 << 13;

  /** Separators that most steps have at most. */
  private static final int USUAL = 12;

  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long BACKSLASH = Swar.pattern((byte) '\\');

  /** A bit a byte, set for what is newline or below. */
  private final long[] marks = new long[SIZE / STEP];

  private final int[] edges = new int[SIZE + STEP + USUAL + 1];
  private final int fields;
  private final byte separator;
  private final byte comment;
  private int lines;
  private int line;
  private boolean isOdd;

  /**
   * @param separator a control character before newline
   * @param comment what no line begins with that is to be found
   */
  TsvBlock(int fields, byte separator, byte comment) {
    this.fields = fields;
    this.separator = separator;
    this.comment = comment;
  }

  /**
   * Looks at the lines from here on, up to one that has another number of fields, is empty, ends
   * with a carriage return, or begins as comments do.
   *
   * @param end behind the last line
   */
  void look(byte[] bytes, int start, int end) {
    int stop = Math.min(start + SIZE, end);
    edges[0] = start - 1;
    int found = findEdges(bytes, start, stop);
    lines = regularLines(bytes, found / fields);
    line = 0;
  }

  /** Forgets all lines. */
  void clear() {
    lines = 0;
    line = 0;
  }

  /** Notes where separators and newlines are; how many there are. */
  private int findEdges(byte[] bytes, int start, int stop) {
    int steps = (stop - start + STEP - 1) / STEP;
    mark(bytes, start, steps);
    int rest = start + steps * STEP - stop;
    marks[steps - 1] &= -1L >>> rest;
    int count = 1;
    for (int n = 0; n < steps; n++) {
      long found = marks[n];
      keep(found, start + n * STEP, count);
      count += Long.bitCount(found);
    }
    return count - 1;
  }

  /** A loop by itself, unrolled, so that the compiler checks no index in it. */
  private void mark(byte[] bytes, int start, int steps) {
    long odd = 0;
    for (int n = 0; n < steps; n++) {
      int i = start + n * STEP;
      long a = Swar.word(bytes, i);
      long b = Swar.word(bytes, i + 8);
      long c = Swar.word(bytes, i + 16);
      long d = Swar.word(bytes, i + 24);
      long e = Swar.word(bytes, i + 32);
      long f = Swar.word(bytes, i + 40);
      long g = Swar.word(bytes, i + 48);
      long h = Swar.word(bytes, i + 56);
      long low = Swar.aboveNewline(a) >>> 7 | Swar.aboveNewline(b) >>> 6;
      low |= Swar.aboveNewline(c) >>> 5 | Swar.aboveNewline(d) >>> 4;
      long high = Swar.aboveNewline(e) >>> 3 | Swar.aboveNewline(f) >>> 2;
      high |= Swar.aboveNewline(g) >>> 1 | Swar.aboveNewline(h);
      marks[n] = Swar.transposed(~(low | high));
      odd |= a | b | c | d | e | f | g | h;
      odd |= Swar.first(a, BACKSLASH) | Swar.first(b, BACKSLASH) | Swar.first(c, BACKSLASH);
      odd |= Swar.first(d, BACKSLASH) | Swar.first(e, BACKSLASH) | Swar.first(f, BACKSLASH);
      odd |= Swar.first(g, BACKSLASH) | Swar.first(h, BACKSLASH);
    }
    isOdd = (odd & HIGH) != 0;
  }

  /** Writes more than there are rather than asking for each whether there is one more. */
  private void keep(long marks, int at, int count) {
    long rest = marks;
    int k = count;
    for (int n = 0; n < USUAL; n++) {
      edges[k++] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    while (rest != 0) {
      edges[k++] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
  }

  /** How many lines from the first on are as they should be. */
  private int regularLines(byte[] bytes, int most) {
    for (int n = 0; n < most; n++) {
      int first = n * fields;
      int last = first + fields;
      int strange = 0;
      for (int k = first + 1; k < last; k++) {
        strange |= bytes[edges[k]] ^ separator;
      }
      int newline = edges[last];
      int start = edges[first] + 1;
      boolean isRegular = strange == 0 && bytes[newline] == '\n' && newline > start;
      if (!isRegular || bytes[newline - 1] == '\r' || bytes[start] == comment) {
        return n;
      }
    }
    return most;
  }

  /** Lines that have been found and not passed. */
  int lines() {
    return lines - line;
  }

  /** Passes so many lines. */
  void pass(int count) {
    line += count;
  }

  /** Where the first line that has not been passed begins. */
  int at() {
    return edges[line * fields] + 1;
  }

  /** The index in {@link #edges} of what ends the field before this one of the next line. */
  int edge(int field) {
    return line * fields + field;
  }

  /** Where separators and newlines are, in the order of the fields. */
  int[] edges() {
    return edges;
  }

  int fields() {
    return fields;
  }

  /** Whether there may be a backslash or a byte that is not ASCII in the lines. */
  boolean isOdd() {
    return isOdd;
  }
}
