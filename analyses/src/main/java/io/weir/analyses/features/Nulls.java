// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

/** What stands for a number that is NULL or not finite. */
public enum Nulls {
  /** The mean of the column's other rows. */
  MEAN,
  /** Zero. */
  ZERO,
  /** Nothing: the row is left out. */
  DROP
}
