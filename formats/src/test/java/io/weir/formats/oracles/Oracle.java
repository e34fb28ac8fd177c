// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.Map;

/** One source of expected answers, and how they are compared with Weir's. */
interface Oracle {
  /** What it is called on the page and in the list of differences. */
  String source();

  /** What a row is and which columns are compared, in a sentence for the page. */
  String compares();

  /** By how much numbers of a column may differ, for columns that are not compared exactly. */
  default Map<String, Double> tolerances() {
    return Map.of();
  }

  /** Compares all its answers. */
  void compare(Comparison comparison);
}
