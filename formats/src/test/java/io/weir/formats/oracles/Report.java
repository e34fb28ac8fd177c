// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of one source.
 *
 * @param reasons why each of the differences is there; {@code ?} where nobody said
 */
record Report(Oracle oracle, Comparison found, SortedMap<Difference, String> reasons) {
  /** Compares with a source. */
  static Report of(Oracle oracle) {
    Comparison found = new Comparison(oracle.source(), oracle.tolerances());
    oracle.compare(found);
    SortedMap<Difference, String> known = DifferencesFile.of(oracle.source());
    SortedMap<Difference, String> reasons = new TreeMap<>();
    found.differences().forEach(each -> reasons.put(each, known.getOrDefault(each, "?")));
    return new Report(oracle, found, reasons);
  }
}
