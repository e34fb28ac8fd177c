// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

/**
 * How numbers of different size are made comparable. Categories are 0 or 1 before a row is divided.
 */
public enum Scaling {
  /** As they are. */
  NONE,
  /** Less the mean, divided by the standard deviation of the population. */
  ZSCORE,
  /** From 0 at the least to 1 at the most. */
  MINMAX,
  /** Less the median, divided by the distance of the quartiles. */
  ROBUST,
  /** Each row divided by the sum of its absolute values; one of zeros stays. */
  L1ROW,
  /** Each row divided by its length: NetLytics' way, which keeps no magnitudes. */
  L2ROW,
  /** Each row divided by the greatest of its absolute values. */
  MAXROW,
  /** Each row divided by its length in the norm of a p that is told. */
  LPROW;

  /** True where each row is scaled by itself, its categories too. */
  boolean isByRow() {
    return this == L1ROW || this == L2ROW || this == MAXROW || this == LPROW;
  }
}
