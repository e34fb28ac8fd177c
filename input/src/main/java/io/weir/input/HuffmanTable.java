// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A table that decodes one of DEFLATE's prefix codes (RFC 1951 section 3.2.2): the next bits of the
 * input, the first in the lowest place, are an index of it. Codes longer than the index go on in a
 * second table behind the first. Not thread-safe.
 *
 * <p>An entry is, from its lowest bit:
 *
 * <ul>
 *   <li>0–5: bits of the input that it uses up, of the code and of the number behind it
 *   <li>6: set for literals
 *   <li>7: set when it is {@link #SECOND}, {@link #LAST} or, with neither, a code that means
 *       nothing
 *   <li>8–11: bits of the code, of the first literal's if there are two; for {@link #SECOND} bits
 *       of that table's index
 *   <li>12–13: how many literals it is, 1 or 2
 *   <li>16–31: the literals; else to what the number is added, or where the second table begins
 * </ul>
 */
final class HuffmanTable {
  static final int SPECIAL = 1 << 7;
  static final int SECOND = 1 << 14;
  static final int LAST = 1 << 15;
  static final int LITERAL = 1 << 6;
  private static final int ONE = 1 << 12;
  private static final int LONGEST = 15;
  private static final int NOTHING = SPECIAL | 1;

  private static final int[] LENGTHS = new int[288];
  private static final int[] DISTANCES = new int[32];
  private static final int[] CODE_LENGTHS = new int[19];

  static {
    for (int i = 0; i < 256; i++) {
      LENGTHS[i] = LITERAL | ONE | i << 16;
    }
    LENGTHS[256] = SPECIAL | LAST;
    numbers(LENGTHS, 257, 28, 3, 4);
    LENGTHS[285] = 258 << 16;
    LENGTHS[286] = NOTHING;
    LENGTHS[287] = NOTHING;
    numbers(DISTANCES, 0, 30, 1, 2);
    DISTANCES[30] = NOTHING;
    DISTANCES[31] = NOTHING;
    for (int i = 0; i < CODE_LENGTHS.length; i++) {
      CODE_LENGTHS[i] = i << 16;
    }
  }

  /** Entries, of which the first {@code 1 << indexBits} are the first table. */
  final int[] entries;

  private final int[] meanings;
  private final int indexBits;
  private final boolean mayBeIncomplete;
  private final int[] counts = new int[LONGEST + 1];
  private final int[] sorted;

  /** Fills {@code count} meanings, of which each {@code group} have one more bit of number. */
  private static void numbers(int[] meanings, int first, int count, int base, int group) {
    int value = base;
    for (int i = 0; i < count; i++) {
      int extra = Math.max(0, i / group - 1);
      meanings[first + i] = value << 16 | extra;
      value += 1 << extra;
    }
  }

  /** For literals and lengths, with an index of 11 bits. */
  static HuffmanTable ofLengths() {
    return new HuffmanTable(LENGTHS, 11, 2342, true);
  }

  /** For distances, with an index of 8 bits. */
  static HuffmanTable ofDistances() {
    return new HuffmanTable(DISTANCES, 8, 402, true);
  }

  /** For the lengths of the codes of the other two, with an index of 7 bits. */
  static HuffmanTable ofCodeLengths() {
    return new HuffmanTable(CODE_LENGTHS, 7, 128, false);
  }

  /**
   * @param most entries that any code can need, as zlib's program {@code enough} counts them
   */
  private HuffmanTable(int[] meanings, int indexBits, int most, boolean mayBeIncomplete) {
    this.meanings = meanings;
    this.indexBits = indexBits;
    this.mayBeIncomplete = mayBeIncomplete;
    this.entries = new int[most];
    this.sorted = new int[meanings.length];
  }

  /**
   * Makes the table of a code.
   *
   * @param lengths bits of the code of each symbol, from {@code from} on; 0 for one that has none
   * @throws DataFormatException when the lengths make no code, or one that is not complete; taken
   *     are, as in zlib, no code at all and a single one of one bit
   */
  void build(byte[] lengths, int from, int symbols) throws DataFormatException {
    Arrays.fill(counts, 0);
    for (int i = 0; i < symbols; i++) {
      counts[lengths[from + i]]++;
    }
    counts[0] = 0;
    int longest = LONGEST;
    while (longest > 0 && counts[longest] == 0) {
      longest--;
    }
    int left = 1;
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        throw new DataFormatException("too many codes");
      }
      next[length + 1] = next[length] + counts[length];
    }
    boolean isSingle = mayBeIncomplete && longest == 1;
    if (left > 0 && longest > 0 && !isSingle) {
      throw new DataFormatException("incomplete code");
    }
    Arrays.fill(entries, 0, 1 << indexBits, NOTHING);
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (lengths[from + symbol] != 0) {
        sorted[next[lengths[from + symbol]]++] = symbol;
      }
    }
    fill(longest);
  }

  /** Makes one entry of two literals where the index has room for both. */
  void pairLiterals() {
    for (int i = (1 << indexBits) - 1; i >= 0; i--) {
      int entry = entries[i];
      int bits = entry & 63;
      if ((entry & LITERAL) != 0) {
        int other = entries[i >>> bits];
        boolean isOne = (other & LITERAL) != 0 && (other & 2 * ONE) == 0;
        if (isOne && bits + (other & 63) <= indexBits) {
          int literals = (other & 0xff0000) << 8 | (entry & 0xff0000);
          entries[i] = literals | 2 * ONE | bits << 8 | LITERAL | (bits + (other & 63));
        }
      }
    }
  }

  private void fill(int longest) {
    int code = 0;
    int place = 0;
    int prefix = -1;
    int second = 1 << indexBits;
    int secondBits = 0;
    for (int length = 1; length <= longest; length++) {
      for (int left = counts[length]; left > 0; left--) {
        int entry = meanings[sorted[place++]];
        int reversed = Integer.reverse(code) >>> (32 - length);
        if (length <= indexBits) {
          repeat(entry, length, reversed, 0, 1 << indexBits);
        } else {
          int first = reversed & ((1 << indexBits) - 1);
          if (first != prefix) {
            second += prefix < 0 ? 0 : 1 << secondBits;
            prefix = first;
            secondBits = secondBits(length, left, longest);
            entries[first] = second << 16 | secondBits << 8 | SPECIAL | SECOND | indexBits;
          }
          repeat(entry, length - indexBits, reversed >>> indexBits, second, 1 << secondBits);
        }
        code++;
      }
      code <<= 1;
    }
  }

  /** Bits that all codes need that begin as the one of this length, of which some are left. */
  private int secondBits(int length, int left, int longest) {
    int bits = length - indexBits;
    int free = (1 << bits) - left;
    while (free > 0 && bits + indexBits < longest) {
      bits++;
      free = (free << 1) - counts[bits + indexBits];
    }
    return bits;
  }

  /** Puts an entry wherever the index ends in its code. */
  private void repeat(int meaning, int codeBits, int code, int start, int size) {
    int entry =
        (meaning & SPECIAL) != 0 ? meaning | codeBits : meaning + (codeBits << 8 | codeBits);
    for (int i = code; i < size; i += 1 << codeBits) {
      entries[start + i] = entry;
    }
  }
}
