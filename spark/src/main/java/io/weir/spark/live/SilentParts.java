// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The topics of which a task waits for messages that should be there. Thread-safe; one for the
 * process, since tasks reach nothing else of a run.
 */
final class SilentParts {
  private static final Map<Topic, Integer> SILENT = new ConcurrentHashMap<>();

  private SilentParts() {}

  /** A part of the topic has been silent for a while. */
  static void begin(Topic address) {
    SILENT.merge(address, 1, Integer::sum);
  }

  /** Such a part was read on, or given up. */
  static void end(Topic address) {
    SILENT.computeIfPresent(address, (topic, parts) -> parts == 1 ? null : parts - 1);
  }

  static boolean has(Topic address) {
    return SILENT.containsKey(address);
  }
}
