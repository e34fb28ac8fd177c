// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

/**
 * Where the values of many lines are, all lines having the same number of them. All bytes are
 * looked at once, 64 at a time, without a branch that depends on them. Not thread-safe.
 */
public abstract class LineBlock {
  /** Bytes that may be read behind the last line. */
  public static final int STEP = 64;

  /** Bytes that are looked at: few enough to stay in the processor's first cache. */
  private static final int SIZE = 1 << 13;

  /** Ends of values that most steps have at most, as many as {@link #keep} writes out. */
  private static final int USUAL = 12;

  private final long[] marks = new long[SIZE / STEP];
  private final int[] edges = new int[SIZE + STEP + USUAL + 1];
  private final int fields;
  private int lines;
  private int line;

  /**
   * @param fields the values of each line
   */
  protected LineBlock(int fields) {
    this.fields = fields;
  }

  /**
   * Looks at the lines from here on, up to one that is not as most are.
   *
   * @param end behind the last line
   */
  public final void look(byte[] bytes, int start, int end) {
    int stop = Math.min(start + SIZE, end);
    edges[0] = start - 1;
    int found = findEdges(bytes, start, stop);
    lines = regularLines(bytes, edges, found / fields);
    line = 0;
  }

  /** Forgets all lines. */
  public final void clear() {
    lines = 0;
    line = 0;
  }

  /** Notes where values end; how many do. */
  private int findEdges(byte[] bytes, int start, int stop) {
    int steps = (stop - start + STEP - 1) / STEP;
    mark(bytes, start, marks, steps);
    int rest = start + steps * STEP - stop;
    marks[steps - 1] &= -1L >>> rest;
    int count = 1;
    for (int n = 0; n < steps; n++) {
      long found = marks[n];
      keep(found, start + n * STEP, edges, count);
      count += Long.bitCount(found);
    }
    return count - 1;
  }

  /**
   * Writes more than there are rather than asking for each whether there is one more. {@link
   * #USUAL} steps are written out, for of a loop the compiler makes three.
   */
  private static void keep(long ends, int at, int[] edges, int count) {
    long rest = ends;
    int k = count;
    do {
      edges[k] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 1] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 2] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 3] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 4] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 5] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 6] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 7] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 8] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 9] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 10] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      edges[k + 11] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      k += USUAL;
    } while (rest != 0);
  }

  /**
   * Sets a bit for each byte that ends a value.
   *
   * @param marks of 64 bytes each
   * @param steps how many of them
   */
  protected abstract void mark(byte[] bytes, int start, long[] marks, int steps);

  /**
   * How many lines from the first on are as most are.
   *
   * @param edges what stands before the first line, then what ends each value
   * @param most lines, if each has its number of values
   */
  protected abstract int regularLines(byte[] bytes, int[] edges, int most);

  /** Lines that have been found and not passed. */
  public final int lines() {
    return lines - line;
  }

  /** Passes so many lines. */
  public final void pass(int count) {
    line += count;
  }

  /** Where the first line that has not been passed begins. */
  public final int at() {
    return edges[line * fields] + 1;
  }

  /** The index in {@link #edges} of what stands before a value of the next line. */
  public final int edge(int field) {
    return line * fields + field;
  }

  /** What stands before the first line, then what ends each value. */
  public final int[] edges() {
    return edges;
  }

  /** The values of each line. */
  public final int fields() {
    return fields;
  }
}
