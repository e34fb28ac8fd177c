// SPDX-License-Identifier: Apache-2.0
package io.weir.job.live;

import io.weir.model.engine.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a live run is, since its start.
 *
 * @param records the account of records: read and rejected
 * @param late records read, but left out because their window was closed
 * @param withoutTime records read, but left out because they have no time
 * @param batches batches done
 * @param rows finished rows written
 * @param watermark windows up to here are closed; empty before the first record, and when the input
 *     has ended and all are
 * @param counts what folds counted
 * @param waiting what the run waits for besides records, such as a broker that does not answer;
 *     empty when for nothing
 */
public record LiveProgress(
    Progress records,
    long late,
    long withoutTime,
    long batches,
    long rows,
    Optional<Instant> watermark,
    Map<String, Long> counts,
    String waiting) {
  public LiveProgress {
    counts = Map.copyOf(counts);
  }
}
