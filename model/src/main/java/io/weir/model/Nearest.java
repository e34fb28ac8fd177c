// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person probably meant, for error messages. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest typing errors between it and the wrong name, ignoring case; the
   * first of several. Empty when none is near: more than one error in three letters.
   */
  public static Optional<String> name(String wrong, Collection<String> candidates) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int errors = distance(typed, candidate.toLowerCase(Locale.ROOT));
      int allowed = Math.max(1, Math.min(typed.length(), candidate.length()) / 3);
      if (errors <= allowed && errors < least) {
        best = candidate;
        least = errors;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A sentence to end a message with, led by a blank; empty when no candidate is near. */
  public static String hint(String wrong, Collection<String> candidates) {
    return name(wrong, candidates).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** Letters to insert, delete, replace or swap with a neighbour to make one name the other. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[b.length()];
  }
}
