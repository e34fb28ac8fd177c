// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.Options;

/**
 * How an engine should run.
 *
 * @param threads how many threads work at once, at least 1
 * @param memoryBytes the most memory the engine should use for its own state; 0 for its default
 * @param options options by name, of look-ups (ASN and country files) and of the engine
 */
public record EngineSettings(int threads, long memoryBytes, Options options) {
  /** The option that names the directory for what does not fit into memory. */
  public static final String TEMPORARY_FILES = "temporary-files";

  /** All processors, the engine's own choice of memory, no options. */
  public static EngineSettings defaults() {
    return new EngineSettings(Runtime.getRuntime().availableProcessors(), 0, Options.NONE);
  }
}
