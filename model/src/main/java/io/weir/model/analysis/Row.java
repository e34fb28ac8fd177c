// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import org.jspecify.annotations.Nullable;

/** One row as a fold sees it; valid during the call only. Columns are counted as in the spec. */
public interface Row {
  boolean isNull(int column);

  /** A BIGINT or INTEGER, or a TIMESTAMP in microseconds since 1970 UTC; 0 when NULL. */
  long longValue(int column);

  /** A DOUBLE; NaN when NULL. */
  double doubleValue(int column);

  /** A STRING; null when NULL. */
  @Nullable String text(int column);
}
