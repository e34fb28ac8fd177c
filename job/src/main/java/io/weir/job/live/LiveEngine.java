// SPDX-License-Identifier: Apache-2.0
package io.weir.job.live;

import java.util.ServiceLoader;

/** Runs analyses on inputs that grow. Found by {@link ServiceLoader}; stateless. */
public interface LiveEngine {
  /**
   * Starts a run; rows go to the job's sink as windows close.
   *
   * @throws io.weir.model.WeirException of kind USAGE when the analysis is not for streams, the
   *     input cannot grow, or the checkpoint is of another run
   */
  LiveRun start(LiveJob job);
}
