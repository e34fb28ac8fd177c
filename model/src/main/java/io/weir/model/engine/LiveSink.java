// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import java.io.Closeable;
import java.io.IOException;

/**
 * Takes the finished rows of a live run, batch after batch. A batch may come again after a failure
 * or a restart, with the same number and the same rows; where a sink can, it then replaces what it
 * has of it, so that nothing is there twice. Used by one thread at a time.
 */
public interface LiveSink extends Closeable {
  /**
   * Told once, before any rows.
   *
   * @param run tells runs apart whose batches are counted alike; the same after a restart from the
   *     run's checkpoint
   */
  void begin(String run) throws IOException;

  /**
   * Writes all rows that are left in a result; it is not closed.
   *
   * @param batch number of the batch, growing
   * @param output the output's name in the analysis' plan
   */
  void write(long batch, String output, Result rows) throws IOException;
}
