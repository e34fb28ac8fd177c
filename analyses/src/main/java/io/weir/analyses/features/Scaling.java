// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

/** How numbers of different size are made comparable. Categories are 0 or 1 in every case. */
public enum Scaling {
  /** As they are. */
  NONE,
  /** Less the mean, divided by the standard deviation of the population. */
  ZSCORE,
  /** From 0 at the least to 1 at the most. */
  MINMAX,
  /** Less the median, divided by the distance of the quartiles. */
  ROBUST,
  /** Each row divided by its length: NetLytics' way, which keeps no magnitudes. */
  L2ROW
}
