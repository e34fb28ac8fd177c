// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.formats.lines.Swar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the values of many lines of Squid's own format are. All bytes are looked at once, 64 at a
 * time, without a branch that depends on them. Not thread-safe.
 */
final class NativeBlock {
  /** The values between blanks. */
  static final int FIELDS = 10;

  private static final int LOGGED = 0;
  private static final int ELAPSED = 1;
  private static final int STEP = 64;

  /** Bytes that are looked at: few enough to stay in the processor's first cache. */
  private static final int SIZE = 1 << 13;

  /** Ends of values that most steps have at most. */
  private static final int USUAL = 8;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long BLANK = Swar.pattern((byte) ' ');

  /** A bit a byte, set for blanks and what is below. */
  private final long[] marks = new long[SIZE / STEP];

  private final int[] edges = new int[SIZE + STEP + USUAL + 1];
  private int lines;
  private int line;
  private boolean isAscii;

  /**
   * Looks at the lines from here on, up to one that has another number of values, has blanks where
   * Squid writes one, or has control characters.
   *
   * @param end behind the last line
   */
  void look(byte[] bytes, int start, int end) {
    int stop = Math.min(start + SIZE, end);
    edges[0] = start - 1;
    lines = regularLines(bytes, findEdges(bytes, start, stop) / FIELDS);
    line = 0;
  }

  /** Forgets all lines. */
  void clear() {
    lines = 0;
    line = 0;
  }

  /** Notes behind which bytes values end; how many there are. */
  private int findEdges(byte[] bytes, int start, int stop) {
    int steps = (stop - start + STEP - 1) / STEP;
    mark(bytes, start, steps);
    marks[steps - 1] &= -1L >>> (start + steps * STEP - stop);
    int count = 1;
    long before = 0;
    for (int n = 0; n < steps; n++) {
      long found = marks[n];
      // Of several blanks, the first ends a value.
      long ends = found & ~(found << 1 | before);
      before = found >>> (STEP - 1);
      keep(ends, start + n * STEP, count);
      count += Long.bitCount(ends);
    }
    return count - 1;
  }

  /** A loop by itself, unrolled, so that the compiler checks no index in it. */
  private void mark(byte[] bytes, int start, int steps) {
    long all = 0;
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
      long low = Swar.aboveBlank(a) >>> 7 | Swar.aboveBlank(b) >>> 6;
      low |= Swar.aboveBlank(c) >>> 5 | Swar.aboveBlank(d) >>> 4;
      long high = Swar.aboveBlank(e) >>> 3 | Swar.aboveBlank(f) >>> 2;
      high |= Swar.aboveBlank(g) >>> 1 | Swar.aboveBlank(h);
      marks[n] = Swar.transposed(~(low | high));
      all |= a | b | c | d | e | f | g | h;
    }
    isAscii = (all & HIGH) == 0;
  }

  /** Writes more than there are rather than asking for each whether there is one more. */
  private void keep(long ends, int at, int count) {
    long rest = ends;
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
      int first = n * FIELDS;
      int strange = blanks(bytes, first + ELAPSED, first + ELAPSED + 1);
      strange |= bytes[edges[first + LOGGED + 1]] ^ ' ';
      for (int k = first + ELAPSED + 1; k < first + FIELDS; k++) {
        int two = (short) SHORT.get(bytes, edges[k]);
        strange |= (two & 0xff) ^ ' ';
        // Negative unless a value begins here.
        strange |= (((two >>> 8) & 0xff) - (' ' + 1)) >>> 31;
      }
      if (strange != 0 || bytes[edges[first + FIELDS]] != '\n') {
        return n;
      }
    }
    return most;
  }

  /** Zero unless a value is too long, or something else than blanks stands before it. */
  private int blanks(byte[] bytes, int before, int after) {
    int length = edges[after] - edges[before] - 1;
    // Before a first line that is shorter than any record there are no eight bytes.
    if (length > 8 || edges[after] < 8) {
      return 1;
    }
    long others = (1L << (64 - 8 * length)) - 1;
    return Swar.firstBelow(Swar.word(bytes, edges[after] - 8) | others, BLANK) == 0 ? 0 : 1;
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
    return edges[line * FIELDS] + 1;
  }

  /** The index in {@link #edges} of what stands before a value of the next line. */
  int edge(int field) {
    return line * FIELDS + field;
  }

  /** What stands before the first line, then behind each value. */
  int[] edges() {
    return edges;
  }

  /** Whether all that was looked at is ASCII. */
  boolean isAscii() {
    return isAscii;
  }
}
