// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.formats.lines.LineBlock;
import io.weir.formats.lines.Swar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the values of many lines of Squid's own format are, up to one that has another number of
 * values, has blanks where Squid writes one, or has control characters.
 */
final class NativeBlock extends LineBlock {
  /** The values between blanks. */
  static final int FIELDS = 10;

  private static final int LOGGED = 0;
  private static final int ELAPSED = 1;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long BLANK = Swar.pattern((byte) ' ');

  private boolean isAscii;

  NativeBlock() {
    super(FIELDS);
  }

  /** A loop by itself, unrolled, so that the compiler checks no index in it. */
  @Override
  protected void mark(byte[] bytes, int start, long[] marks, int steps) {
    long all = 0;
    long before = 0;
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
      long blanks = Swar.transposed(~(low | high));
      // Of several blanks, the first ends a value.
      marks[n] = blanks & ~(blanks << 1 | before);
      before = blanks >>> (STEP - 1);
      all |= a | b | c | d | e | f | g | h;
    }
    isAscii = (all & HIGH) == 0;
  }

  @Override
  protected int regularLines(byte[] bytes, int[] edges, int most) {
    for (int n = 0; n < most; n++) {
      int first = n * FIELDS;
      int strange = blanks(bytes, edges[first + ELAPSED], edges[first + ELAPSED + 1]);
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
  private static int blanks(byte[] bytes, int before, int after) {
    int length = after - before - 1;
    // Before a first line that is shorter than any record there are no eight bytes.
    if (length > 8 || after < 8) {
      return 1;
    }
    long others = (1L << (64 - 8 * length)) - 1;
    return Swar.firstBelow(Swar.word(bytes, after - 8) | others, BLANK) == 0 ? 0 : 1;
  }

  /** Whether all that was looked at is ASCII. */
  boolean isAscii() {
    return isAscii;
  }
}
