// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes eight at a time. Arrays must have eight readable bytes behind what is searched. */
public final class Swar {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH = 0x8080808080808080L;

  /** Added to bytes below 128, sets the highest bit of those above newline. */
  private static final long ABOVE_NEWLINE = pattern((byte) (0x7f - '\n'));

  /** The same, of those above blank. */
  private static final long ABOVE_BLANK = pattern((byte) (0x7f - ' '));

  private Swar() {}

  /** Eight bytes, the first in the lowest place. */
  public static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Writes eight bytes, that in the lowest place first. */
  public static void put(byte[] bytes, int at, long word) {
    LONG.set(bytes, at, word);
  }

  /** The byte in each of the eight places. */
  public static long pattern(byte value) {
    return (value & 0xffL) * ONES;
  }

  /** The highest bit of exactly those bytes that equal the pattern's. */
  public static long equal(long word, long pattern) {
    long difference = word ^ pattern;
    return ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference | LOW_SEVEN);
  }

  /** The highest bit of the first byte that equals the pattern's; above it bits mean nothing. */
  public static long first(long word, long pattern) {
    long difference = word ^ pattern;
    return (difference - ONES) & ~difference & HIGH;
  }

  /** The highest bit of the first byte below the pattern's, which are below 128; as above. */
  public static long firstBelow(long word, long pattern) {
    return (word - pattern) & ~word & HIGH;
  }

  /** The highest bit of exactly those bytes that are above newline. */
  public static long aboveNewline(long word) {
    return (((word & LOW_SEVEN) + ABOVE_NEWLINE) | word) & HIGH;
  }

  /** The same of eight bytes that are ASCII. */
  public static long asciiAboveNewline(long word) {
    return (word + ABOVE_NEWLINE) & HIGH;
  }

  /**
   * Of eight bytes that are ASCII, the highest bit of those that differ from the pattern's; other
   * bits mean nothing.
   */
  public static long asciiDiffers(long word, long pattern) {
    return (word ^ pattern) + LOW_SEVEN;
  }

  /** The highest bit of exactly those bytes that are above blank. */
  public static long aboveBlank(long word) {
    return (((word & LOW_SEVEN) + ABOVE_BLANK) | word) & HIGH;
  }

  /** Bit 8 i + k moved to 8 k + i: Hacker's Delight, 7-3. */
  public static long transposed(long bits) {
    long x = bits;
    long swapped = (x ^ (x >>> 7)) & 0x00aa00aa00aa00aaL;
    x ^= swapped ^ (swapped << 7);
    swapped = (x ^ (x >>> 14)) & 0x0000cccc0000ccccL;
    x ^= swapped ^ (swapped << 14);
    swapped = (x ^ (x >>> 28)) & 0x00000000f0f0f0f0L;
    return x ^ swapped ^ (swapped << 28);
  }
}
