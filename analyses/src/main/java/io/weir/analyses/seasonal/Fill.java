// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/** What a point without rows is. */
enum Fill {
  /** Nothing happened. */
  ZERO,
  /** Between its neighbours in proportion; never an anomaly. */
  INTERPOLATE,
  /** No point: its neighbours follow one another. */
  NONE
}
