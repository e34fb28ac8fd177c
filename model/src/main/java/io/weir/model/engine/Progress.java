// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import java.util.Map;

/**
 * How far a run is, and its account of records: offered = read + rejected.
 *
 * @param bytesRead content bytes consumed
 * @param bytesTotal stored bytes to be consumed; 0 when not known
 * @param read records decoded
 * @param rejected records rejected, by reason
 */
public record Progress(long bytesRead, long bytesTotal, long read, Map<String, Long> rejected) {
  public Progress {
    rejected = Map.copyOf(rejected);
  }

  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
