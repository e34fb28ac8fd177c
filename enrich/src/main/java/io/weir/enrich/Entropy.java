// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.util.Arrays;

/** Shannon's entropy of texts. */
final class Entropy {
  private static final double LN_2 = Math.log(2);

  private Entropy() {}

  /**
   * How evenly a text uses its characters (Unicode code points), in bits a character: 0 for an
   * empty text or one character repeated, log2(n) for n different ones.
   */
  static double of(String text) {
    int[] ascii = new int[128];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128) {
        return ofPoints(text.codePoints().sorted().toArray());
      }
      ascii[c]++;
    }
    return ofCounts(ascii, text.length());
  }

  private static double ofPoints(int[] sorted) {
    int[] counts = new int[sorted.length];
    int different = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] != sorted[i - 1]) {
        different++;
      }
      counts[different]++;
    }
    return ofCounts(Arrays.copyOf(counts, different + 1), sorted.length);
  }

  /** log2(n) - sum(c log2 c) / n, which is exact for one character repeated. */
  private static double ofCounts(int[] counts, int total) {
    double sum = 0;
    for (int count : counts) {
      if (count > 1) {
        sum += count * Math.log(count);
      }
    }
    return total == 0 ? 0 : Math.max(0, (Math.log(total) - sum / total) / LN_2);
  }
}
