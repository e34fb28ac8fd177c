// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.util.Comparator;

/**
 * Orders paths as people expect: numbers by value, so that {@code trace2} comes before {@code
 * trace10}, and a directory's files together.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder PATHS = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int iEnd = endOfNumber(a, i);
        int jEnd = endOfNumber(b, j);
        int order = compareNumbers(a, i, iEnd, b, j, jEnd);
        if (order != 0) {
          return order;
        }
        i = iEnd;
        j = jEnd;
      } else {
        int order = rank(a.charAt(i++)) - rank(b.charAt(j++));
        if (order != 0) {
          return order;
        }
      }
    }
    int order = (a.length() - i) - (b.length() - j);
    return order != 0 ? order : a.compareTo(b);
  }

  private static int compareNumbers(String a, int i, int iEnd, String b, int j, int jEnd) {
    int from = i;
    int start = j;
    while (from < iEnd - 1 && a.charAt(from) == '0') {
      from++;
    }
    while (start < jEnd - 1 && b.charAt(start) == '0') {
      start++;
    }
    int digits = (iEnd - from) - (jEnd - start);
    return digits != 0 ? digits : a.substring(from, iEnd).compareTo(b.substring(start, jEnd));
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int rank(char c) {
    return c == '/' ? -1 : c;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
