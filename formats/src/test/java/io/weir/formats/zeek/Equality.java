// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares values of the two forms of a log. In the tab-separated one Zeek rounds to six digits,
 * and writes a list of one empty text as it writes an empty list.
 */
final class Equality {
  private static final double HALF_DIGIT = 5.1e-7;

  private Equality() {}

  /** Whether a value of the tab-separated form is the same as one of the JSON form. */
  static boolean sameInBothForms(@Nullable Object a, @Nullable Object b) {
    if (List.of().equals(a) && List.of("").equals(b)) {
      return true;
    }
    if (a instanceof Double x && b instanceof Double y) {
      return Math.abs(x - y) <= HALF_DIGIT + 1e-12 * Math.abs(x);
    }
    if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
      for (int i = 0; i < x.size(); i++) {
        if (!sameInBothForms(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(a, b);
  }
}
