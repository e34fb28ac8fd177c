// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.util.List;

/**
 * Makes tables of finished tables, each of which it may read as often as it likes and hold in
 * memory; the same in every engine, on bounded inputs only. Stateless and thread-safe: one run's
 * memory is in the run.
 */
public interface Whole {
  /**
   * Reads the inputs and makes the tables.
   *
   * @param inputs in the order of the step's queries
   * @throws io.weir.model.WeirException of kind USAGE when the inputs lack what is needed
   */
  void run(List<WholeInput> inputs, WholeOut out);
}
