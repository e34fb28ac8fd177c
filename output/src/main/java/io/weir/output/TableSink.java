// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the rows of a result in one form. Stateless and thread-safe. */
public interface TableSink {
  /**
   * Writes all rows that are left in a result, and flushes; neither is closed.
   *
   * @return rows written
   */
  long write(Result result, OutputStream out) throws IOException;
}
