// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.lines.LineBlock;
import io.weir.formats.lines.Swar;

/**
 * Where the fields of many lines are, up to one that has another number of fields, is empty, ends
 * with a carriage return, or begins as comments do.
 */
final class TsvBlock extends LineBlock {
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long BACKSLASH = Swar.pattern((byte) '\\');

  private final byte separator;
  private final byte comment;
  private boolean isOdd;

  /**
   * @param separator a control character before newline
   * @param comment what no line begins with that is to be found
   */
  TsvBlock(int fields, byte separator, byte comment) {
    super(fields);
    this.separator = separator;
    this.comment = comment;
  }

  /** A loop by itself, unrolled, so that the compiler checks no index in it. */
  @Override
  protected void mark(byte[] bytes, int start, long[] marks, int steps) {
    long all = 0;
    long noBackslash = HIGH;
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
      long above = Swar.asciiAboveNewline(a);
      above = above >>> 1 | Swar.asciiAboveNewline(b);
      above = above >>> 1 | Swar.asciiAboveNewline(c);
      above = above >>> 1 | Swar.asciiAboveNewline(d);
      above = above >>> 1 | Swar.asciiAboveNewline(e);
      above = above >>> 1 | Swar.asciiAboveNewline(f);
      above = above >>> 1 | Swar.asciiAboveNewline(g);
      above = above >>> 1 | Swar.asciiAboveNewline(h);
      marks[n] = Swar.transposed(~above);
      all |= a | b | c | d | e | f | g | h;
      noBackslash &= Swar.asciiDiffers(a, BACKSLASH) & Swar.asciiDiffers(b, BACKSLASH);
      noBackslash &= Swar.asciiDiffers(c, BACKSLASH) & Swar.asciiDiffers(d, BACKSLASH);
      noBackslash &= Swar.asciiDiffers(e, BACKSLASH) & Swar.asciiDiffers(f, BACKSLASH);
      noBackslash &= Swar.asciiDiffers(g, BACKSLASH) & Swar.asciiDiffers(h, BACKSLASH);
    }
    boolean isAscii = (all & HIGH) == 0;
    isOdd = !isAscii || noBackslash != HIGH;
    if (!isAscii) {
      markAny(bytes, start, marks, steps);
    }
  }

  /** The same of bytes that are not all ASCII. */
  private static void markAny(byte[] bytes, int start, long[] marks, int steps) {
    for (int n = 0; n < steps; n++) {
      int i = start + n * STEP;
      long above = 0;
      for (int k = 0; k < STEP; k += 8) {
        above = above >>> 1 | Swar.aboveNewline(Swar.word(bytes, i + k));
      }
      marks[n] = Swar.transposed(~above);
    }
  }

  @Override
  protected int regularLines(byte[] bytes, int[] edges, int most) {
    int fields = fields();
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

  /** Whether there may be a backslash or a byte that is not ASCII in the lines. */
  boolean isOdd() {
    return isOdd;
  }
}
