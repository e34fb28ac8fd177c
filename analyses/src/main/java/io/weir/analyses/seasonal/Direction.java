// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/** On which side values are looked for. */
enum Direction {
  /** Above what is expected. */
  POS,
  /** Below what is expected. */
  NEG,
  /** On both sides. */
  BOTH
}
