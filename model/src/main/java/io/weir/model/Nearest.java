// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person meant when a name is not known. */
public final class Nearest {
  private Nearest() {}

  /** The known name nearest to a word, compared without case; empty when none is near. */
  public static Optional<String> to(String word, Collection<String> known) {
    String best = "";
    double least = Double.MAX_VALUE;
    for (String name : known) {
      double distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    double most = Math.max(1.5, Math.max(word.length(), best.length()) / 3.0);
    return least <= most ? Optional.of(best) : Optional.empty();
  }

  /**
   * The last sentence of a message: the nearest name, else all names when they are few.
   *
   * @param what the kind of thing in the plural, such as {@code Formats}
   */
  public static String remedy(String word, String what, Collection<String> known) {
    Optional<String> near = to(word, known);
    if (near.isPresent()) {
      return "Did you mean " + near.get() + "?";
    }
    return known.isEmpty() ? "There are none." : what + ": " + String.join(", ", known) + ".";
  }

  /** Edits between two words; a word that holds the other is nearer than its length tells. */
  private static double distance(String a, String b) {
    double edits = edits(a, b);
    int shorter = Math.min(a.length(), b.length());
    if (shorter >= 3 && (a.contains(b) || b.contains(a))) {
      return Math.min(edits, 1 + Math.abs(a.length() - b.length()) / 8.0);
    }
    return edits;
  }

  /** Damerau-Levenshtein distance without edits inside a swapped pair. */
  private static int edits(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + swap);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
